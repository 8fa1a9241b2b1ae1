import { z } from "zod";
import type { Role } from "@/lib/db/generated/enums";

const roles = ["LEADER", "UNIT_HEAD", "ONE_STOP_OFFICER", "SPECIALIST", "IT_ADMIN", "AUDITOR"] as const satisfies readonly Role[];

export const City = z.object({
  name: z.string(),
  province: z.string(),
  /** SHA-256 of the emblem among the stored files; null where none was given. */
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
  emblemSha: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
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
