import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { livePath } from "@/lib/live/model";
import { declaredRoutes } from "../../app/routes";
import { mintSession } from "../auth/people";
import { city, demoUser, expect, signIn, test } from "./city";
import { ask, pagePaths, root } from "./walk";

/** What was built, asked as it is served. */
const built = (file: string): unknown => JSON.parse(readFileSync(join(root, ".next", file), "utf8"));
const values = (given: unknown): string[] => (given && typeof given === "object" ? Object.values(given).map(String) : []);

test("T-24: what was built is the pages there are and the routes that are declared, and nothing else", () => {
  const paths = values(built("app-path-routes-manifest.json")).sort();
  const declared = declaredRoutes().map(({ handler }) => handler.declaration.path.replace(/\{(\w+)\}/g, "[$1]"));
  const others = ["/_global-error", "/_not-found", "/api/auth/[...nextauth]", "/icon.svg"];
  expect(paths).toEqual([...new Set([...pagePaths(), ...declared, ...others])].sort());
  // Nothing of the older kind of pages, which would be served beside these, and nothing that stands before them.
  expect(Object.keys(built("server/pages-manifest.json") as object).filter((path) => !/^\/(_|404$|500$)/.test(path))).toEqual([]);
  expect(built("server/middleware-manifest.json")).toMatchObject({ middleware: {}, functions: {}, sortedMiddleware: [] });
});

test("T-80: nothing was built that the framework could be asked to call", () => {
  const manifests = readdirSync(join(root, ".next/server"), { recursive: true, encoding: "utf8" }).filter((file) =>
    /server-reference-manifest\.json$/.test(file),
  );
  expect(manifests.length).toBeGreaterThan(pagePaths().length);
  for (const file of manifests) expect(built(`server/${file}`), file).toMatchObject({ node: {}, edge: {} });
});

test("what the browser is given holds no map back to the source and no name of a secret", () => {
  const files = readdirSync(join(root, ".next/static"), { recursive: true, encoding: "utf8" });
  expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
  for (const file of files.filter((name) => name.endsWith(".js")))
    expect(readFileSync(join(root, ".next/static", file), "utf8"), file).not.toMatch(
      /APP_SECRET|FIELD_KEY|DATABASE_URL|OIDC_CLIENT_SECRET|sourceMappingURL/,
    );
});

/** Every kind of answer: [what, path, status, who asks, with which headers]. */
type Kind = [what: string, path: string, status: number, headers?: Record<string, string>];
const nobodys: Kind[] = [
  ["a page", "/sign-in", 200],
  ["a page's data for the framework", "/sign-in", 200, { rsc: "1" }],
  ["a redirect to the sign-in", "/dossiers/board?unitId=3", 307],
  ["a page that is not there", "/nothing/here", 404],
  ["a picture of the framework's", "/icon.svg", 200],
  ["a file that is not there", "/_next/static/chunks/nothing.js", 404],
  ["an API route, signed out", "/api/v1/overview", 401],
  ["an API route that is not there", "/api/v1/nothing", 404],
  ["an API route by a wrong method", "/api/v1/calendar/changes/preview", 405],
  ["an address no browser sends", "/a%00", 400],
  ["a remote call", "/sign-in", 400, { "next-action": "7f1b" }],
  ["health", "/api/health/ready", 200],
  ["health that is not there", "/api/health/nothing", 404],
  ["the live channel, signed out", livePath, 401],
  ["the sign-in library", "/api/auth/csrf", 200],
  ["a step of the sign-in library that nobody needs", "/api/auth/providers", 404],
  ["the description of the API", "/api/v1/openapi.json", 200],
];
const leaders: Kind[] = [
  ["the overview", "/", 200],
  ["the overview's data for the framework", "/", 200, { rsc: "1" }],
  ["a page of one that is not there", "/dossiers/2147483647", 404],
  ["a page of one that is not there, by no number", "/dossiers/khong-co", 404],
  ["a page of one that is not there, asked by the framework", "/dossiers/2147483647", 200, { rsc: "1" }],
  ["a page that is not there, below one that is", "/dossiers/1/khong-co", 404],
  ["a page that is not there, signed in", "/khong-co", 404],
  ["a page that is not for this person", "/admin/users", 404],
  ["a record of a page that is not for this person", "/imports/1", 404],
  ["an API answer", "/api/v1/overview?from=2026-01-01&to=2026-01-31", 200],
  [
    "an API answer, asked whether it changed",
    "/api/v1/overview?from=2026-01-01&to=2026-01-31",
    200,
    { "if-none-match": `"other"` },
  ],
  ["an API refusal", "/api/v1/users", 403],
  ["an API fault of the asker", "/api/v1/dossiers?set=nothing", 400],
  ["a file to take along", "/api/v1/dossiers/export.csv?text=khong-co-ai", 200],
];

test("what is not there is 404 and shown inside the frame, as a person reads it", async ({ page }) => {
  await signIn(page, "lanh-dao");
  for (const path of ["/dossiers/2147483647", "/admin/users"]) {
    const answer = await page.goto(`${city().url}${path}`);
    expect([path, answer?.status()]).toEqual([path, 404]);
    await expect(page.getByRole("navigation").first()).toBeVisible();
    await expect(page.getByText("Không có trang này")).toBeVisible();
  }
});

const fixed: Record<string, string | null> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
  "x-powered-by": null,
  server: null,
  "access-control-allow-origin": null,
};
/** What a page may do, read once by a person; the nonce aside. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'nonce-' 'strict-dynamic'",
  "style-src 'self' 'nonce-'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src blob:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

test("T-05, T-35: every kind of answer carries the headers, its own nonce, and is kept by nobody", async () => {
  const session = await mintSession(await demoUser("lanh-dao"));
  const cookie = `${session.name}=${session.value}`;
  const nonces = new Set<string>();
  const kinds = [...nobodys.map((kind) => [kind, ""] as const), ...leaders.map((kind) => [kind, cookie] as const)];
  for (const [[what, path, status, headers], who] of kinds) {
    const answer = await ask(`${city().url}${path}`, who, headers);
    expect.soft(answer.status, what).toBe(status);
    for (const [name, value] of Object.entries(fixed)) expect(answer.headers.get(name), `${what}: ${name}`).toBe(value);
    const csp = answer.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(csp)?.[1] ?? "";
    expect(csp.replaceAll(nonce, ""), what).toBe(policy);
    nonces.add(nonce);
    if (!path.startsWith("/_next/static/")) expect(answer.headers.get("cache-control"), what).toBe("no-store");
    if ((answer.headers.get("content-type") ?? "").startsWith("text/html"))
      for (const [tag] of answer.text.matchAll(/<(script|style|link rel="stylesheet")\b[^>]*>/g))
        expect(tag.includes(`nonce="${nonce}"`) || /^<link/.test(tag), `${what}: ${tag.slice(0, 200)}`).toBe(true);
    expect(answer.text, what).not.toMatch(/node_modules|\bat \S+ \(\S+:\d+:\d+\)|postgres(ql)?:\/\//);
    // Only the sign-in's own road gives anything to keep.
    if (!path.startsWith("/api/auth/")) expect(answer.headers.getSetCookie(), what).toEqual([]);
  }
  expect(nonces.size).toBe(kinds.length);
});

test("the framework's own files may be kept: their names change with their content", async () => {
  const { text } = await ask(`${city().url}/sign-in`);
  const filesIn = (content: string) => [...content.matchAll(/\/_next\/static\/[\w./~-]+\.\w+/g)].map(([file]) => file);
  const named = filesIn(text);
  const sheets = named.filter((file) => file.endsWith(".css"));
  const fonts = await Promise.all(sheets.map(async (file) => (await ask(`${city().url}${file}`)).text));
  const media = fonts.flatMap((css) =>
    [...css.matchAll(/url\(\.\.\/(media\/[\w.~-]+)\)/g)].map(([, file]) => `/_next/static/${file}`),
  );
  const files = [...new Set([...named, ...media])];
  expect(new Set(files.map((file) => file.split(".").at(-1)))).toEqual(new Set(["js", "css", "woff2", "woff"]));
  for (const file of files) {
    const { status, headers } = await ask(`${city().url}${file}`);
    expect([file, status, headers.get("cache-control")]).toEqual([file, 200, "public, max-age=31536000, immutable"]);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-type")).toMatch(/^(application\/javascript|text\/css|font\/woff2?)/);
  }
});

test("what the browser keeps of a person: one cookie no script can read, that goes nowhere else and is gone after the sign-out", async ({
  page,
}) => {
  const account = city().signIns.find(({ login }) => login === "kiem-tra");
  await page.goto(`${city().url}/sign-in?next=javascript:alert(document.domain)`);
  await page.getByLabel("Tên đăng nhập").fill("kiem-tra");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account?.password ?? "");
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await expect(page).toHaveURL(`${city().url}/`);
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name).sort()).toEqual(["vong-lau.csrf", "vong-lau.next", "vong-lau.session"]);
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/", domain: "localhost" });
  expect(await page.evaluate(() => document.cookie)).toBe("");
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toContain(account?.name ?? "?");

  await page
    .getByRole("button", { name: /^Tài khoản / })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Đăng xuất" }).click();
  await page.waitForURL(/\/sign-in/);
  const session = cookies.find(({ name }) => name === "vong-lau.session");
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("vong-lau.session");
  expect((await ask(`${city().url}/api/v1/account`, `vong-lau.session=${session?.value}`)).status).toBe(401);
});
