import { beforeAll, expect, test } from "vitest";
import * as days from "@/app/api/v1/calendar/days/route";
import * as hours from "@/app/api/v1/calendar/hours/route";
import * as calendarRoute from "@/app/api/v1/calendar/route";
import * as years from "@/app/api/v1/calendar/years/route";
import * as oneProcedure from "@/app/api/v1/procedures/[id]/route";
import * as procedures from "@/app/api/v1/procedures/route";
import * as sectors from "@/app/api/v1/sectors/route";
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
  on: "2026-12-03",
  kind: "SWAPPED_OFF",
  status: "CONFIRMED",
  name: "Nghỉ phòng chống bão",
  source: "Công điện 01/CĐ-UBND",
};

test("the calendar is read by anyone signed in, and by nobody else", async () => {
  const answer = await calendarRoute.GET(requestOf(leader, "/api/v1/calendar?year=2026"), none);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ year: 2026, workingDays: 249, isDecided: true });
  expect((await calendarRoute.GET(requestOf(null, "/api/v1/calendar?year=2026"), none)).status).toBe(401);
  expect((await calendarRoute.GET(requestOf(leader, "/api/v1/calendar?year=2026&x=1"), none)).status).toBe(400);
});

test("a day is set once however often the request comes, and refused in the officials' words", async () => {
  const send = (session: typeof admin, body: unknown, key: string) =>
    days.PUT(requestOf(session, "/api/v1/calendar/days", { method: "PUT", body, key }), none);
  const [first, again] = [await send(admin, storm, "k1"), await send(admin, storm, "k1")];
  expect([first.status, again.status, again.headers.get("idempotency-replayed")]).toEqual([200, 200, "true"]);
  const year = await (await calendarRoute.GET(requestOf(admin, "/api/v1/calendar?year=2026"), none)).json();
  expect(year).toMatchObject({ workingDays: 248, history: [] });
  expect((await send(leader, storm, "k2")).status).toBe(403);
  const weekend = await send(admin, { ...storm, on: "2026-12-05" }, "k3");
  expect(weekend.status).toBe(422);
  expect(await weekend.json()).toMatchObject({ code: "calendar-day-already-off", title: expect.stringContaining("thứ Bảy") });
  const cleared = await days.DELETE(
    requestOf(admin, "/api/v1/calendar/days", { method: "DELETE", body: { on: storm.on, source: "Công điện 02/CĐ-UBND" } }),
    none,
  );
  expect(cleared.status).toBe(200);
});

test("a year is started and office hours are set", async () => {
  const started = await years.POST(requestOf(admin, "/api/v1/calendar/years", { method: "POST", body: { year: 2028 } }), none);
  expect(await started.json()).toEqual({ year: 2028, days: 12 });
  const body = { validFrom: "2027-01-01", stretches: [{ opensMinute: 450, closesMinute: 720 }], source: "Quyết định thử" };
  expect((await hours.PUT(requestOf(admin, "/api/v1/calendar/hours", { method: "PUT", body }), none)).status).toBe(200);
});

test("the catalogue and the sectors", async () => {
  const found = await procedures.GET(requestOf(leader, "/api/v1/procedures?text=khai%20sinh"), none);
  expect(await found.json()).toMatchObject({ procedures: [{ id: procedure.birth, code: "1.001193" }] });
  const one = (id: string) =>
    oneProcedure.GET(requestOf(leader, `/api/v1/procedures/${id}`), { params: Promise.resolve({ id }) });
  expect(await (await one(String(procedure.land))).json()).toMatchObject({ supplementPolicy: "PAUSE", steps: [] });
  expect([(await one("999")).status, (await one("x")).status, (await one("99999999999")).status]).toEqual([404, 400, 400]);
  expect(await (await sectors.GET(requestOf(leader, "/api/v1/sectors"), none)).json()).toMatchObject({
    sectors: [{ code: "ho-tich" }, {}, {}],
  });
});
