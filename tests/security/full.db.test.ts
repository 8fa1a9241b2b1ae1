import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { signInByPassword } from "@/lib/auth/commands";
import { fits } from "@/lib/auth/factors/password";
import { printed } from "@/lib/forms/drawing/pool";
import { findForm } from "@/lib/forms/queries";
import { Browser } from "../auth/browser";
import { goodPassword } from "../auth/people";
import { actor, foundCity, unit } from "../city";
import { type Act, acts, as, bookWith, key, newDossier, stranger } from "./acts";
import { call, codeOf, type Route, routes } from "./callers";

/** T-66: what keeps a processor busy has a queue, and the queue an end. The hashes and the drawing threads wait here until they are let go. */
const gate = vi.hoisted(() => {
  let open: () => void = () => undefined;
  const state = { isShut: false, passed: Promise.resolve(), threads: new Set<{ answer(): void }>() };
  return {
    state,
    shut() {
      state.isShut = true;
      state.passed = new Promise((resolve) => {
        open = resolve;
      });
    },
    let() {
      state.isShut = false;
      open();
      for (const thread of state.threads) thread.answer();
    },
  };
});
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  const verify: typeof real.verify = async (...given) => {
    const isHeld = gate.state.isShut;
    await gate.state.passed;
    return isHeld ? false : real.verify(...given);
  };
  const hash: typeof real.hash = async (...given) => {
    await gate.state.passed;
    return real.hash(...given);
  };
  return { ...real, verify, hash };
});
vi.mock("node:worker_threads", async (original) => {
  const { EventEmitter } = await import("node:events");
  class Thread extends EventEmitter {
    private isAsked = false;
    ref() {}
    unref() {}
    async terminate() {
      this.emit("exit", 1);
    }
    postMessage() {
      this.isAsked = true;
      gate.state.threads.add(this);
      if (!gate.state.isShut) setImmediate(() => this.answer());
    }
    answer() {
      if (!this.isAsked) return;
      this.isAsked = false;
      this.emit("message", { chunk: new Uint8Array([37, 80, 68, 70]) });
      this.emit("message", { end: true });
    }
  }
  return { ...(await original<typeof import("node:worker_threads")>()), Worker: Thread };
});

beforeAll(foundCity);
afterAll(() => gate.let());
const find = (id: string): Route => {
  const route = routes.find((r) => r.handler.declaration.id === id);
  if (!route) throw new Error(id);
  return route;
};
const told = (answer: { status: number; headers: Headers; body: unknown }) => [
  answer.status,
  codeOf(answer),
  answer.headers.get("retry-after"),
];
const until = async (isSo: () => boolean) => {
  for (const end = Date.now() + 25_000; !isSo() && Date.now() < end; ) await new Promise((done) => setTimeout(done, 5));
  expect(isSo()).toBe(true);
};

test("printing: forty wait for two threads, the next print of any kind is told when to come, and then gets its paper", async () => {
  const dossier = await newDossier();
  const issued = await call(find("forms.issue"), {
    cookie: await as("officer"),
    params: { id: String(dossier) },
    headers: key(),
    body: JSON.stringify({ kind: "RECEIPT" }),
  });
  expect(issued.status, issued.text).toBe(200);
  const formId = Number(Reflect.get(Object(issued.body), "id"));
  const form = await findForm(actor("officer"), dossier, formId);
  gate.shut();
  const ofOne = (n: number, of: string) =>
    Array.from({ length: n }, () => printed({ at: form.issuedAt, sheets: [form.sheet] }, of));
  const desks = ["user:101", "user:102", "user:103", "user:104"];
  const waiting = desks.flatMap((of, n) => ofOne(n < 2 ? 11 : 10, of));
  const days = `from=2026-01-01&to=2026-12-31`;
  const report = await acts["signatures.report-list"]?.();
  if (!report) throw new Error("no report on many files");
  const prints: [Route, Act][] = [
    [find("forms.pdf"), { cookie: await as("officer"), params: { id: String(dossier), formId: String(formId) } }],
    [find("forms.print"), { cookie: await as("officer"), query: `?dossiers=${dossier}` }],
    [find("documents.register-pdf"), { cookie: await as("head"), query: `?bookId=${await bookWith(2026)}&year=2026` }],
    [find("registers.pdf"), { cookie: await as("head"), query: `?unitId=${unit.tranPhu}&${days}` }],
    [find("quality.report-pdf"), { cookie: await as("leader"), query: `?${days}` }],
    [find("signatures.report-list"), report],
  ];
  for (const [route, ask] of prints) {
    const answer = await call(route, ask);
    expect(told(answer)).toEqual([503, "printing-busy", "5"]);
    expect(Reflect.get(Object(answer.body), "title")).toMatch(/thử lại|chờ/i);
  }
  gate.let();
  await Promise.all(waiting);
  for (const [route, ask] of prints) expect((await call(route, ask)).status).toBe(200);
});

test("every route that draws is named above", () => {
  const drawing = routes.filter((r) => /pdf|print/.test(r.handler.declaration.path)).map((r) => r.handler.declaration.id);
  expect(drawing.sort()).toEqual([
    ...["documents.register-pdf", "forms.pdf", "forms.print", "quality.report-pdf", "registers.pdf", "signatures.report-list"],
  ]);
});

test("signing in: two hundred wait for four, the next is told when to come, and then gets in", async () => {
  const one = await stranger();
  const guess = (n: number) =>
    signInByPassword(
      { login: `ai-do-${n}`, password: "not this one" },
      { address: `10.1.${n >> 8}.${n & 255}`, userAgent: null },
      new Date(),
    ).catch(() => undefined);
  gate.shut();
  const waiting = Array.from({ length: 204 }, (_, n) => guess(n));
  const browser = new Browser({ "x-client-address": "10.2.0.1" });
  const form = { csrfToken: await browser.csrfToken(), login: one.login, password: goodPassword, callbackUrl: "/", json: "true" };
  const refused = await browser.post("http://localhost:3000/api/auth/callback/credentials", form);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await refused.json()).toMatchObject({ url: expect.stringContaining("error=unavailable") });
  gate.let();
  await Promise.all(waiting);
  expect(await browser.signIn(one.login, goodPassword)).toMatchObject({ status: 200, error: null });
}, 60_000);

test("hashing: where two hundred hashes wait, every act that needs one is told when to come, and changes nothing", async () => {
  const hashing = ["account.confirm", "account.change-password", "account.welcome", "account.disable-totp"];
  const asks = await Promise.all(hashing.map(async (id) => ({ route: find(id), act: await acts[id]?.() })));
  gate.shut();
  let turnedAway = 0;
  const waiting = Array.from({ length: 210 }, () =>
    fits("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "x").catch(() => {
      turnedAway += 1;
    }),
  );
  await until(() => turnedAway > 0);
  for (const { route, act } of asks)
    expect(told(await call(route, { ...act, headers: { ...act?.headers, ...key() } }))).toEqual([503, "unavailable", "5"]);
  gate.let();
  await Promise.all(waiting);
  for (const { route, act } of asks)
    expect((await call(route, { ...act, headers: { ...act?.headers, ...key() } })).status, route.handler.declaration.id).toBe(
      200,
    );
}, 60_000);
