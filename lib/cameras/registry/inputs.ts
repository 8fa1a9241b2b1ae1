import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";
import { cameraUses } from "./uses";

const words = (most: number) => z.string().trim().normalize().min(1).max(most);

/** What IT staff say of a group: its name in both languages, for which use, and where it stands among the others. */
export const CameraGroupFacts = z.strictObject({
  name: words(100),
  nameEn: words(100),
  use: z.enum(cameraUses),
  position: z.int().min(0).max(1_000),
});
export type CameraGroupFacts = z.output<typeof CameraGroupFacts>;
export const CameraGroupChange = CameraGroupFacts.extend({ version: z.int() });
export const CameraGroupVersion = CameraGroupChange.pick({ version: true });
export const CameraGroupKept = CameraGroupFacts.extend({
  id: z.int(),
  version: z.int(),
  /** No camera joins it any more. */
  isRetired: z.boolean(),
  /** How many cameras are in it, in service or not. */
  count: z.int(),
});
export type CameraGroupKept = z.output<typeof CameraGroupKept>;

/** How long a last picture is kept. */
export const CameraKeeping = z.strictObject({ pictureHours: z.int().min(1).max(8_760), version: z.int() });
export type CameraKeeping = z.output<typeof CameraKeeping>;

/** Which unit may look at which cameras that are not its own; `ownerId` null: of every unit, `groupId` null: of every group, not both. */
export const CameraGrantInput = z
  .strictObject({
    unitId: RecordId,
    ownerId: RecordId.nullable(),
    groupId: RecordId.nullable(),
    reason: words(300),
    validUntil: Day.nullable(),
  })
  .refine(({ ownerId, groupId }) => ownerId !== null || groupId !== null, { message: "camera-grant-of-all", path: ["ownerId"] })
  .refine(({ unitId, ownerId }) => unitId !== ownerId, { message: "camera-grant-own", path: ["ownerId"] });
export type CameraGrantInput = z.output<typeof CameraGrantInput>;
export const CameraGrantView = z.strictObject({
  id: z.int(),
  unitName: z.string(),
  ownerName: z.string().nullable(),
  group: z.strictObject({ name: z.string(), nameEn: z.string() }).nullable(),
  reason: z.string(),
  validUntil: Day.nullable(),
  madeAt: z.iso.datetime(),
  byName: z.string(),
});
export type CameraGrantView = z.output<typeof CameraGrantView>;
/** Everything about the registry that is no camera. */
export const CameraRegistry = z.strictObject({
  groups: z.array(CameraGroupKept),
  keeping: CameraKeeping,
  grants: z.array(CameraGrantView),
});
export type CameraRegistry = z.output<typeof CameraRegistry>;
