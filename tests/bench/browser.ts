import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import pg from "pg";
import { mintSession } from "../auth/people";
import { startPlace } from "../e2e/place";
import { giveTimeLimits } from "./fill";
import { met, ms, type Table, timingOf, took } from "./measure";

const root = join(import.meta.dirname, "../..");
const events = 40;
const loads = 15;
const pauseMs = { least: 400, spread: 800 };
const officerUnit = 7;

type Seat = {
  url: string;
  leader: string;
  officer: string;
  browser: Browser;
  contextOf(cookie: string): Promise<BrowserContext>;
};
const parts = { screen: benchScreen, script: benchScript, paint: benchPaint };

/**
 * What a person at a screen gets: the built application with its front door and worker over the filled database, and Chromium.
 * The parts share one start.
 */
export async function benchBrowser(
  table: Table,
  owner: pg.Client,
  size: number,
  wants: (part: string) => boolean,
): Promise<void> {
  const built = spawnSync(process.execPath, [join(root, "lib/cli/build.mjs")], { stdio: "inherit" });
  if (built.status !== 0) throw new Error("the application could not be built");
  await giveTimeLimits(owner);
  const { rows } = await owner.query<{ id: number }>("select max(id) as id from dossier");
  const { DATABASE_URL = "", MIGRATION_DATABASE_URL = "", APP_SECRET = "", FIELD_KEY = "" } = process.env;
  const addresses = { appUrl: DATABASE_URL, ownerUrl: MIGRATION_DATABASE_URL };
  const { url, stop } = await startPlace("bench", addresses, { APP_SECRET, FIELD_KEY });
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"],
  });
  const contextOf = async (cookie: string) => {
    const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
    const [name = "", value = ""] = cookie.split("=", 2);
    await context.addCookies([{ name, value, url }]);
    return context;
  };
  try {
    const leader = await signedIn(owner, "bench-leader", "LEADER", 1);
    const officer = await signedIn(owner, "bench-officer", "ONE_STOP_OFFICER", officerUnit);
    const seat = { url, leader, officer, browser, contextOf };
    for (const [name, act] of Object.entries(parts)) if (wants(name)) await table.part(name, () => act(table, seat, size));
  } finally {
    await browser.close();
    await stop();
    // A kept database stays the one that was filled.
    await owner.query("delete from dossier where id > $1", [rows[0]?.id]);
  }
}

/** The cookie of somebody with this post. */
async function signedIn(owner: pg.Client, login: string, role: string, unitId: number): Promise<string> {
  const { rows } = await owner.query<{ id: number }>(
    "insert into app_user (login, name) values ($1, $1) on conflict (login) do update set name = excluded.name returning id",
    [login],
  );
  const id = rows[0]?.id ?? 0;
  await owner.query("delete from post where user_id = $1", [id]);
  await owner.query("insert into post (user_id, unit_id, role, title, valid_from) values ($1, $2, $3::role, $4, '2020-01-01')", [
    id,
    unitId,
    role,
    login,
  ]);
  const { name, value } = await mintSession(id);
  return `${name}=${value}`;
}

const now = () => performance.timeOrigin + performance.now();
const within = <T>(act: Promise<T>, what: string): Promise<T> =>
  Promise.race([
    act,
    new Promise<T>((_, refuse) => setTimeout(() => refuse(new Error(`${what}: not within 20 s`)), 20_000).unref()),
  ]);
/** Something that is told again and again; `next` is the instant of the first time it is told from now on. */
class Bell {
  private wake: (at: number) => void = () => undefined;
  readonly ring = (at = now()): void => this.wake(at);
  next(what: string): Promise<number> {
    return within(
      new Promise((resolve) => {
        this.wake = resolve;
      }),
      what,
    );
  }
}

/** An officer accepts, a leader looks: from the request and from the commit to the event and to the painted number. */
async function benchScreen(table: Table, { url, leader, officer, contextOf }: Seat, size: number): Promise<void> {
  const committed = new Bell();
  const told = new Bell();
  const seen = new Bell();
  const listener = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
  await listener.connect();
  listener.on("notification", ({ payload }) => {
    if (payload === "dossiers") committed.ring();
  });
  await listener.query("listen live");
  const gone = new AbortController();
  const stream = await fetch(`${url}/api/v1/live`, { headers: { cookie: leader }, signal: gone.signal });
  if (!stream.ok || !stream.body) throw new Error(`the live channel answered ${stream.status}`);
  const hearing = hear(stream.body, () => told.ring()).catch(() => undefined);
  const context = await contextOf(leader);
  try {
    const page = await context.newPage();
    await page.exposeFunction("benchSeen", (at: number, n: number) => {
      shown = n;
      seen.ring(at);
    });
    await openOverview(page, url);
    let shown = await watchReceived(page);
    const first = shown;
    const times = { whole: [] as number[], event: [] as number[], screen: [] as number[] };
    for (let i = 0; i < events + 3; i++) {
      await new Promise((r) => setTimeout(r, pauseMs.least + Math.random() * pauseMs.spread));
      const all = Promise.all([committed.next("the commit"), told.next("the event"), seen.next("the number")]);
      const sentAt = now();
      const [answer, [commitAt, toldAt, seenAt]] = await Promise.all([accept(url, officer), all]);
      if (answer !== 200) throw new Error(`accepting was answered ${answer}`);
      if (i < 3) continue;
      times.whole.push(seenAt - sentAt);
      times.event.push(toldAt - commitAt);
      times.screen.push(seenAt - commitAt);
    }
    if (shown !== first + events + 3) throw new Error(`the screen shows ${shown}, not ${first + events + 3}`);
    table.section(`From an accepted dossier to the leader's screen at ${size.toLocaleString("en")} dossiers`, [
      `what (${events} dossiers, one at a time)`,
      "p50 ms",
      "p95 ms",
      "bar",
    ]);
    for (const [name, values, bar] of [
      ["commit → event at a client of the live channel", times.event, null],
      ["commit → the new number painted in Chromium", times.screen, 500],
      ["the officer's request sent → the new number painted", times.whole, null],
    ] as const) {
      const { p50, p95 } = timingOf(values);
      table.row(name, ms(p50), ms(p95), bar === null ? "–" : `p95 < ${bar} ${met(p95 < bar)}`);
    }
  } finally {
    gone.abort();
    await hearing;
    await context.close();
    await listener.end();
  }
}

async function hear(body: ReadableStream<Uint8Array>, onDossiers: () => void): Promise<void> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of body) {
    const parts = (text + decoder.decode(piece, { stream: true })).split("\n\n");
    text = parts.pop() ?? "";
    for (const part of parts) if (/^event: change$/m.test(part) && part.includes('"dossiers"')) onDossiers();
  }
}

async function accept(url: string, cookie: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/dossiers`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json", "sec-fetch-site": "same-origin", "idempotency-key": randomUUID() },
    body: JSON.stringify({
      step: "accept",
      procedureId: 1,
      unitId: officerUnit,
      channel: "COUNTER",
      applicantName: "Nguyễn Văn An",
      papers: [],
    }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

async function openOverview(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.locator('[data-state="live"]').first().waitFor({ state: "attached" });
}

/** Tells `benchSeen` when another number of accepted dossiers was painted; gives the one there now. */
async function watchReceived(page: Page): Promise<number> {
  const figure = page
    .locator("article")
    .filter({ has: page.getByRole("link", { name: "Tiếp nhận", exact: true }) })
    .locator("[data-figure]")
    .first();
  // No function in here has a name: the loader would wrap it in a helper that the page does not have.
  return figure.evaluate((element) => {
    const tile = element.closest("article") ?? element;
    let last = Number((element.textContent ?? "").replaceAll(/\D/g, ""));
    new MutationObserver(() => {
      const n = Number((tile.querySelector("[data-figure]")?.textContent ?? "").replaceAll(/\D/g, ""));
      if (n === last) return;
      last = n;
      // The task after the frame: by then it is painted.
      requestAnimationFrame(() =>
        setTimeout(() => Reflect.get(window, "benchSeen")(performance.timeOrigin + performance.now(), n)),
      );
    }).observe(tile, { subtree: true, childList: true, characterData: true });
    return last;
  });
}

/** The JavaScript of a first visit as Chromium received it, packed as the front door packs it. */
async function benchScript(table: Table, { url, leader, contextOf }: Seat): Promise<void> {
  const html = await (await fetch(`${url}/`, { headers: { cookie: leader } })).text();
  const named = new Set([...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map((m) => new URL(m[1] ?? "", url).pathname));
  const context = await contextOf(leader);
  try {
    const page = await context.newPage();
    await openOverview(page, url);
    // What the page fetches when it is at rest (the menu of exports, what links announce) counts too.
    await page.waitForTimeout(3_000);
    const files = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter((e): e is PerformanceResourceTiming => e instanceof PerformanceResourceTiming)
        .map((e) => ({ path: new URL(e.name).pathname, bytes: e.encodedBodySize })),
    );
    const scripts = [...new Map(files.filter((f) => f.path.endsWith(".js")).map((f) => [f.path, f.bytes]))];
    if (scripts.length === 0 || scripts.some(([, bytes]) => bytes === 0)) throw new Error("Chromium told no sizes");
    const kb = (list: typeof scripts) => list.reduce((sum, [, bytes]) => sum + bytes, 0) / 1024;
    const own = scripts.filter(([path]) => named.has(path));
    const largest = scripts
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 3)
      .map(([path, bytes]) => `${path.split("/").at(-1)} ${(bytes / 1024).toFixed(1)}`);
    const bar = 250;
    table.section("JavaScript of a first visit to the overview, gzip, as Chromium received it", ["what", "files", "KB", "bar"]);
    table.row("named by the page", own.length, kb(own).toFixed(1), "–");
    table.row(
      "all, three seconds after it went live",
      scripts.length,
      kb(scripts).toFixed(1),
      `< ${bar} ${met(kb(scripts) < bar)}`,
    );
    table.row(`the three largest: ${largest.join(", ")}`, "–", "–", "–");
  } finally {
    await context.close();
  }
}

/** The page's HTML from the server, and the first paint of a browser that has never been there. */
async function benchPaint(table: Table, { url, leader, contextOf }: Seat, size: number): Promise<void> {
  const html: number[] = [];
  const paints: number[] = [];
  for (let i = 0; i < loads + 2; i++) {
    const answered = await took(async () => {
      const answer = await fetch(`${url}/`, { headers: { cookie: leader } });
      if (!answer.ok) throw new Error(`the page answered ${answer.status}`);
      await answer.arrayBuffer();
    });
    const context = await contextOf(leader);
    const page = await context.newPage();
    await openOverview(page, url);
    const painted = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null);
    await context.close();
    if (painted === null) throw new Error("nothing was painted");
    if (i >= 2) {
      html.push(answered);
      paints.push(painted);
    }
  }
  const bar = 1_000;
  table.section(`First paint of the overview at ${size.toLocaleString("en")} dossiers`, [
    `what (${loads} first visits)`,
    "p50 ms",
    "p95 ms",
    "bar",
  ]);
  for (const [name, values] of [
    ["the server's HTML, to its last byte", html],
    ["first contentful paint in Chromium, empty cache", paints],
  ] as const) {
    const { p50, p95 } = timingOf(values);
    table.row(name, ms(p50), ms(p95), `p95 < ${bar} ${met(p95 < bar)}`);
  }
}
