import { type PortalTrial, slowMs, type TrialOutcome } from "../model";
import { NoAnswer } from "./egress";
import { ask, type Call, openSession, type Portal } from "./portal";

/**
 * Signs in anew and looks up a dossier that cannot be: its serial is nought. Says what is in the way, the first thing first; nothing is
 * changed on either side, no session is kept, and the secret is in nothing it tells.
 */
export async function tryPortal(portal: Portal, call: Call = {}): Promise<Omit<PortalTrial, "at">> {
  const from = performance.now();
  const { outcome, words } = await knock(portal, call);
  const tookMs = Math.round(performance.now() - from);
  const answer = withoutSecret(words, portal.secret).trim().slice(0, 300);
  return { outcome: outcome === "works" && tookMs > slowMs ? "slow" : outcome, tookMs, answer: answer || null };
}

async function knock(portal: Portal, call: Call): Promise<{ outcome: TrialOutcome; words: string }> {
  try {
    const { session, words } = await openSession(portal, call);
    if (!session) return { outcome: "sign-in-refused", words };
    const { agencyCode, servicePath } = portal;
    const looked = await ask(
      portal,
      servicePath,
      { session, madonvi: agencyCode, service: "TraCuuHoSo", mahoso: `${agencyCode}-000101-0000` },
      call,
    );
    return looked.answer ? { outcome: "works", words: "" } : { outcome: "refused", words: `${looked.code} ${looked.words}` };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { outcome: inTheWay(error), words: codeOf(error.cause) };
  }
}

/** The first code of an error or of what it came from: "ENOTFOUND", "TimeoutError". */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (error.name === "TimeoutError") return error.name;
  const deeper = codeOf(error.cause);
  return deeper || ("code" in error && typeof error.code === "string" ? error.code : "");
}
const byCode: readonly (readonly [RegExp, TrialOutcome])[] = [
  [/^(TimeoutError|ETIMEDOUT)$/, "silent"],
  [/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|ENODATA)$/, "name-unknown"],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)$/, "closed"],
  [/CERT|^(UNABLE_TO_|HOSTNAME_MISMATCH$|INVALID_(CA|PURPOSE)$)/, "certificate-bad"],
  [/^(EPROTO$|ERR_SSL_)/, "not-secure"],
];
/** What kept an answer from coming. A fault that no code tells of is the portal's own (5xx, 429). */
export function inTheWay({ why, cause }: NoAnswer): TrialOutcome {
  if (why === "address-refused") return why;
  if (why === "portal-unreadable") return "unreadable";
  const code = codeOf(cause);
  if (code === "") return "portal-fault";
  return byCode.find(([pattern]) => pattern.test(code))?.[1] ?? "broken-off";
}

/** A portal may quote what it was told, as it stands or as an address, a form or JSON writes it. */
function withoutSecret(words: string, secret: string): string {
  const shapes = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
  ];
  const quoted = shapes.some((shape) => words.normalize().toLowerCase().includes(shape.normalize().toLowerCase()));
  return quoted ? "" : words;
}
