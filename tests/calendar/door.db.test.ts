import { beforeAll, expect, test } from "vitest";
import * as preview from "@/app/api/v1/calendar/changes/preview/route";
import * as changes from "@/app/api/v1/calendar/changes/route";
import * as calendarRoute from "@/app/api/v1/calendar/route";
import * as years from "@/app/api/v1/calendar/years/route";
import * as oneProcedure from "@/app/api/v1/procedures/[id]/route";
import * as procedures from "@/app/api/v1/procedures/route";
import * as sectors from "@/app/api/v1/sectors/route";
import { db } from "@/lib/db/client";
import { redateDossiers } from "@/lib/dossiers/jobs";
import { mintSession, requestOf } from "../auth/people";
import { foundCity, procedure, user } from "../city";

let admin: Awaited<ReturnType<typeof mintSession>>;
let leader: typeof admin;
beforeAll(async () => {
  await foundCity();
  admin = await mintSession(user.admin);
  leader = await mintSession(user.leader);
});
const none = { params: Promise.resolve({}) };
const storm = {
  act: "set-days",
  days: [{ on: "2026-12-03", kind: "SWAPPED_OFF" }],
  status: "CONFIRMED",
  name: "Nghỉ phòng chống bão",
  source: "Công điện 01/CĐ-UBND",
};
const ask = (session: typeof admin, body: unknown) =>
  preview.POST(requestOf(session, "/api/v1/calendar/changes/preview", { method: "POST", body }), none);
/** Previews a change and makes it, as the screen does. */
async function make(session: typeof admin, change: unknown, key?: string) {
  const { version } = await (await ask(admin, change)).json();
  const body = { change, version: version ?? "none" };
  return changes.POST(requestOf(session, "/api/v1/calendar/changes", { method: "POST", body, ...(key ? { key } : {}) }), none);
}
/** The worker's part, so that the next change is taken. */
const carry = async () => {
  for (const { id } of await db.redating.findMany({ where: { status: "RUNNING" } })) await redateDossiers({ redatingId: id });
};

test("the calendar is read by anyone signed in, and by nobody else", async () => {
  const answer = await calendarRoute.GET(requestOf(leader, "/api/v1/calendar?year=2026"), none);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ year: 2026, workingDays: 249, isDecided: true });
  expect((await calendarRoute.GET(requestOf(null, "/api/v1/calendar?year=2026"), none)).status).toBe(401);
  expect((await calendarRoute.GET(requestOf(leader, "/api/v1/calendar?year=2026&x=1"), none)).status).toBe(400);
});

test("a day is set once however often the request comes, and refused in the officials' words", async () => {
  const { version } = await (await ask(admin, storm)).json();
  const send = () =>
    changes.POST(
      requestOf(admin, "/api/v1/calendar/changes", { method: "POST", body: { change: storm, version }, key: "k1" }),
      none,
    );
  const [first, again] = [await send(), await send()];
  expect([first.status, again.status, again.headers.get("idempotency-replayed")]).toEqual([200, 200, "true"]);
  const year = await (await calendarRoute.GET(requestOf(admin, "/api/v1/calendar?year=2026"), none)).json();
  expect(year).toMatchObject({ workingDays: 248, history: [] });
  expect((await make(leader, storm, "k2")).status).toBe(403);
  expect((await ask(leader, storm)).status).toBe(403);
  const weekend = await ask(admin, { ...storm, days: [{ on: "2026-12-05", kind: "HOLIDAY" }] });
  expect(weekend.status).toBe(422);
  expect(await weekend.json()).toMatchObject({ code: "calendar-day-already-off", title: expect.stringContaining("thứ Bảy") });
  await carry();
  const cleared = await make(admin, { act: "clear-day", on: "2026-12-03", source: "Công điện 02/CĐ-UBND" });
  expect(cleared.status).toBe(200);
  await carry();
  const list = await (await changes.GET(requestOf(admin, "/api/v1/calendar/changes"), none)).json();
  expect(list.changes).toMatchObject([
    { status: "DONE", note: "Ngày 03/12/2026 trở lại như tuần thường. Căn cứ: Công điện 02/CĐ-UBND" },
    { status: "DONE", note: "Nghỉ phòng chống bão (nghỉ 03/12/2026). Căn cứ: Công điện 01/CĐ-UBND" },
  ]);
});

test("a year is started and office hours are set", async () => {
  const started = await years.POST(requestOf(admin, "/api/v1/calendar/years", { method: "POST", body: { year: 2028 } }), none);
  expect(await started.json()).toEqual({ year: 2028, days: 12 });
  const hours = {
    act: "set-hours",
    validFrom: "2027-01-01",
    stretches: [{ opensMinute: 450, closesMinute: 720 }],
    source: "Quyết định thử",
  };
  expect((await make(admin, hours)).status).toBe(200);
  const upsideDown = { ...hours, stretches: [{ opensMinute: 720, closesMinute: 450 }] };
  expect(await (await ask(admin, upsideDown)).json()).toMatchObject({ code: "office-hours-overlap" });
});

test("the catalogue and the sectors", async () => {
  const found = await procedures.GET(requestOf(leader, "/api/v1/procedures?text=khai%20sinh"), none);
  expect(await found.json()).toMatchObject({ procedures: [{ id: procedure.birth, code: "1.001193" }] });
  const one = (id: string) =>
    oneProcedure.GET(requestOf(leader, `/api/v1/procedures/${id}`), { params: Promise.resolve({ id }) });
  expect(await (await one(String(procedure.land))).json()).toMatchObject({
    policies: [{ cutoffPolicy: "NONE", supplementPolicy: "PAUSE", supplementsAllowed: 1, validFrom: "2018-01-01" }],
    steps: [],
  });
  expect([(await one("999")).status, (await one("x")).status, (await one("99999999999")).status]).toEqual([404, 400, 400]);
  expect(await (await sectors.GET(requestOf(leader, "/api/v1/sectors"), none)).json()).toMatchObject({
    sectors: [{ code: "ho-tich" }, {}, {}],
  });
});
