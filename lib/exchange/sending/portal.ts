import { createHash } from "node:crypto";
import * as z from "zod";
import { readJson } from "@/lib/json";
import type { FaultCode, Service } from "../model";
import { longestMs, NoAnswer, postJson } from "./egress";

/** The portal as it is reached. */
export type Portal = {
  address: string;
  loginPath: string;
  servicePath: string;
  account: string;
  secret: string;
  agencyCode: string;
};
/** What the portal said to a call. "refused": it understood, and said no. */
export type Said =
  | { ok: true; result: unknown }
  | { ok: false; fault: FaultCode; answer: string | null; mayHaveArrived: boolean };

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value)));
/** Adapters name their words differently. */
const Answer = z.looseObject({
  error_code: text,
  message: text,
  error_message: text,
  session: text,
  result: z.unknown().optional(),
});
const isGood = (code: string) => /^0*$/.test(code);
const asksToSignIn = (status: number, words: string) => status === 401 || status === 403 || /session|phiên|token/i.test(words);

/** One session a portal and account, kept while this process lives. */
const sessions = new Map<string, string>();
const keyOf = (p: Portal) => createHash("sha256").update(JSON.stringify(p)).digest("base64");
/** Forgets every session: for a test that begins anew. */
export const forgetSessions = (): void => sessions.clear();

export type Call = { signal?: AbortSignal | undefined; waitMs?: number };
/** One question: what was answered, or null and the portal's words. Throws NoAnswer. */
export async function ask(portal: Portal, path: string, body: unknown, call: Call) {
  const { status, text: said } = await postJson(new URL(path, portal.address), body, call);
  if (status >= 500 || status === 429 || status === 408) throw new NoAnswer("portal-silent", true);
  const read = Answer.safeParse(parsed(said));
  if (!read.success) {
    if (status === 401 || status === 403) return { status, answer: null, words: "", code: String(status) };
    throw new NoAnswer("portal-unreadable", true);
  }
  const { error_code: code, message, error_message: more } = read.data;
  const isError = status >= 300 || !isGood(code);
  return { status, answer: isError ? null : read.data, words: message || more, code: code || String(status) };
}
function parsed(said: string): unknown {
  try {
    return readJson(said);
  } catch {
    return undefined;
  }
}

/** A new session, or null and the portal's words. */
export async function openSession(portal: Portal, call: Call): Promise<{ session: string | null; words: string }> {
  const { answer, words } = await ask(portal, portal.loginPath, { username: portal.account, password: portal.secret }, call);
  return { session: answer?.session || null, words };
}
async function signIn(portal: Portal, call: Call): Promise<string | null> {
  const { session } = await openSession(portal, call);
  if (session) sessions.set(keyOf(portal), session);
  return session;
}

/** Calls a service of the portal in a session, signing in where there is none, and once more where the portal no longer knows it. */
export async function callPortal(portal: Portal, body: Record<string, unknown>, call: Call = {}): Promise<Said> {
  const key = keyOf(portal);
  const bounded = { waitMs: longestMs, ...call };
  let isBeforeIt = true;
  try {
    for (let isLast = false; ; isLast = true) {
      const session = sessions.get(key) ?? (await signIn(portal, bounded));
      if (!session) return { ok: false, fault: "sign-in-refused", answer: null, mayHaveArrived: false };
      isBeforeIt = false;
      const { answer, status, words, code } = await ask(
        portal,
        portal.servicePath,
        { session, madonvi: portal.agencyCode, ...body },
        bounded,
      );
      if (answer) return { ok: true, result: answer.result };
      if (!asksToSignIn(status, words))
        return { ok: false, fault: "portal-refused", answer: `${code} ${words}`.trim().slice(0, 1_000), mayHaveArrived: false };
      sessions.delete(key);
      if (isLast) return { ok: false, fault: "sign-in-refused", answer: null, mayHaveArrived: false };
      isBeforeIt = true;
    }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { ok: false, fault: error.why, answer: null, mayHaveArrived: error.mayHaveArrived && !isBeforeIt };
  }
}

/** Hands one message over. `isThere`: the portal has the dossier already. */
export const tell = (portal: Portal, service: Service, content: unknown, isThere: boolean, call: Call): Promise<Said> =>
  callPortal(
    portal,
    { service, ...(service === "DongBoHoSoMC" ? { isUpdating: isThere ? "True" : "False" } : {}), data: [content] },
    call,
  );

/** What the portal has under a code. */
export const look = (portal: Portal, code: string, call: Call): Promise<Said> =>
  callPortal(portal, { service: "TraCuuHoSo", mahoso: code }, call);

/** Did a look-up find anything? */
export const isFound = (result: unknown): boolean => Array.isArray(result) && result.length > 0;

const Line = z.looseObject({ ThoiDiemXuLy: text, TrangThai: text, NguoiXuLy: text });
/** Does what a look-up found list this very line? A portal that lists no lines says no. */
export function listsLine(result: unknown, line: Readonly<Record<string, unknown>>, depth = 0): boolean {
  if (depth > 4) return false;
  if (Array.isArray(result)) return result.some((one) => listsLine(one, line, depth + 1));
  if (typeof result !== "object" || result === null) return false;
  const read = Line.safeParse(result);
  const isIt =
    read.success &&
    read.data.ThoiDiemXuLy !== "" &&
    (["ThoiDiemXuLy", "TrangThai", "NguoiXuLy"] as const).every((name) => read.data[name] === String(line[name] ?? ""));
  return isIt || Object.values(result).some((one) => typeof one === "object" && listsLine(one, line, depth + 1));
}
