import { beforeAll, describe, expect, test } from "vitest";
import * as batchRoute from "@/app/api/v1/dossiers/batch/route";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { acceptDossier, moveDossier } from "@/lib/dossiers/commands";
import type { MoveName } from "@/lib/dossiers/model";
import { countWork, readLoad, readWork } from "@/lib/dossiers/queries";
import { actor, asOwner, foundCity, procedure, unit, user } from "../city";
import { full, line } from "../exchange/samples";
import { importFile } from "../imports/importing";
import { csvOf } from "../imports/samples/register";
import { key } from "../security/acts";
import { call, mintKey, routes } from "../security/callers";
import { withSteps } from "./process";

/** Nine in the morning of a day of November 2026, all of them behind us. */
const at = (day: number) => new Date(Date.UTC(2026, 10, day, 2));
const local = (day: number) => `${day}/11/2026 09:00`;
const wire = (day: number) => `202611${day}090000`;
let machine = "";
beforeAll(async () => {
  await foundCity();
  machine = await mintKey(["dossiers.import"], unit.tranPhu);
});

type OnDesk = { id: number; code: string };
/** Accepted on the 10th, with a specialist at its third step since the 12th. */
async function onDesk(): Promise<OnDesk> {
  const form = {
    unitId: unit.tranPhu,
    receivingUnitId: unit.tranPhuDesk,
    channel: "COUNTER" as const,
    applicantName: "Nguyễn Văn Á",
  };
  const { id, code } = await acceptDossier({ actor: actor("officer"), now: at(10) }, { ...form, procedureId: procedure.house });
  const dossier = { id, code: code ?? "" };
  await withSteps(id, at(10));
  await move(dossier, "start", 11);
  await moveDossier(
    { actor: actor("head"), now: at(12) },
    { dossierId: id, version: 2, move: "forward", assigneeId: user.specialist },
  );
  return dossier;
}
async function move({ id }: OnDesk, name: MoveName, day: number): Promise<void> {
  const [row] = await rows<{ version: number }>("select version from dossier where id = $1", [id]);
  const handOver = { delivery: "COUNTER", collectorName: "Nguyễn Văn Á" } as const;
  const said = { reason: "Theo đơn", basis: "Điều 7 Thông tư 03/2025/TT-VPCP", handOver };
  await moveDossier({ actor: actor("head"), now: at(day) }, { dossierId: id, version: row?.version ?? 0, move: name, ...said });
}
async function rows<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  return asOwner(async (c) => (await c.query(sql, values)).rows);
}

/** Whose it is, at which step, and which steps after the second have begun and ended when. */
async function deskOf({ id }: OnDesk) {
  const [desk] = await rows<{ assignee: number | null; step: number | null }>(
    "select assignee_id as assignee, step_position as step from dossier where id = $1",
    [id],
  );
  const begun = await rows<{ position: number; started_at: Date; ended_at: Date | null }>(
    "select position, started_at, ended_at from dossier_step where dossier_id = $1 and position > 2 and started_at is not null",
    [id],
  );
  return { ...desk, begun: Object.fromEntries(begun.map((s) => [s.position, [s.started_at, s.ended_at]])) };
}

const columns = ["Mã hồ sơ", "Mã TTHC", "Chủ hồ sơ", "Ngày tiếp nhận", "Ngày xử lý xong", "Ngày trả kết quả", "Trạng thái"];
async function register({ code }: OnDesk, state: string, ended = "", returned = ""): Promise<void> {
  const content = csvOf([columns, [code, "1.013225", "Nguyễn Văn Á", "10/11/2026", ended, returned, state]], ";");
  expect(await importFile(content, { at: at(25) })).toMatchObject({ status: "DONE", rowsChanged: 1 });
}
async function post(id: string, body: object, query = ""): Promise<unknown> {
  const route = routes.find((r) => r.handler.declaration.id === id);
  if (!route) throw new Error(id);
  const headers = { ...key(), authorization: `Bearer ${machine}` };
  const answer = await call(route, { headers, body: JSON.stringify(body), query });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}
const batch = async ({ code }: OnDesk, more: object) => {
  const row = { code, procedureCode: "1.013225", applicantName: "Nguyễn Văn Á", acceptedAt: at(10), ...more };
  expect(await post(batchRoute.POST.declaration.id, [row])).toMatchObject({ rowsChanged: 1 });
};
const bring = async (service: string, message: object) =>
  expect(await post("exchange.bring", { service, data: [message] }, `?unitId=${unit.tranPhu}`)).toMatchObject({
    lines: [{ outcome: "changed" }],
  });
const progress = ({ code }: OnDesk, state: string, day: number) =>
  bring("CapNhatTienDoHoSoMC", line({ MaHoSo: code, TrangThai: state, ThoiDiemXuLy: wire(day) }));
const whole = ({ code }: OnDesk, more: object) =>
  bring("DongBoHoSoMC", full({ MaHoSo: code, NgayNopHoSo: "", NgayTiepNhan: wire(10), ...more }));

/** The handing over, the last step: not reached, begun and open, or done. */
type HandingOver = "none" | "open" | "done";
/** What ends a dossier, by the way it comes: the same end leaves the same desk. */
const ways: [string, HandingOver, (dossier: OnDesk) => Promise<unknown>][] = [
  ["finished at the desk", "open", (d) => move(d, "finish", 20)],
  ["finished by a register", "open", (d) => register(d, "Đã xử lý xong", local(20))],
  ["finished by a machine's batch", "open", (d) => batch(d, { state: "FINISHED", endedAt: at(20) })],
  ["finished by a line of progress", "open", (d) => progress(d, "9", 20)],
  ["finished by a whole dossier", "open", (d) => whole(d, { TrangThaiHoSo: 9, NgayKetThucXuLy: wire(20) })],
  [
    "finished and returned at the desk",
    "done",
    async (d) => {
      await move(d, "finish", 20);
      await move(d, "return", 23);
    },
  ],
  [
    "finished at the desk, returned by a register",
    "done",
    async (d) => {
      await move(d, "finish", 20);
      await register(d, "Đã trả kết quả", local(20), local(23));
    },
  ],
  [
    "finished by a register, returned at the desk",
    "done",
    async (d) => {
      await register(d, "Đã xử lý xong", local(20));
      await move(d, "return", 23);
    },
  ],
  [
    "finished and returned by lines of progress",
    "done",
    async (d) => {
      await progress(d, "9", 20);
      await progress(d, "10", 23);
    },
  ],
  ["returned by a register", "none", (d) => register(d, "Đã trả kết quả", local(20), local(23))],
  ["returned by a machine's batch", "none", (d) => batch(d, { state: "RETURNED", endedAt: at(20), returnedAt: at(23) })],
  ["withdrawn at the desk", "none", (d) => move(d, "withdraw", 20)],
  ["withdrawn by a register", "none", (d) => register(d, "Công dân rút hồ sơ", local(20))],
  ["withdrawn by a line of progress", "none", (d) => progress(d, "7", 20)],
  ["stopped at the desk", "none", (d) => move(d, "stop", 20)],
  ["stopped by a register", "none", (d) => register(d, "Dừng xử lý", local(20))],
];

describe("no dossier that ended has an open step, whatever ended it", () => {
  test.each(ways)("%s", async (_, handingOver, end) => {
    const dossier = await onDesk();
    await end(dossier);
    expect(await deskOf(dossier)).toEqual({
      assignee: null,
      step: handingOver === "open" ? 5 : null,
      begun: {
        3: [at(12), at(20)],
        ...(handingOver === "none" ? {} : { 5: [at(20), handingOver === "open" ? null : at(23)] }),
      },
    });
  });

  test("nothing of it lies on a work list or weighs in the work load; what is to be handed over is in its own part", async () => {
    const clock = { today: cityDay(at(25)), calendar: await workingCalendar() };
    const mine = { scope: "mine", part: "all", take: 50 } as const;
    expect((await readWork(actor("specialist"), mine, clock)).rows).toEqual([]);
    const { people } = await readLoad(actor("head"), undefined, clock);
    expect(people.map((p) => p.open)).toEqual(people.map(() => 0));
    const { parts } = await countWork(actor("head"), { scope: "unit" }, clock);
    const open = ways.filter(([, handingOver]) => handingOver === "open").length;
    expect(parts.filter((p) => p.count > 0)).toEqual([{ part: "to-return", count: open }]);
  });
});

test("a register that lets it wait stops the time of its step; one that lets it go on counts the share anew", async () => {
  const dossier = await onDesk();
  const due = async () =>
    (
      await rows<{ due_at: Date | null }>("select due_at from dossier_step where dossier_id = $1 and position = 3", [dossier.id])
    )[0]?.due_at;
  const before = await due();
  await register(dossier, "Chờ bổ sung");
  expect(await due()).toBeNull();
  await register(dossier, "Đang xử lý");
  expect(before && (await due())?.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
  expect(await deskOf(dossier)).toMatchObject({ assignee: user.specialist, step: 3 });
});

test("a dossier that a register gives to another unit is on nobody's desk there", async () => {
  const dossier = await onDesk();
  await batch(dossier, { unitCode: "H22.15.7.1" });
  expect(await deskOf(dossier)).toEqual({ assignee: null, step: 3, begun: { 3: [at(12), null] } });
  const [step] = await rows("select assignee_id from dossier_step where dossier_id = $1 and position = 3", [dossier.id]);
  expect(step).toEqual({ assignee_id: null });
});
