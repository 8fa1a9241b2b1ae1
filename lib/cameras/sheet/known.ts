import { readDay } from "@/lib/calendar/rules";
import type { Tx } from "@/lib/db/client";
import { open } from "@/lib/secrets";
import { formatDay } from "@/lib/words";
import type { CameraInput } from "../model";
import { holdsSecret, writtenText } from "./cells";
import type { CameraSheetField } from "./headings";

type SignIn = { name: string; password: string };
/** A camera as the registry has it, and how its place, group and unit are called. */
export type KnownCamera = Omit<CameraInput, "signIn"> & {
  id: number;
  version: number;
  group: string;
  unit: string;
  unitCode: string;
  area: string | null;
  areaCode: string | null;
  /** Opened where a line gives another to compare with, and nowhere else. */
  signIn(): SignIn | null;
};

/** Every camera there is, in service or not, by code. */
export async function knownCameras(tx: Tx): Promise<KnownCamera[]> {
  const rows = await tx.camera.findMany({ include: { group: true, unit: true, area: true }, orderBy: { code: "asc" } });
  return rows.map(
    ({ group, unit, area, latitude, longitude, validFrom, validUntil, signInName, signInPassword, isDemo: _, ...plain }) => ({
      ...plain,
      ...{ group: group.name, unit: unit.name, unitCode: unit.code, area: area?.name ?? null, areaCode: area?.code ?? null },
      ...{ latitude: latitude?.toNumber() ?? null, longitude: longitude?.toNumber() ?? null },
      ...{ validFrom: readDay(validFrom), validUntil: validUntil && readDay(validUntil) },
      signIn: () =>
        signInName && signInPassword
          ? { name: open(signInName, "camera.sign_in_name"), password: open(signInPassword, "camera.sign_in_password") }
          : null,
    }),
  );
}

/** What a list says of a camera. Name and password are never among it, nor an address that has one in it: an empty cell leaves what is there. */
export function cellsOf(camera: KnownCamera): Record<CameraSheetField, string | number | null> {
  const address = (text: string | null) => (text === null || holdsSecret(text) ? "" : text);
  const { latitude, longitude, bearingDegrees, viewDegrees, viewMetres } = camera;
  return {
    ...{ code: camera.code, name: camera.name, group: camera.group, unit: camera.unit, unitCode: camera.unitCode },
    ...{ area: camera.area ?? "", areaCode: camera.areaCode ?? "", address: writtenText(camera.address) },
    ...{ latitude, longitude, bearingDegrees, viewDegrees, viewMetres, user: "", password: "" },
    ...{ mainStream: address(camera.mainStream), subStream: address(camera.subStream) },
    ...{ snapshotUrl: address(camera.snapshotUrl), model: writtenText(camera.model), purpose: writtenText(camera.purpose) },
    ...{ validFrom: formatDay(camera.validFrom), validUntil: camera.validUntil === null ? "" : formatDay(camera.validUntil) },
    note: writtenText(camera.note),
  };
}
