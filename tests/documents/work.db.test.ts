import { beforeAll, describe, expect, test } from "vitest";
import { workingCalendar } from "@/lib/calendar/queries";
import {
  actOnTask,
  draftDocument,
  endWork,
  issueDocument,
  markRead,
  noteOpening,
  routeDocument,
  voidDocument,
} from "@/lib/documents/commands";
import { type TaskActInput, WorkFilter } from "@/lib/documents/model";
import {
  countDocumentTasks,
  findDocument,
  listAddressees,
  listDocumentFiles,
  listDocuments,
  readDocumentLoad,
  readDocumentTasks,
  readDocumentWork,
} from "@/lib/documents/queries";
import { actor, asOwner, foundCity, unit, user } from "../city";
import { at, by, outgoing, register } from "./documents";

// The committee's clerk and the head of its justice section, beside the people of the ward.
beforeAll(async () => {
  await foundCity();
  await asOwner((c) =>
    c.query(`insert into app_user (id, login, name) values (90, 'hanh', 'Bùi Thị Hạnh');
      insert into post (user_id, unit_id, role, title, valid_from) values (90, ${unit.justice}, 'SPECIALIST', 'Chuyên viên', '2020-01-01')`),
  );
});
type Name = Parameters<typeof actor>[0];
const refused = (code: string) => expect.objectContaining({ code });
const today = "2026-11-26";
const work = (id: number, who: Name = "head") => readDocumentWork(actor(who), id, today);
const lead = { unitId: unit.tranPhu, role: "LEAD" as const, instruction: "Tham mưu trả lời", workingDays: 5 };
const toSpecialist = { ...lead, userId: user.specialist };
const route = (id: number, addressees: Parameters<typeof routeDocument>[1]["addressees"], who: Name = "head", version = 0) =>
  routeDocument(by(who), { id, version, addressees });
const act = (id: number, taskId: number, who: Name, input: TaskActInput) => actOnTask(by(who), { id, taskId, act: input });
/** Passed on to the specialist; the one task. */
async function given(to: Parameters<typeof route>[1] = [toSpecialist]) {
  const { id } = await register();
  await route(id, to);
  const [task] = (await work(id)).tasks;
  if (!task) throw new Error("no task");
  return { id, task };
}

describe("passing on", () => {
  test("leader to a ward, its head to a specialist: each step in the story, working days counted, receipts told to who passed it on", async () => {
    const { id } = await register({ unitId: unit.tranPhu });
    await routeDocument(by("leader"), {
      ...{ id, version: 0 },
      addressees: [
        { unitId: unit.tranPhu, role: "LEAD", instruction: "Chủ trì báo cáo", workingDays: 5 },
        { unitId: unit.phuongDo, role: "SUPPORT", dueOn: "2026-12-02" },
        { unitId: unit.justice, role: "INFORM" },
      ],
    });
    const [own, support, inform] = (await work(id, "leader")).tasks;
    // Thursday 26 November; 3 December is the fifth working day after it.
    expect([own?.dueOn, support?.dueOn, inform?.dueOn]).toEqual(["2026-12-03", "2026-12-02", null]);
    expect(own?.opened).toBeNull();
    await noteOpening(by("head", at("2026-11-26T09:00:00+07:00")), id);
    await noteOpening(by("leader"), id);
    const seen = await work(id, "leader");
    expect(seen.tasks.map((task) => task.opened?.byName ?? null)).toEqual(["Trần Văn Hùng", null, null]);
    await routeDocument(by("head"), {
      ...{ id, version: own?.version ?? 0, taskId: own?.id },
      addressees: [{ ...toSpecialist, workingDays: 3 }],
    });
    const handed = await work(id, "specialist");
    const mine = handed.tasks.find((task) => task.assigneeName === "Phạm Minh Đức");
    expect(mine).toMatchObject({ parentId: own?.id, role: "LEAD", dueOn: "2026-12-01", state: "SENT", opened: null });
    expect(mine?.acts).toEqual(["accept", "progress", "ask", "finish", "return"]);
    expect(handed.tasks.find((task) => task.id === own?.id)?.state).toBe("HANDED_ON");
    expect(handed.events.map(({ act: kind, addressee }) => `${kind} ${addressee}`)).toEqual([
      "ROUTED Ủy ban nhân dân phường Trần Phú",
      "ROUTED Ủy ban nhân dân xã Phương Độ",
      "ROUTED Phòng Tư pháp",
      "HANDED_ON Phạm Minh Đức",
    ]);
    await expect(asOwner((c) => c.query("set role vong_lau_app; update document_work_event set text = 'x'"))).rejects.toThrow(
      "permission denied",
    );
    await expect(asOwner((c) => c.query("set role vong_lau_app; delete from document_task"))).rejects.toThrow(
      "permission denied",
    );
  });

  test("who may: a clerk by somebody's instruction, a specialist not, and nobody to a unit that is not theirs", async () => {
    const { id } = await register();
    await expect(route(id, [toSpecialist], "specialist")).rejects.toEqual(refused("permission"));
    await expect(route(id, [toSpecialist], "clerk")).rejects.toEqual(refused("instruction-giver-missing"));
    await expect(route(id, [{ ...lead, unitId: unit.phuongDo }])).rejects.toEqual(refused("addressee-out-of-reach"));
    await expect(route(id, [{ ...lead, userId: user.phuongDoOfficer }])).rejects.toEqual(refused("addressee-not-there"));
    await expect(route(id, [{ ...lead, role: "SUPPORT" }])).rejects.toEqual(refused("lead-missing"));
    await expect(route(id, [{ ...lead, instruction: "Văn bản MẬT" }])).rejects.toMatchObject({
      more: { faults: [{ code: "secret-document" }] },
    });
    await routeDocument(by("clerk"), { id, version: 0, addressees: [toSpecialist], onInstructionOf: "Chủ tịch Trần Văn Hùng" });
    const [task] = (await work(id)).tasks;
    expect(task).toMatchObject({ givenByName: "Ma Thị Thơm", onInstructionOf: "Chủ tịch Trần Văn Hùng" });
    await expect(route(id, [toSpecialist], "head", 1)).rejects.toEqual(refused("lead-twice"));
    await expect(route(id, [{ ...toSpecialist, role: "INFORM", workingDays: undefined }], "head", 1)).rejects.toEqual(
      refused("addressed-already"),
    );
    const { id: draft } = await draftDocument(by("head"), await outgoing());
    await expect(route(draft, [lead])).rejects.toEqual(refused("work-not-registered"));
  });

  test("two at once: one wins, the other is told, and one leads", async () => {
    const { id } = await register();
    const both = await Promise.allSettled([route(id, [toSpecialist]), route(id, [lead], "leader")]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(both.find((one) => one.status === "rejected")?.reason).toEqual(refused("work-changed"));
    const [task] = (await work(id)).tasks;
    const twice = await Promise.allSettled(
      ["một", "hai"].map((text) => act(id, task?.id ?? 0, "head", { act: "recall", version: 1, text })),
    );
    expect(twice.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("permission is reach", () => {
  test("an addressee opens the document and its files, nobody else gains anything, and what is taken back is theirs no more", async () => {
    const { id } = await register();
    const officer = actor("phuongDoOfficer");
    await expect(findDocument(officer, id)).rejects.toEqual(refused("not-found"));
    await routeDocument(by("leader"), {
      ...{ id, version: 0 },
      addressees: [{ ...lead, unitId: unit.phuongDo, userId: user.phuongDoOfficer }],
    });
    expect((await findDocument(officer, id)).may).toEqual({
      change: false,
      issue: false,
      void: false,
      exempt: false,
      attach: false,
      answer: false,
    });
    expect((await listDocumentFiles(officer, id)).mayAttach).toBe(false);
    // Another of the same unit, and one who moved away from it, see nothing.
    await expect(findDocument({ ...officer, userId: 999 }, id)).rejects.toEqual(refused("not-found"));
    await expect(findDocument({ ...officer, grants: [] }, id)).rejects.toEqual(refused("not-found"));
    expect((await listDocuments(officer, { take: 50 }, { today })).rows).toEqual([]);
    const [task] = (await work(id, "leader")).tasks;
    await expect(act(id, task?.id ?? 0, "specialist", { act: "accept", version: 1 })).rejects.toEqual(refused("not-found"));
    await expect(act(id, task?.id ?? 0, "phuongDoOfficer", { act: "recall", version: 1, text: "x" })).rejects.toEqual(
      refused("not-found"),
    );
    await act(id, task?.id ?? 0, "phuongDoOfficer", { act: "return", version: 1, text: "Không thuộc nhiệm vụ" });
    await expect(findDocument(officer, id)).rejects.toEqual(refused("not-found"));
  });
  test("a leader whose right reaches every unit acts for none of them: the ward's task, its close and its own instructions are the ward's", async () => {
    const { id } = await register({ unitId: unit.tranPhu });
    await routeDocument(by("leader"), { id, version: 0, addressees: [lead] });
    const seen = await work(id, "leader");
    const [task] = seen.tasks;
    expect([task?.acts, task?.mayHandOn]).toEqual([["recall"], false]);
    expect(seen.may).toEqual({ route: true, close: false, reopen: false, direct: true });
    for (const input of [
      { act: "accept" as const, version: 1 },
      { act: "finish" as const, version: 1, text: "x" },
    ])
      await expect(act(id, task?.id ?? 0, "leader", input)).rejects.toEqual(refused("not-found"));
    const handOn = { id, version: 1, taskId: task?.id, addressees: [toSpecialist] };
    await expect(routeDocument(by("leader"), handOn)).rejects.toEqual(refused("not-found"));
    const close = { id, act: { act: "close" as const, version: 1, text: "x" } };
    await expect(endWork(by("leader"), close)).rejects.toEqual(refused("permission"));
    const rows = await readDocumentTasks(actor("leader"), WorkFilter.parse({ scope: "unit" }), {
      ...{ today, calendar: await workingCalendar() },
    });
    expect(rows.rows.filter((row) => row.mayAccept && row.unitName.includes("Trần Phú"))).toEqual([]);
    expect((await work(id)).may.close).toBe(true);
    await endWork(by("head"), close);
    expect([(await work(id, "leader")).may.reopen, (await work(id)).may.reopen]).toEqual([false, true]);
  });

  test("the choice of whom to pass on to is that of one's own units", async () => {
    expect((await listAddressees(actor("head"), undefined, today)).units.map((u) => u.id)).toEqual([
      unit.tranPhu,
      unit.tranPhuDesk,
    ]);
    expect((await listAddressees(actor("head"), unit.tranPhu, today)).people.map((p) => p.userId).sort()).toEqual(
      [user.head, user.officer, user.specialist, user.clerk].sort(),
    );
    await expect(listAddressees(actor("head"), unit.phuongDo, today)).rejects.toEqual(refused("not-found"));
  });
});

describe("progress", () => {
  test("taken up, reported on, longer asked for and granted by who gave it, ended with a result: the document is closed", async () => {
    const { id, task } = await given();
    await act(id, task.id, "specialist", { act: "accept", version: 1 });
    await expect(act(id, task.id, "specialist", { act: "progress", version: 1, text: "x" })).rejects.toEqual(
      refused("task-changed"),
    );
    await act(id, task.id, "specialist", { act: "progress", version: 2, text: "Đã lấy số liệu ba tổ dân phố" });
    await expect(act(id, task.id, "specialist", { act: "ask", version: 3, text: "x", dueOn: "2026-12-03" })).rejects.toEqual(
      refused("extension-not-longer"),
    );
    await act(id, task.id, "specialist", { act: "ask", version: 3, text: "Chờ số liệu", dueOn: "2026-12-08" });
    await expect(act(id, task.id, "specialist", { act: "grant", version: 4 })).rejects.toEqual(refused("not-found"));
    const counts = await countDocumentTasks(actor("head"), { scope: "given" }, await clock());
    expect(counts.parts.find(({ part }) => part === "asked")?.count).toBe(1);
    await act(id, task.id, "head", { act: "grant", version: 4 });
    expect((await work(id)).tasks[0]).toMatchObject({
      dueOn: "2026-12-08",
      asked: null,
      progress: "Đã lấy số liệu ba tổ dân phố",
    });
    await act(id, task.id, "specialist", { act: "finish", version: 5, text: "Đã trình báo cáo" });
    const done = await work(id);
    expect(done.closed).toMatchObject({ outcome: "Đã trình báo cáo", byName: "Phạm Minh Đức", answer: null });
    expect(done.events.map((event) => event.act)).toEqual([
      ...["ROUTED", "ACCEPTED", "PROGRESS", "ASKED", "GRANTED", "FINISHED", "CLOSED"],
    ]);
    // On the same day it is opened again with a reason, as it was; a day later not.
    const late = { actor: actor("head"), now: at("2026-11-27T08:00:00+07:00") };
    const again = { id, act: { act: "reopen" as const, version: done.version, text: "Thiếu phụ lục" } };
    await expect(endWork(late, again)).rejects.toEqual(refused("work-closed-before"));
    await endWork(by("head"), again);
    expect((await work(id)).tasks[0]).toMatchObject({ state: "ACCEPTED", result: null, endedAt: null });
  });

  test("handed back it lies with who gave it; given to others the old one is settled, and the head's own comes back", async () => {
    const { id, task } = await given([{ ...lead, role: "LEAD" }]);
    await routeDocument(by("head"), { id, version: 1, taskId: task.id, addressees: [toSpecialist] });
    const part = (await work(id)).tasks.find((one) => one.parentId === task.id);
    await expect(act(id, task.id, "head", { act: "return", version: 2, text: "x" })).rejects.toEqual(refused("task-handed-on"));
    await act(id, part?.id ?? 0, "specialist", { act: "return", version: 1, text: "Đang nghỉ phép" });
    expect((await work(id)).tasks.map((one) => one.state)).toEqual(["ACCEPTED", "RETURNED"]);
    const returned = await readDocumentTasks(actor("head"), { scope: "given", part: "returned", take: 50 }, await clock());
    expect(returned.rows.map((row) => row.documentId)).toContain(id);
    await routeDocument(by("head"), {
      ...{ id, version: 3, taskId: task.id },
      addressees: [{ ...lead, userId: user.officer }],
    });
    expect((await work(id)).tasks.map((one) => one.state)).toEqual(["HANDED_ON", "RETURNED", "SENT"]);
    expect((await readDocumentTasks(actor("head"), { scope: "given", part: "returned", take: 50 }, await clock())).rows).toEqual(
      [],
    );
  });

  test("an answer that is issued closes what it answers where that is meant, names it, and a voided document is worked on no more", async () => {
    const { id } = await given();
    const draft = await draftDocument(by("specialist"), await outgoing({ responseForId: id }));
    expect((await findDocument(actor("clerk"), draft.id)).responseFor?.mayClose).toBe(true);
    expect((await findDocument(actor("specialist"), draft.id)).responseFor?.mayClose).toBe(false);
    const { symbol } = await issueDocument(by("clerk"), { id: draft.id, version: 1, closesAnswered: true });
    const done = await work(id);
    expect(done.closed?.answer?.symbol).toBe(symbol);
    expect(done.tasks[0]?.state).toBe("CLOSED");
    const other = await draftDocument(by("specialist"), await outgoing({ responseForId: id }));
    await expect(issueDocument(by("clerk"), { id: other.id, version: 1, closesAnswered: true })).rejects.toEqual(
      refused("answer-closes-nothing"),
    );
    const { id: voided } = await given();
    await voidDocument(by("head"), { id: voided, version: 1, reason: "vào sổ hai lần" });
    expect((await work(voided)).closed?.outcome).toContain("vào sổ hai lần");
  });
});

const clock = async (day = today) => ({ today: day, calendar: await workingCalendar() });
describe("the queues", () => {
  test("by due day, each part what it says, pages without gaps or twins, and many read at once", async () => {
    const inform = { unitId: unit.tranPhu, userId: user.officer, role: "INFORM" as const };
    const made: number[] = [];
    for (const dueOn of ["2026-11-26", "2026-11-27", "2026-12-01", "2026-12-20", undefined]) {
      const { id } = await register();
      await route(id, [{ unitId: unit.tranPhu, userId: user.officer, role: "LEAD", ...(dueOn ? { dueOn } : {}) }]);
      made.push(id);
    }
    for (let i = 0; i < 3; i++) await route((await register()).id, [inform]);
    const of = async (part: "all" | "due-today" | "due-soon" | "overdue" | "unread", day = today) =>
      (await readDocumentTasks(actor("officer"), { scope: "mine", part, take: 50 }, await clock(day))).rows;
    expect((await of("due-today")).map((row) => row.documentId)).toEqual([made[0]]);
    expect((await of("due-soon")).map((row) => row.documentId)).toEqual([made[1], made[2]]);
    expect((await of("overdue", "2026-11-28")).map((row) => row.documentId)).toEqual([made[0], made[1]]);
    const all = await of("all");
    const seen: number[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await readDocumentTasks(
        actor("officer"),
        { scope: "mine", part: "all", take: 2, ...(cursor ? { cursor } : {}) },
        await clock(),
      );
      seen.push(...page.rows.map((row) => row.id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all.map((row) => row.id));
    const unread = await of("unread");
    expect(unread.length).toBe(3);
    const counts = await countDocumentTasks(actor("officer"), { scope: "mine" }, await clock());
    expect(counts.parts.find(({ part }) => part === "unread")?.count).toBe(3);
    // Somebody else's are passed over.
    expect(await markRead(by("specialist"), { taskIds: unread.map((row) => row.id) })).toEqual({ read: 0 });
    expect(await markRead(by("officer"), { taskIds: unread.map((row) => row.id) })).toEqual({ read: 3 });
    expect(await of("unread")).toEqual([]);
    const load = await readDocumentLoad(actor("head"), undefined, "2026-11-28");
    expect(load.people.find((person) => person.userId === user.officer)).toMatchObject({ open: 6, overdue: 2, unread: 0 });
    expect(load.people.some((person) => person.userId === user.phuongDoOfficer)).toBe(false);
    await expect(
      readDocumentTasks(actor("officer"), { scope: "person", userId: 4, part: "all", take: 5 }, await clock()),
    ).rejects.toEqual(refused("not-found"));
    await expect(
      readDocumentTasks(actor("officer"), { scope: "mine", part: "all", take: 5, cursor: "x" }, await clock()),
    ).rejects.toEqual(refused("cursor-unreadable"));
  });
});
