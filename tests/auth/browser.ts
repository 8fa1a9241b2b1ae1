import { GET, POST } from "@/app/api/auth/[...nextauth]/route";

export const ours = "http://localhost:3000";

/** A browser in small: keeps cookies, calls our sign-in handlers for our own addresses and the network for all others. */
export class Browser {
  private readonly jar = new Map<string, Map<string, string>>();
  constructor(readonly headers: Record<string, string> = {}) {}

  cookie(name: string): string | undefined {
    return this.jarOf(ours).get(name);
  }
  setCookie(name: string, value: string): void {
    this.jarOf(ours).set(name, value);
  }
  cookieHeader(at = ours): string {
    return [...this.jarOf(at)].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async get(url: string): Promise<Response> {
    return this.send(url, { method: "GET" });
  }
  async post(url: string, form: Record<string, string>): Promise<Response> {
    const origin = new URL(url).origin;
    return this.send(url, {
      method: "POST",
      body: new URLSearchParams(form).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", origin, "sec-fetch-site": "same-origin" },
    });
  }
  async send(url: string, init: RequestInit): Promise<Response> {
    const { origin, pathname } = new URL(url);
    const headers = new Headers({ ...this.headers, ...(init.headers as Record<string, string>) });
    const cookies = this.cookieHeader(origin);
    if (cookies) headers.set("cookie", cookies);
    const request = new Request(url, { ...init, headers, redirect: "manual" });
    const context = { params: Promise.resolve({ nextauth: pathname.split("/").slice(3) }) };
    const response = origin === ours ? await (init.method === "POST" ? POST : GET)(request, context) : await fetch(request);
    for (const line of response.headers.getSetCookie()) this.keep(origin, line);
    return response;
  }
  private keep(origin: string, line: string): void {
    const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
    const at = pair.indexOf("=");
    const isGone = attributes.some(
      (a) => /^max-age=0$/i.test(a) || (/^expires=/i.test(a) && Date.parse(a.slice(8)) < Date.now()),
    );
    if (isGone || pair.length === at + 1) this.jarOf(origin).delete(pair.slice(0, at));
    else this.jarOf(origin).set(pair.slice(0, at), pair.slice(at + 1));
  }
  private jarOf(origin: string): Map<string, string> {
    const jar = this.jar.get(origin) ?? new Map<string, string>();
    this.jar.set(origin, jar);
    return jar;
  }

  async csrfToken(): Promise<string> {
    const answer: unknown = await (await this.get(`${ours}/api/auth/csrf`)).json();
    return String((answer as { csrfToken: string }).csrfToken);
  }
  /** As the sign-in form does it. Gives the error's code, or null when it worked. */
  async signIn(login: string, password: string, code?: string): Promise<{ status: number; error: string | null; url: string }> {
    const response = await this.post(`${ours}/api/auth/callback/credentials`, {
      csrfToken: await this.csrfToken(),
      login,
      password,
      ...(code === undefined ? {} : { code }),
      callbackUrl: "/",
      json: "true",
    });
    const { url } = (await response.json()) as { url: string };
    return { status: response.status, error: new URL(url, ours).searchParams.get("error"), url };
  }
}
