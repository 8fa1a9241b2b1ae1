import { beforeAll, describe, expect, test } from "vitest";
import * as moves from "@/app/api/v1/dossiers/[id]/moves/route";
import * as reveal from "@/app/api/v1/dossiers/[id]/reveal/route";
import * as one from "@/app/api/v1/dossiers/[id]/route";
import * as dossiers from "@/app/api/v1/dossiers/route";
import { acceptDossier, moveDossier } from "@/lib/dossiers/commands";
import type { MoveName } from "@/lib/dossiers/model";
import { detailClock, findDossier } from "@/lib/dossiers/queries";
import { mintSession, requestOf } from "../auth/people";
import { actor, asOwner, foundCity, procedure, unit, user } from "../city";

const day = (on: string, hour = "02") => new Date(`${on}T${hour}:00:00Z`);
const officer = { actor: actor("officer"), now: day("2026-10-05") };
const form = {
  procedureId: procedure.house,
  unitId: unit.tranPhu,
  receivingUnitId: unit.tranPhuDesk,
  channel: "COUNTER" as const,
  applicantName: "Nguyễn Văn Á",
};
const accept = () => acceptDossier(officer, form);
const countsOf = (id: number) =>
  asOwner(async (c) => {
    const { rows } = await c.query(
      `select (select count(*)::int from dossier_event where dossier_id = $1) events, (select count(*)::int from dossier_clock_stop where dossier_id = $1) stops,
        (select count(*)::int from audit_entry where subject = 'dossier' and subject_id = $1::text) entries, (select version from dossier where id = $1) version`,
      [id],
    );
    return rows[0];
  });

beforeAll(foundCity);

test("from the counter to the result: each step by who may take it, the clock restarts after a supplement, every date is kept", async () => {
  const { id } = await accept();
  const step = (who: "officer" | "head", on: string, move: MoveName, version: number, reason?: string, more: object = {}) =>
    moveDossier({ actor: actor(who), now: day(on) }, { dossierId: id, version, move, reason, ...more });
  await step("officer", "2026-10-05", "start", 1);
  // 10 working days from Monday 5/10 end on 19/10; the clock stands from 8/10 and starts again on 15/10 (NĐ 61/2018 Đ.19.4).
  const asked = await step("officer", "2026-10-08", "requestSupplement", 2, "Thiếu bản vẽ hoàn công");
  expect(asked).toMatchObject({ state: "AWAITING_SUPPLEMENT", dueOn: null });
  const resumed = await step("officer", "2026-10-15", "receiveSupplement", 3);
  expect(resumed).toMatchObject({ state: "IN_PROGRESS", dueOn: "2026-10-29" });
  await expect(step("officer", "2026-10-28", "finish", 4)).rejects.toMatchObject({ kind: "forbidden" });
  expect(await step("head", "2026-10-28", "finish", 4)).toMatchObject({ state: "FINISHED" });
  await step("officer", "2026-11-02", "return", 5, undefined, {
    handOver: { delivery: "COUNTER", collectorName: "Nguyễn Văn Á" },
  });

  const dossier = await findDossier(actor("leader"), id, await detailClock(new Date("2026-11-20T03:00:00Z")));
  // The date explains itself: ten working days from 5/10, stood from 8/10 for five of them, counted anew from 15/10.
  expect(dossier.dueStory).toMatchObject({
    limit: { value: 10, unit: "WORKING_DAY" },
    acceptedOn: "2026-10-05",
    dueOn: "2026-10-19",
  });
  expect([dossier.workingMinutesLeft, dossier.workingDayMinutes]).toEqual([null, 480]);
  expect(dossier).toMatchObject({
    state: "RETURNED",
    outcome: "EARLY",
    resultKind: "GRANTED",
    supplementCount: 1,
    openMoves: [],
  });
  // 5/10 → 28/10 are 17 working days, of which 5 were waited for.
  expect(dossier.workingDaysUsed).toBe(12);
  expect(dossier.clockStops).toEqual([
    {
      kind: "SUPPLEMENT",
      policy: "RESTART",
      reason: "Thiếu bản vẽ hoàn công",
      askedPapers: [],
      stoppedAt: day("2026-10-08").toISOString(),
      resumedAt: day("2026-10-15").toISOString(),
      workingDays: 5,
    },
  ]);
  expect(
    dossier.events.map((e) => [e.version, e.kind, e.dueAtBefore?.slice(0, 10) ?? null, e.dueAtAfter?.slice(0, 10) ?? null]),
  ).toEqual([
    [1, "accept", null, "2026-10-19"],
    [2, "start", "2026-10-19", "2026-10-19"],
    [3, "requestSupplement", "2026-10-19", null],
    [4, "receiveSupplement", null, "2026-10-29"],
    [5, "finish", "2026-10-29", "2026-10-29"],
    [6, "return", "2026-10-29", "2026-10-29"],
  ]);
  expect(await countsOf(id)).toEqual({ events: 6, stops: 1, entries: 6, version: 6 });
});

test("two people, one dossier: one wins, the other is told, and only one event is written", async () => {
  const { id } = await accept();
  const start = (who: "officer" | "head" | "specialist") =>
    moveDossier({ actor: actor(who), now: officer.now }, { dossierId: id, version: 1, move: "start" });
  const results = await Promise.allSettled([start("officer"), start("head"), start("specialist"), start("officer")]);
  expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  for (const r of results)
    if (r.status === "rejected") expect(r.reason).toMatchObject({ kind: "conflict", code: "dossier-changed" });
  expect(await countsOf(id)).toEqual({ events: 2, stops: 0, entries: 2, version: 2 });
});

describe("another unit's dossier does not exist", () => {
  test("neither to look at nor to move, and it reads the same as one that never was", async () => {
    const { id } = await accept();
    const clock = await detailClock(new Date("2026-11-20T03:00:00Z"));
    const stranger = actor("phuongDoOfficer");
    for (const dossierId of [id, 999_999]) {
      await expect(findDossier(stranger, dossierId, clock)).rejects.toMatchObject({ kind: "not-found", code: "not-found" });
      await expect(
        moveDossier({ actor: stranger, now: officer.now }, { dossierId, version: 1, move: "start" }),
      ).rejects.toMatchObject({ kind: "not-found", code: "not-found" });
    }
    await expect(findDossier(actor("admin"), id, clock)).rejects.toMatchObject({ kind: "not-found" });
  });
});

test.each([
  ["a move that the state does not allow", { move: "finish" as const }, "move-not-open"],
  ["a supplement asked for without a reason", { move: "requestSupplement" as const }, "reason-required"],
])("refuses %s", async (_, ask, code) => {
  const { id } = await accept();
  const head = { actor: actor("head"), now: officer.now };
  await expect(moveDossier(head, { dossierId: id, version: 1, ...ask })).rejects.toMatchObject({ kind: "refused", code });
});

describe("dossier, clock, event and log are written together or not at all", () => {
  test.each(["dossier_clock_stop", "dossier_event", "audit_entry"])("when %s cannot be written, nothing is", async (table) => {
    const { id } = await accept();
    await moveDossier(officer, { dossierId: id, version: 1, move: "start" });
    const before = await countsOf(id);
    await asOwner((c) =>
      c.query(`create or replace function fail() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$;
        create trigger fail before insert on ${table} for each row execute function fail()`),
    );
    const ask = { dossierId: id, version: 2, move: "requestSupplement" as const, reason: "Thiếu giấy tờ" };
    try {
      await expect(moveDossier(officer, ask)).rejects.toThrow("the disk is full");
    } finally {
      await asOwner((c) => c.query(`drop trigger fail on ${table}`));
    }
    expect(await countsOf(id)).toEqual(before);
    expect(await moveDossier(officer, ask)).toMatchObject({ version: 3 });
  });
});

describe("through the door", () => {
  const none = { params: Promise.resolve({}) };
  const at = (id: number) => ({ params: Promise.resolve({ id: String(id) }) });

  test("a retry under the same key makes no second dossier and no second step", async () => {
    const session = await mintSession(user.officer);
    const body = { step: "accept", ...form };
    const send = (key: string) => dossiers.POST(requestOf(session, "/api/v1/dossiers", { method: "POST", body, key }), none);
    const [first, again] = [await send("a"), await send("a")];
    expect([first.status, again.status, again.headers.get("idempotency-replayed")]).toEqual([200, 200, "true"]);
    const accepted = await first.json();
    expect(await again.json()).toEqual(accepted);
    const move = { version: 1, move: "start" };
    const path = `/api/v1/dossiers/${accepted.id}/moves`;
    const push = (key: string) => moves.POST(requestOf(session, path, { method: "POST", body: move, key }), at(accepted.id));
    expect([(await push("b")).status, (await push("b")).status]).toEqual([200, 200]);
    const late = await push("c");
    expect([late.status, (await late.json()).code]).toEqual([409, "dossier-changed"]);
    expect((await countsOf(accepted.id)).version).toBe(2);
    const listed = await asOwner(
      async (c) => (await c.query("select count(*)::int n from dossier where id >= $1", [accepted.id])).rows[0].n,
    );
    expect(listed).toBe(1);
  });

  test("a look at a dossier is in the log; a stranger's answer says only that there is none", async () => {
    const { id } = await accept();
    const path = `/api/v1/dossiers/${id}`;
    const seen = await one.GET(requestOf(await mintSession(user.leader), path), at(id));
    expect(await seen.json()).toMatchObject({ id, state: "ACCEPTED", unitName: "Phường Trần Phú", openMoves: [] });
    const stranger = await one.GET(requestOf(await mintSession(user.phuongDoOfficer), path), at(id));
    expect([stranger.status, (await stranger.json()).code]).toEqual([404, "not-found"]);
    expect((await one.GET(requestOf(await mintSession(user.admin), path), at(id))).status).toBe(403);
    const log = await asOwner(
      async (c) =>
        (await c.query("select actor_id, action from audit_entry where subject_id = $1 and action like '%view' ", [String(id)]))
          .rows,
    );
    expect(log).toEqual([{ actor_id: `user:${user.leader}`, action: "dossier.view" }]);
  });

  test("revealed numbers are not kept in clear for a retry", async () => {
    const { id } = await acceptDossier(officer, { ...form, phone: "0987654321" });
    const session = await mintSession(user.officer);
    const path = `/api/v1/dossiers/${id}/reveal`;
    const answer = await reveal.POST(requestOf(session, path, { method: "POST", body: {} }), at(id));
    expect(await answer.json()).toEqual({ phone: "0987654321", idNumber: null });
    const kept = await asOwner(
      async (c) => (await c.query("select body::text from idempotency_key where route = 'dossiers.reveal'")).rows,
    );
    expect(JSON.stringify(kept)).not.toContain("987654321");
  });

  test("a list through the door, with what it refuses", async () => {
    const session = await mintSession(user.officer);
    const get = (query: string) => dossiers.GET(requestOf(session, `/api/v1/dossiers?${query}`), none);
    const page = await (await get("text=nguyen%20van%20a&take=2")).json();
    expect(page.rows).toHaveLength(2);
    expect((await get("cursor=nonsense")).status).toBe(400);
    expect((await get("set=everything")).status).toBe(400);
    expect((await get("take=1000")).status).toBe(400);
    const body = { step: "accept", ...form, applicantName: "x" };
    const refused = await dossiers.POST(requestOf(session, "/api/v1/dossiers", { method: "POST", body }), none);
    expect(await refused.json()).toMatchObject({ code: "input", faults: [{ path: "body.applicantName" }] });
  });
});
