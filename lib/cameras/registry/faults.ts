import type { FieldFault } from "@/lib/errors";
import type { CameraInput } from "../model";
import { holdsSignIn, readSnapshot, readStream } from "../rules";

/** What is wrong with a camera as it was entered, each fault at its field: for forms and for sheets alike. */
export function cameraFaults(input: Omit<CameraInput, "signIn" | "groupId" | "unitId" | "areaId">): FieldFault[] {
  const faults: FieldFault[] = [];
  for (const path of ["mainStream", "subStream", "snapshotUrl"] as const) {
    const text = input[path];
    if (text === null) continue;
    if (holdsSignIn(text)) faults.push({ path, code: "camera-sign-in-in-address" });
    else if (path === "snapshotUrl" ? !readSnapshot(text) : !readStream(text))
      faults.push({ path, code: path === "snapshotUrl" ? "camera-snapshot-unreadable" : "camera-stream-unreadable" });
  }
  if (input.mainStream === null && input.snapshotUrl === null) faults.push({ path: "mainStream", code: "camera-no-address" });
  if ((input.latitude === null) !== (input.longitude === null))
    faults.push({ path: input.latitude === null ? "latitude" : "longitude", code: "camera-place-half" });
  if (input.validUntil !== null && input.validUntil < input.validFrom)
    faults.push({ path: "validUntil", code: "camera-ends-early" });
  return faults;
}
