export const cameraUses = ["TRAFFIC", "SECURITY", "ONE_STOP", "PUBLIC_PLACE"] as const;
export type CameraUse = (typeof cameraUses)[number];
