import * as z from "zod";
import type { Role } from "@/lib/db/generated/enums";

const roles = [
  "LEADER",
  "UNIT_HEAD",
  "ONE_STOP_OFFICER",
  "SPECIALIST",
  "RECORDS_CLERK",
  "IT_ADMIN",
  "AUDITOR",
] as const satisfies readonly Role[];

export const City = z.object({
  name: z.string(),
  province: z.string(),
  /** SHA-256 of the emblem, which changes with it; null where none was given. */
  emblemSha: z.string().nullable(),
  /** Has the guided set-up been gone through? */
  isSetUp: z.boolean(),
  hasDemoData: z.boolean(),
  /** Roles that must sign in with a second factor. */
  totpRoles: z.array(z.enum(roles)),
});
export type City = z.output<typeof City>;

export const CityInput = z.strictObject({
  name: z.string().trim().min(2).max(120),
  province: z.string().trim().min(2).max(120),
  totpRoles: z.array(z.enum(roles)).max(roles.length),
});

/** How many rows of each kind went with the demo; what real records stand on stays. */
export const DemoRemoval = z.object({
  dossiers: z.int(),
  batches: z.int(),
  procedures: z.int(),
  sectors: z.int(),
  users: z.int(),
  units: z.int(),
  areas: z.int(),
});
export type DemoRemoval = z.output<typeof DemoRemoval>;

export const maxEmblemBytes = 256 * 1024;
/** A PNG picture in base64: the only kind taken, since an SVG can carry a program. */
export const EmblemInput = z.strictObject({
  png: z
    .base64()
    .max(Math.ceil(maxEmblemBytes / 3) * 4)
    .refine((text) => text.startsWith("iVBORw0KGgo"), { error: "not-png" }),
});
