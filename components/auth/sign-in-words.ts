import { refusals } from "@/lib/auth/labels";
import { refusals as house, type Locale, say } from "@/lib/words";

/** Errors the sign-in library itself reports about the way through an identity provider. */
const ofProvider = new Set([
  "OAuthSignin",
  "OAuthCallback",
  "OAuthCreateAccount",
  "OAuthAccountNotLinked",
  "Callback",
  "AccessDenied",
]);
const isOurs = (code: string): code is keyof typeof refusals => Object.hasOwn(refusals, code);

/** The sentence for a code that came back from signing in; nothing of the address itself is ever shown. */
export function signInSentence(locale: Locale, code: string): string {
  if (code === "unavailable") return say(locale, house.unavailable);
  if (isOurs(code)) return say(locale, refusals[code]);
  return say(locale, refusals[ofProvider.has(code) ? "sso-failed" : "sign-in-failed"]);
}
