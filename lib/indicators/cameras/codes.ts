/** What may be asked of cameras. Definitions: catalogue.ts; words: labels.ts. */
export const cameraCodes = [
  "camera-connected-rate",
  "camera-coverage-rate",
  "camera-availability-rate",
  "camera-restore-hours",
  "cameras-in-trouble",
] as const;
export type CameraCode = (typeof cameraCodes)[number];
