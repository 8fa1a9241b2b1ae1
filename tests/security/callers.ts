import { randomBytes } from "node:crypto";
import { declaredRoutes, type Handler } from "@/app/routes";
import { keyPrefix } from "@/lib/auth/model";
import { hashToken } from "@/lib/secrets";
import { mintSession } from "../auth/people";
import { asOwner, unit, user } from "../city";
import { undescribed } from "../door/described";

export type Route = { place: string; method: string; handler: Handler };
export const routes: Route[] = declaredRoutes();
export const title = ({ method, handler }: Route) => `${method} ${handler.declaration.path}`;
export const isMutating = ({ method }: Route) => method !== "GET";
export const takesJson = ({ handler }: Route) => handler.declaration.bodyLimit !== "stream";

export type Person = keyof typeof user;
export type Cookies = Record<Person, string>;
export async function signEverybodyIn(): Promise<Cookies> {
  const pairs = await Promise.all(
    Object.entries(user).map(async ([name, id]) => {
      const session = await mintSession(id);
      return [name, `${session.name}=${session.value}`] as const;
    }),
  );
  return Object.fromEntries(pairs) as Cookies;
}

/** A machine's key with these scopes over the whole city. */
export async function mintKey(scopes: readonly string[], unitId: number = unit.committee): Promise<string> {
  const token = `${keyPrefix}${randomBytes(32).toString("base64url")}`;
  await asOwner((c) =>
    c.query(
      "insert into api_key (name, prefix, hash, scopes, unit_id, created_by, expires_at) values ('test', $1, $2, $3, $4, 'user:5', now() + interval '1 day')",
      [token.slice(0, 8), Buffer.from(hashToken(token)), scopes, unitId],
    ),
  );
  return token;
}

export type Ask = {
  cookie?: string;
  headers?: Record<string, string>;
  params?: Record<string, string>;
  query?: string;
  body?: string;
};
const fitting = ["1", "00000000-0000-4000-8000-000000000000", "2026-01-02", "on-time-rate"];
/** Calls a route as the front door would; an answer that is not as the API is described is a fault, whoever asked. Parameters nobody gives are something that fits and is most likely not there. */
export async function call(
  route: Route,
  ask: Ask = {},
): Promise<{ status: number; headers: Headers; text: string; body: unknown }> {
  const names = [...route.handler.declaration.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? "");
  const schema = route.handler.declaration.input.params;
  const guess = fitting.find(
    (value) => !schema || schema.safeParse(Object.fromEntries(names.map((name) => [name, value]))).success,
  );
  const params = Object.fromEntries(names.map((name) => [name, ask.params?.[name] ?? guess ?? "1"]));
  const path = route.handler.declaration.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const request = new Request(`http://localhost:3000${path}${ask.query ?? ""}`, {
    method: route.method,
    headers: {
      "x-client-address": "127.0.0.1",
      ...(isMutating(route) ? { "content-type": "application/json", "sec-fetch-site": "same-origin" } : {}),
      ...(ask.cookie ? { cookie: ask.cookie } : {}),
      ...ask.headers,
    },
    ...(isMutating(route) ? { body: ask.body ?? "{}" } : {}),
  });
  const response = await route.handler(request, { params: Promise.resolve(params) });
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  const text = isJson ? await response.text() : "";
  if (!isJson) await response.body?.cancel();
  const body: unknown = text ? JSON.parse(text) : null;
  const strange = undescribed(route.handler.declaration.id, response.status, response.headers.get("content-type"), body);
  if (strange) throw new Error(strange);
  return { status: response.status, headers: response.headers, text, body };
}
export const codeOf = (answer: { body: unknown }): string => {
  const code: unknown = answer.body && typeof answer.body === "object" ? Reflect.get(answer.body, "code") : undefined;
  return typeof code === "string" ? code : "";
};
export const without = (headers: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
