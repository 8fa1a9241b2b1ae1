import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Telemetry } from "next/dist/telemetry/storage";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { atHome } from "@/lib/door/home";
import { env } from "@/lib/env";
import { settle } from "./ring";

const root = resolve(import.meta.dirname, "../..");
const dir = mkdtempSync(join(tmpdir(), "vong-lau-home-"));
const server = createServer((request, response) => {
  if (request.url === "/away") response.writeHead(302, { location: "http://outside.invalid/" }).end();
  else response.end("here");
});
beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
  rmSync(dir, { recursive: true });
});

/** The framework's own answer to whether it reports on itself; where it keeps what it decided is ours. */
const reports = () => {
  vi.stubEnv("XDG_CONFIG_HOME", dir);
  return new Telemetry({ distDir: dir, skipNotify: true }).isEnabled;
};

test("once the settings are read the framework reports nothing of itself, whatever the shell said", () => {
  vi.stubEnv("NEXT_TELEMETRY_DISABLED", "");
  // Control: without ours it would.
  expect(reports()).toBe(true);
  settle();
  env();
  expect(reports()).toBe(false);
});

test("it asks no registry whether it should be newer", async () => {
  const config: unknown = await import(join(root, "next.config.js"));
  expect(config).toMatchObject({ default: { experimental: { agentUpgrade: false } } });
  const asked: string[] = [];
  const away = atHome(
    async (input) => {
      asked.push(String(input));
      return Response.json({ latest: "99.0.0", canary: "99.0.0" });
    },
    ["https://sso.example"],
  );
  vi.stubGlobal("fetch", away);
  const { getVersionInfo } = await import("next/dist/server/dev/hot-reloader-shared-utils");
  expect(await getVersionInfo()).toMatchObject({ staleness: "unknown" });
  expect(asked).toEqual([]);
  await expect(away("https://127.0.0.1.evil.example/")).rejects.toThrow(TypeError);
  await expect(away(new Request("https://sso.example.evil.example/"))).rejects.toThrow(TypeError);
  await away("https://sso.example/.well-known/openid-configuration");
  expect(asked).toEqual(["https://sso.example/.well-known/openid-configuration"]);
  vi.unstubAllGlobals();
});

test("what is on this machine is reached, and leads nowhere else", async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const home = atHome(globalThis.fetch, []);
  expect(await (await home(url)).text()).toBe("here");
  await expect(home(`${url}/away`)).rejects.toThrow(TypeError);
});

test("the server settles both before the framework begins", () => {
  const source = readFileSync(join(root, "server.ts"), "utf8");
  const [settled, home, begun] = ["= settings();", "atHome(", "= next({"].map((what) => source.indexOf(what));
  expect([settled, home, begun].every((at) => at !== undefined && at > 0)).toBe(true);
  expect(home).toBeGreaterThan(settled ?? 0);
  expect(begun).toBeGreaterThan(home ?? 0);
});
