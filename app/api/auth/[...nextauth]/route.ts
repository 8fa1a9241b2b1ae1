import * as z from "zod";
import type { AppError } from "@/lib/errors";
import { open, seal } from "@/lib/secrets";
import { addressOf } from "../../../caller";
import { requireSameOrigin } from "../../../door";
import { isSecure } from "../../../session-cookie";
import { type Body, callSignIn } from "../call";
import { optionsFor, ssoProvider } from "../options";

/** The steps of signing in that exist here; everything else the library could do is not found. */
const steps: Record<"GET" | "POST", readonly string[]> = {
  GET: ["csrf", `callback/${ssoProvider}`, "error", "signin", "signout"],
  POST: ["callback/credentials", `signin/${ssoProvider}`, "signout"],
};
const Form = z.record(z.string().max(40), z.string().max(2000));
type Context = { params: Promise<{ nextauth: string[] }> };

async function answer(request: Request, context: Context): Promise<Response> {
  const path = (await context.params).nextauth;
  const step = path.join("/");
  const method = request.method === "POST" ? "POST" : "GET";
  if (!steps[method].includes(step)) return new Response(null, { status: 404 });
  const body = method === "POST" ? await readForm(request) : {};
  if (body === null) return new Response(null, { status: 400 });

  const origin = { address: addressOf(request.headers), userAgent: request.headers.get("user-agent")?.slice(0, 300) ?? null };
  // The library hands every parameter on to the identity provider: of ours only "ask anew who this is" may go.
  const isLeaving = step === `signin/${ssoProvider}` && method === "POST";
  const query: Body = isLeaving
    ? body.again === "yes"
      ? { max_age: "0" }
      : {}
    : Object.fromEntries(new URL(request.url).searchParams);
  const isReturn = step === `callback/${ssoProvider}`;
  const refusals: AppError[] = [];
  const options = optionsFor(origin, isReturn ? invitationOf(request) : null, (error) => void refusals.push(error));
  const said = await callSignIn(request, path, { query, body }, options);
  const isBusy = refusals.find(({ kind }) => kind === "unavailable");
  const response = isBusy && said.status === 401 ? busy(said, isBusy) : said;
  // The way to the identity provider and back is long; the one-time link waits in a sealed cookie.
  if (step === `signin/${ssoProvider}` && body.invitation)
    response.headers.append("set-cookie", invitationCookie(body.invitation));
  if (isReturn) response.headers.append("set-cookie", invitationCookie(null));
  return response;
}

export { answer as GET, answer as POST };

/** The same words with the status of what is only for now: whoever knocks by a program then waits. */
function busy({ body, headers }: Response, { more }: AppError): Response {
  const answer = new Response(body, { status: 503, headers });
  answer.headers.set("retry-after", String(more.retryAfterSeconds ?? 5));
  return answer;
}

/** A form of our own pages, or null for anything else. */
async function readForm(request: Request): Promise<Body | null> {
  try {
    requireSameOrigin(request);
    const text = await request.text();
    const isForm = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded");
    const form = Form.safeParse(isForm && text.length <= 20_000 ? Object.fromEntries(new URLSearchParams(text)) : null);
    return form.success ? form.data : null;
  } catch {
    return null;
  }
}

const invitationName = () => (isSecure() ? "__Host-vong-lau.invitation" : "vong-lau.invitation");
const place = "cookie.invitation";
function invitationCookie(token: string | null): string {
  const value = token === null ? "" : Buffer.from(seal(token, place)).toString("base64url");
  const life = token === null ? 0 : 15 * 60;
  return `${invitationName()}=${value}; Path=/; Max-Age=${life}; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;
}
function invitationOf(request: Request): string | null {
  const pair = (request.headers.get("cookie") ?? "").split(/;\s*/).find((p) => p.startsWith(`${invitationName()}=`));
  const value = pair?.slice(invitationName().length + 1);
  if (!value) return null;
  try {
    return open(Buffer.from(value, "base64url"), place);
  } catch {
    return null;
  }
}
