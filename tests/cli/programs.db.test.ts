import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeEntry } from "@/lib/audit/commands";
import { db } from "@/lib/db/client";
import { sealAll } from "../audit/settled";
import { asOwner } from "../city";
import { root, runNode } from "./program";

const run = (args: string[], env: Record<string, string | undefined> = {}) => runNode(["--import", "tsx", ...args], env);
const lines = (text: string) => text.trim().split("\n").length;

describe("npm run migrate", () => {
  const migrate = (env: Record<string, string | undefined>, ...args: string[]) => run(["lib/cli/migrate.ts", ...args], env);
  const to = (change: (url: URL) => void) => {
    const url = new URL(process.env.MIGRATION_DATABASE_URL ?? "");
    change(url);
    return { MIGRATION_DATABASE_URL: url.toString() };
  };

  test("says that there is nothing to do, twice", async () => {
    expect(await migrate({})).toEqual({ code: 0, said: expect.stringContaining("up to date") });
  }, 60_000);
  test.each<[string, Record<string, string | undefined>, RegExp]>([
    ["no address", { MIGRATION_DATABASE_URL: "", DATABASE_URL: "" }, /Set MIGRATION_DATABASE_URL or DATABASE_URL/],
    [
      "nobody at the address",
      to((u) => {
        u.port = "1";
      }),
      /cannot be reached/,
    ],
    [
      "a wrong password",
      to((u) => {
        u.password = "wrong";
      }),
      /refused the login/,
    ],
    [
      "no such database",
      to((u) => {
        u.pathname = "/nowhere";
      }),
      /does not exist; create it first/,
    ],
    ["a login without the right", { MIGRATION_DATABASE_URL: process.env.DATABASE_URL }, /lacks the right/],
  ])(
    "%s is one clear sentence",
    async (_, env, says) => {
      const { code, said } = await migrate(env);
      expect([code, lines(said)]).toEqual([1, 1]);
      expect(said).toMatch(says);
    },
    60_000,
  );
  test("a migration that failed before is named, and can be forgiven", async () => {
    const name = "20261122000060_audit_sealing";
    await asOwner((c) =>
      c.query("update _prisma_migrations set finished_at = null, logs = 'lock timeout' where migration_name = $1", [name]),
    );
    const stuck = await migrate({});
    expect(stuck.code).toBe(1);
    expect(stuck.said).toContain(`npm run migrate -- forgive ${name}`);
    expect((await migrate({}, "forgive", name)).code).toBe(0);
    await asOwner((c) => c.query("drop index audit_entry_xid_idx"));
    expect((await migrate({})).said).toContain(name);
  }, 120_000);
  test("a misspelt verb is answered with the usage", async () => {
    expect(await migrate({}, "forgve", "x")).toEqual({ code: 1, said: expect.stringContaining("usage") });
  }, 60_000);
});

describe("npm run audit:verify", () => {
  test("ends with 0 when the log is whole, and with 1 and the place when it is not", async () => {
    const env = { AUDIT_HEAD_FILE: join(mkdtempSync(join(tmpdir(), "vong-lau-head-")), "head.jsonl") };
    for (let n = 0; n < 5; n += 1)
      await db.$transaction((tx) =>
        writeEntry(tx, { actorId: "user:1", action: "city.set-up", subject: { type: "city", id: 1 }, detail: { version: n } }),
      );
    await sealAll(env.AUDIT_HEAD_FILE);
    expect(await run(["lib/cli/audit-verify.ts"], env)).toEqual({ code: 0, said: expect.stringContaining("The log is whole") });
    await asOwner((c) => c.query("update audit_entry set actor_id = 'user:2' where id = (select min(id) from audit_entry)"));
    const { code, said } = await run(["lib/cli/audit-verify.ts"], env);
    expect(code).toBe(1);
    expect(said).toMatch(/seal 1, entries .*altered or reordered/);
  }, 60_000);
});

describe("the server and the worker", () => {
  test("name every fault of the environment at once, and no stack", async () => {
    for (const program of ["server.ts", "lib/worker/main.ts"]) {
      const { code, said } = await run([program], {
        DATABASE_URL: "mysql://x",
        APP_SECRET: "short",
        FIELD_KEY: "AAAA",
        PORT: "http",
      });
      expect(code).toBe(1);
      for (const name of ["DATABASE_URL", "APP_SECRET", "FIELD_KEY", "PORT"]) expect(said).toContain(name);
      expect(said).not.toContain("    at ");
    }
  }, 60_000);
  test("a taken port is one clear sentence", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const { code, said } = await run(["server.ts"], { PORT: String(port), HOST: "127.0.0.1" });
    taken.close();
    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} is taken`);
    expect(said).not.toContain("    at ");
  }, 60_000);
  test("the worker stops cleanly when asked", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", "lib/worker/main.ts"], {
      cwd: root,
      env: { ...process.env, LOG_LEVEL: "info" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    for await (const chunk of child.stderr) {
      said += chunk;
      if (said.includes("worker started")) break;
    }
    child.kill("SIGTERM");
    const [code] = child.exitCode === null ? await once(child, "exit") : [child.exitCode];
    expect(code).toBe(0);
  }, 60_000);
});

test("a `.env` file beside the program is read, and what is set already wins", async () => {
  const { loadDotEnv } = await import("@/lib/env");
  const file = join(mkdtempSync(join(tmpdir(), "vong-lau-env-")), ".env");
  writeFileSync(file, "PUBLIC_URL=http://from-file:1\nONLY_IN_FILE=yes\n");
  loadDotEnv(file);
  expect([process.env.PUBLIC_URL, process.env.ONLY_IN_FILE]).toEqual(["http://localhost:3000", "yes"]);
  delete process.env.ONLY_IN_FILE;
});
