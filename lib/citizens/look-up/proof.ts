import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";
import { open, seal } from "@/lib/secrets";
import { type Challenge, proofMinutes, waitSeconds } from "../model";
import { leadingZeroBits } from "../rules";

/**
 * A challenge is sealed and names what it is for, so that nothing has to be kept of it: a proof of work made by the browser itself, in place
 * of a picture puzzle of somebody else (SECURITY: T-03). Whoever runs no script waits instead.
 */
const place = "look-up.challenge";
const Content = z.strictObject({ at: z.int(), bits: z.int(), for: z.string(), salt: z.string() });

const forWhom = (codeKey: string, addressKey: string) => `${codeKey} ${addressKey}`;

export function makeChallenge(bits: number, codeKey: string, addressKey: string, now: Date): Challenge {
  const content = { at: now.getTime(), bits, for: forWhom(codeKey, addressKey), salt: randomBytes(9).toString("base64url") };
  return {
    token: Buffer.from(seal(JSON.stringify(content), place)).toString("base64url"),
    bits,
    waitUntil: new Date(now.getTime() + waitSeconds * 1_000).toISOString(),
  };
}

/** What a request brings to show that it is no machine guessing: work done, time waited, or nothing that counts. */
export function judgeProof(
  { token, answer }: { token?: string | undefined; answer?: string | undefined },
  codeKey: string,
  addressKey: string,
  now: Date,
): "worked" | "waited" | null {
  if (!token || !/^[\w-]{44,600}$/.test(token)) return null;
  try {
    const content = Content.parse(JSON.parse(open(Buffer.from(token, "base64url"), place)));
    const age = now.getTime() - content.at;
    if (content.for !== forWhom(codeKey, addressKey) || age < 0 || age > proofMinutes * 60_000) return null;
    if (answer && leadingZeroBits(createHash("sha256").update(`${token}.${answer}`).digest()) >= content.bits) return "worked";
    return age >= waitSeconds * 1_000 ? "waited" : null;
  } catch {
    return null;
  }
}
