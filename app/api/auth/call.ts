import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth, { type AuthOptions } from "next-auth";

export type Body = Record<string, string>;

/**
 * Hands one request to the sign-in library and gives back its answer. The library's own App Router entry reads cookies from
 * a global of the framework; its other entry takes the request as an object, so that is the one called, with what it touches.
 */
export async function callSignIn(
  request: Request,
  steps: readonly string[],
  { query, body }: { query: Body; body: Body },
  options: AuthOptions,
): Promise<Response> {
  const cookies = parseCookies(request.headers.get("cookie") ?? "");
  const asked = {
    method: request.method,
    query: { ...query, nextauth: [...steps] },
    body,
    cookies,
    headers: Object.fromEntries(request.headers),
  };
  const answer = new Answer();
  await NextAuth(asked as unknown as NextApiRequest, answer as unknown as NextApiResponse, options);
  return answer.response();
}

/** As much of a Node response as the library uses. */
class Answer {
  private code = 200;
  private body: string | null = null;
  private readonly headers = new Map<string, string | string[]>();

  status(code: number): this {
    this.code = code;
    return this;
  }
  getHeader(name: string): string | string[] | undefined {
    return this.headers.get(name.toLowerCase());
  }
  setHeader(name: string, value: string | string[]): this {
    this.headers.set(name.toLowerCase(), value);
    return this;
  }
  json(value: unknown): void {
    this.setHeader("content-type", "application/json");
    this.body = JSON.stringify(value);
  }
  send(value: unknown): void {
    if (typeof value === "string" || value === undefined) this.body = value ?? null;
    else this.json(value);
  }
  end(): void {
    this.body = null;
  }
  response(): Response {
    const headers = new Headers({ "cache-control": "no-store" });
    for (const [name, value] of this.headers) {
      if (name === "cache-control") continue;
      for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
    }
    return new Response(this.body, { status: this.code, headers });
  }
}

function parseCookies(header: string): Record<string, string> {
  const pairs = header.split(";").flatMap((pair) => {
    const at = pair.indexOf("=");
    if (at < 1) return [];
    const value = pair.slice(at + 1).trim();
    try {
      return [[pair.slice(0, at).trim(), decodeURIComponent(value)] as const];
    } catch {
      return [];
    }
  });
  return Object.fromEntries(pairs);
}
