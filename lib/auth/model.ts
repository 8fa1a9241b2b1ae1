import { z } from "zod";

/** At least 12 characters; length is what counts (ASVS 6.2). A list of common passwords is refused in rules.ts. */
export const NewPassword = z.string().min(12).max(200);
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(60)
  .regex(/^[a-z0-9][a-z0-9._@-]+$/);
export const Credentials = z.object({
  login: z.string().max(60),
  password: z.string().max(200),
  code: z.string().max(10).optional(),
});
