import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import * as retryRoute from "@/app/api/v1/health/jobs/[id]/retry/route";
import * as healthRoute from "@/app/api/v1/health/route";
import { addCamera } from "@/lib/cameras/commands";
import { db } from "@/lib/db/client";
import { freePort } from "@/lib/db/embedded";
import { env } from "@/lib/env";
import { type Check, Health } from "@/lib/health/model";
import { probeCertificate, probeSignIn } from "@/lib/health/probes/machine";
import { readHealth } from "@/lib/health/queries";
import { enqueue } from "@/lib/queue";
import { mintSession, requestOf } from "../auth/people";
import { actor, asOwner, foundCity, unit, user } from "../city";

beforeAll(foundCity);
const now = () => new Date();
const checkOf = (health: Health, code: Check["code"]) => health.checks.find((c) => c.code === code);
async function failedJob(): Promise<string> {
  await db.$transaction((tx) => enqueue(tx, "sweep", { n: 1 }));
  return asOwner(async (c) => {
    const { rows } = await c.query("select max(id)::text as id from graphile_worker.jobs");
    await c.query(
      "select graphile_worker.reschedule_jobs(array[$1::bigint], attempts := 5), graphile_worker.permanently_fail_jobs(array[$1::bigint], E'the disk is full\\nDETAIL: Key (name)=(Nguyễn)')",
      [rows[0].id],
    );
    return rows[0].id as string;
  });
}

describe("every part is measured", () => {
  test("a healthy system says so with its figures", async () => {
    const health = Health.parse(await readHealth(actor("admin"), now()));
    expect(checkOf(health, "database")).toMatchObject({ state: "good", facts: { megabytes: expect.any(Number) } });
    expect(checkOf(health, "database")?.facts.used).toBeGreaterThan(0);
    expect(checkOf(health, "migrations")).toMatchObject({ state: "good", facts: { missing: 0, broken: 0 } });
    expect(checkOf(health, "clock")?.facts.skewMs).toBeLessThan(1_000);
    expect(checkOf(health, "disk")?.facts.freeGigabytes).toBeGreaterThan(0);
    expect(checkOf(health, "sign-in")?.state).toBe("off");
    expect(checkOf(health, "certificate")?.state).toBe("off");
    expect(checkOf(health, "fold")?.state).toBe("good");
  });
  test("the calendar is told half a year before it ends, and which of its years are only expected", async () => {
    const on = async (day: string) => checkOf(await readHealth(actor("admin"), new Date(`${day}T03:00:00Z`)), "calendar");
    expect(await on("2026-11-27")).toEqual({
      code: "calendar",
      state: "good",
      facts: { months: 13, until: "31/12/2027", expected: "2027" },
    });
    expect(await on("2027-07-01")).toMatchObject({ state: "watch", facts: { months: 5 } });
    expect(await on("2028-01-03")).toMatchObject({ state: "bad", facts: { months: -1, expected: "none" } });
  });
  test("what decodes the cameras' pictures is there and kept apart; a worker that has none is told", async () => {
    const here = checkOf(await readHealth(actor("admin"), now()), "cameras");
    expect(here).toEqual({ code: "cameras", state: "off", facts: { decoder: "contained", live: 0, most: 32, blind: 0 } });
    const settings = env();
    settings.CAMERA_NETWORKS = "10.20.0.0/16:554";
    const nowhere = { latitude: null, longitude: null, bearingDegrees: null, viewDegrees: null, viewMetres: null, address: null };
    const { id } = await addCamera(
      { actor: actor("admin"), now: now() },
      {
        ...{
          code: "h-1",
          name: "Cổng sau",
          groupId: 1,
          unitId: unit.tranPhu,
          areaId: null,
          model: null,
          purpose: null,
          ...nowhere,
        },
        ...{ mainStream: "rtsp://10.20.1.5/s1", subStream: null, snapshotUrl: null, note: null },
        ...{ validFrom: "2026-01-01", validUntil: null },
      },
    );
    expect(checkOf(await readHealth(actor("admin"), now()), "cameras")?.state).toBe("good");
    await asOwner((c) => c.query("update camera_health set seen_proof = 'no-decoder' where camera_id = $1", [id]));
    expect(checkOf(await readHealth(actor("admin"), now()), "cameras")).toMatchObject({ state: "bad", facts: { blind: 1 } });
    settings.CAMERA_NETWORKS = "";
  });
  test("a migration that is missing, a seal that does not come, changes that pile up", async () => {
    await asOwner(async (c) => {
      await c.query("update _prisma_migrations set rolled_back_at = now() where migration_name like '%redating'");
      await c.query(
        "insert into audit_seal (n, count, first_id, last_id, ids, root, previous, horizon, hash, at) values (1, 0, 0, 0, '{}', '', '', '0', '', now() - interval '2 hours')",
      );
    });
    const health = await readHealth(actor("admin"), now());
    expect(checkOf(health, "migrations")).toMatchObject({ state: "bad", facts: { missing: 1 } });
    expect(checkOf(health, "seal")).toMatchObject({ state: "bad", facts: { seals: 1, lastMinutes: 120 } });
    expect(health.state).toBe("bad");
    await asOwner((c) => c.query("update _prisma_migrations set rolled_back_at = null"));
  });
  test("the identity provider: there, somebody else, gone", async () => {
    const server = createServer((request, response) => {
      const port = (server.address() as AddressInfo).port;
      const issuer = request.url?.startsWith("/other") ? "http://somebody.example" : `http://127.0.0.1:${port}`;
      response.end(JSON.stringify({ issuer, token_endpoint: `${issuer}/token` }));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await probeSignIn(url)).toMatchObject({ state: "good", facts: { reason: "ok" } });
    expect(await probeSignIn(`${url}/other`)).toMatchObject({ state: "bad", facts: { reason: "issuer" } });
    await new Promise((done) => server.close(done));
    expect(await probeSignIn(`http://127.0.0.1:${await freePort()}`)).toMatchObject({
      state: "bad",
      facts: { reason: "ECONNREFUSED" },
    });
    expect(await probeCertificate("https://127.0.0.1:1")).toMatchObject({ state: "watch", facts: { days: -1 } });
  });
  test("is for whoever runs the system", async () => {
    for (const name of ["leader", "head", "officer", "specialist", "auditor"] as const)
      await expect(readHealth(actor(name), now())).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("a job that was given up", () => {
  const retry = (session: Awaited<ReturnType<typeof mintSession>>, id: string) =>
    retryRoute.POST(requestOf(session, `/api/v1/health/jobs/${id}/retry`, { method: "POST", body: {} }), {
      params: Promise.resolve({ id }),
    });
  test("is shown without the row its error names, run again on request, and that is on record", async () => {
    const id = await failedJob();
    const admin = await mintSession(user.admin);
    const read = async () =>
      Health.parse(await (await healthRoute.GET(requestOf(admin, "/api/v1/health"), { params: Promise.resolve({}) })).json());
    const before = await read();
    expect(checkOf(before, "queue")).toMatchObject({ state: "watch", facts: { failed: 1 } });
    expect(before.jobs).toMatchObject([{ id, task: "sweep", isGivenUp: true, error: "the disk is full" }]);
    expect(JSON.stringify(before)).not.toContain("Nguyễn");
    expect((await retry(admin, id)).status).toBe(200);
    const job = await asOwner((c) =>
      c.query("select attempts, run_at <= now() as due from graphile_worker.jobs where id = $1", [id]),
    );
    expect(job.rows).toEqual([{ attempts: 0, due: true }]);
    expect(checkOf(await read(), "queue")).toMatchObject({ facts: { failed: 0, waiting: 1 } });
    const told = await asOwner((c) => c.query("select actor_id, detail from audit_entry where action = 'job.retry'"));
    expect(told.rows).toEqual([{ actor_id: "user:5", detail: { task: "sweep" } }]);
    expect((await retry(admin, "999999")).status).toBe(404);
    expect((await retry(await mintSession(user.auditor), id)).status).toBe(403);
  });
});
