import * as z from "zod";

const words = (most: number) => z.string().trim().min(1).max(most);
/** Which device is asked, and by whose name. */
export const CameraQuestion = z.strictObject({
  /** "10.20.1.5", "10.20.1.5:8000", or the address of its device service. */
  host: words(300),
  signIn: z.strictObject({ name: z.string().min(1).max(100), password: z.string().min(1).max(200) }).nullable(),
});
export type CameraQuestion = z.output<typeof CameraQuestion>;

export const leftReasons = ["outside", "secret", "unreadable"] as const;
/** What a device says of itself, for a form: nothing of it is kept before somebody saves it. */
export const CameraOffer = z.strictObject({
  /** The host and port that answered. */
  device: z.string(),
  model: z.string().nullable(),
  firmware: z.string().nullable(),
  mainStream: z.string().nullable(),
  subStream: z.string().nullable(),
  snapshotUrl: z.string().nullable(),
  profiles: z.array(
    z.strictObject({ name: z.string(), codec: z.string().nullable(), width: z.int().nullable(), height: z.int().nullable() }),
  ),
  /** How far the device's clock is ahead of ours. */
  clockAheadSeconds: z.int(),
  /** Addresses it gave that are not offered: outside the networks, with a password in them, or none. */
  left: z.array(z.enum(leftReasons)),
});
export type CameraOffer = z.output<typeof CameraOffer>;
