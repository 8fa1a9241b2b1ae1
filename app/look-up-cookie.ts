import * as z from "zod";
import { Challenge, shownMinutes } from "@/lib/citizens/model";
import { open, seal } from "@/lib/secrets";
import { isSecure } from "./session-cookie";

/**
 * What the look-up has to say next, between the form that was sent and the page that answers it: sealed and short-lived, so that nothing of a
 * person stands in an address or a history (SECURITY: T-06), the page can be reloaded, and a shared computer forgets it soon.
 */
const place = "look-up.cookie";
const name = () => (isSecure() ? "__Secure-vong-lau.look-up" : "vong-lau.look-up");
const Outcome = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("found"), id: z.int() }),
  z.strictObject({ is: z.literal("not-found"), code: z.string() }),
  z.strictObject({ is: z.literal("prove"), code: z.string(), challenge: Challenge }),
  z.strictObject({ is: z.literal("refused"), code: z.string(), why: z.string() }),
]);
export type LookUpOutcome = z.output<typeof Outcome>;
const Kept = z.strictObject({ until: z.int(), outcome: Outcome, pad: z.string() });

/** Every outcome has one size: what a look-up found is not to be read off the length of its cookie. */
const size = 900;
export function lookUpCookie(outcome: LookUpOutcome | null, now: Date): string {
  const attributes = `; Path=/look-up; HttpOnly; SameSite=Strict${isSecure() ? "; Secure" : ""}`;
  if (!outcome) return `${name()}=; Max-Age=0${attributes}`;
  const kept = { until: now.getTime() + shownMinutes * 60_000, outcome, pad: "" };
  const bytes = Buffer.byteLength(JSON.stringify(kept));
  const sealed = seal(JSON.stringify({ ...kept, pad: " ".repeat(Math.max(0, size - bytes)) }), place);
  return `${name()}=${Buffer.from(sealed).toString("base64url")}; Max-Age=${shownMinutes * 60}${attributes}`;
}

/** The outcome a browser brings, null for none, an old one and what is none of ours. */
export function readLookUpCookie(get: (name: string) => string | undefined, now: Date): LookUpOutcome | null {
  const value = get(name());
  if (!value || value.length > 4_000) return null;
  try {
    const kept = Kept.parse(JSON.parse(open(Buffer.from(value, "base64url"), place)));
    return kept.until > now.getTime() ? kept.outcome : null;
  } catch {
    return null;
  }
}

/** To the page that says what comes next. */
export const toPage = (path: string, cookie?: string): Response =>
  new Response(null, {
    status: 303,
    headers: { location: path, "cache-control": "no-store", ...(cookie ? { "set-cookie": cookie } : {}) },
  });
