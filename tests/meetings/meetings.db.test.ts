import { readdirSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { checkDocumentFiles } from "@/lib/documents/jobs";
import { sweepFiles } from "@/lib/files/commands";
import { actOnMeeting, changeMeeting, notePaperOpening, prepareMeeting, removePaper } from "@/lib/meetings/commands";
import { checkMeetingPapers } from "@/lib/meetings/jobs";
import { isMeetingThere, listInvitable, listMeetings, openMeetingPaper, readMeeting } from "@/lib/meetings/queries";
import { addList, addTrusted, removeTrusted } from "@/lib/signatures/commands";
import { signPdf } from "@/lib/signatures/signing/sign";
import { actor, asOwner, foundCity, unit, user } from "../city";
import { drawn, issue, put, register } from "../documents/documents";
import { city, daysFrom, now, revocationList } from "../signatures/authority";
import { paper } from "../signatures/papers";
import { act, after, at, before, bring, by, lay, onPaper, prepare, view, written } from "./meetings";

const ours = city();
const admin = { actor: actor("admin"), now: before };
const base64 = (bytes: Buffer) => bytes.toString("base64");
let root = 0;
beforeAll(async () => {
  await foundCity();
  root = (await addTrusted(admin, { role: "ROOT", file: base64(ours.root.certificate.der) })).id;
  await addTrusted(admin, { role: "INTERMEDIATE", file: base64(ours.ca.certificate.der) });
  for (const of of [ours.root, ours.ca]) await addList(admin, { file: base64(revocationList(of, [], { until: daysFrom(30) })) });
});
let serial = 0;
const signed = () => signPdf(paper(`Bao cao ${serial++}`), ours.person.signer, { field: "Ký", at: now, holeBytes: 3_000 });
const round = async () => {
  await checkDocumentFiles({}, undefined, () => before);
  await checkMeetingPapers({}, undefined, () => before);
};
const refused = (code: string) => expect.objectContaining({ code });
const filesKept = () =>
  readdirSync(process.env.DATA_DIR ?? "", { recursive: true, withFileTypes: true }).filter(
    (e) => e.isFile() && /^[0-9a-f]{64}$/.test(e.name),
  ).length;
const standings = async (id: number, when = before) =>
  (await view(id, "clerk", when)).items.flatMap((item) => item.papers.map(({ standing }) => standing));

describe("a meeting from its draft to its conclusion", () => {
  test("it is prepared, people are invited, papers are opened, it is held and concluded; each is told of in the log", async () => {
    const { id, itemId } = await prepare();
    const report = await bring(id, itemId, await signed());
    const letter = await register({ subject: "Về việc báo cáo chuyển đổi số" });
    const scan = await put(letter.id, paper("cong van den"), "cong-van.pdf");
    const laid = await lay(id, itemId, letter.id);
    // A draft is its organisers' alone.
    for (const who of ["specialist", "phuongDoOfficer"] as const) expect(await isMeetingThere(by(who), id)).toBe(false);
    await act(id, "convene");

    const invited = await view(id, "specialist");
    expect(invited).toMatchObject({ state: "CONVENED", openings: null, may: { change: false, lay: false, hold: false } });
    expect(invited.participants.map(({ name, role, isMe }) => [name, role, isMe])).toEqual([
      ["Trần Văn Hùng", "CHAIR", false],
      ["Phạm Minh Đức", "MEMBER", true],
      ["Ủy ban nhân dân xã Phương Độ", "MEMBER", false],
    ]);
    const [coming] = (await listMeetings(by("specialist"), { part: "upcoming", take: 30 })).rows;
    expect(coming).toMatchObject({ id, chairName: "Trần Văn Hùng", papers: 2, unopened: 2, outcome: null });

    const ctx = by("specialist", at("2026-11-26T07:30:00+07:00"));
    const opened = await openMeetingPaper(ctx, { meetingId: id, paperId: laid.id, fileId: scan.id });
    expect((await buffer(opened.body)).equals(paper("cong van den"))).toBe(true);
    await notePaperOpening(ctx, id, laid.id);
    // The first time stays; what the organiser opens is no participant's opening.
    await notePaperOpening(by("specialist", at("2026-11-26T07:50:00+07:00")), id, laid.id);
    await notePaperOpening(by("clerk"), id, laid.id);
    const seat = invited.participants.find(({ isMe }) => isMe)?.id;
    expect((await view(id)).openings).toEqual([
      { paperId: laid.id, participantId: seat, userName: "Phạm Minh Đức", at: "2026-11-26T00:30:00.000Z" },
    ]);
    const own = (await view(id, "specialist")).items.flatMap(({ papers }) => papers);
    expect(own.map((one) => [one.id, one.openedAt])).toEqual([
      [report.id, null],
      [laid.id, "2026-11-26T00:30:00.000Z"],
    ]);

    await expect(act(id, "hold", before)).rejects.toEqual(refused("meeting-not-begun"));
    await act(id, "hold");
    const held = await view(id, "clerk", after);
    expect(held).toMatchObject({ state: "HELD", may: { change: false, lay: false, cancel: false, conclude: true } });
    await actOnMeeting(by("clerk", after), {
      id,
      act: { act: "conclude", version: held.version, conclusion: "Hoàn thành trước 30/11." },
    });
    expect((await view(id, "head", after)).conclusion).toMatchObject({
      text: "Hoàn thành trước 30/11.",
      byName: "Ma Thị Thơm",
    });
    const told = await asOwner(
      async (c) =>
        (await c.query("select action from audit_entry where subject = 'meeting' and subject_id = $1 order by id", [String(id)]))
          .rows,
    );
    expect(told.map(({ action }) => action)).toEqual([
      ...["meeting.prepare", "meeting.bring", "meeting.lay", "meeting.convene", "meeting.open-paper", "meeting.hold"],
      "meeting.conclude",
    ]);
  });

  test("two who change it at once: one is told; an item before which papers lie is not dropped; who stays keeps what they opened", async () => {
    const { id, itemId } = await prepare();
    const { id: paperId } = await bring(id, itemId, await signed());
    await act(id, "convene");
    await notePaperOpening(by("specialist"), id, paperId);
    const { version, items } = await view(id);
    const { unitId: _, ...same } = written();
    const kept = items.map(({ id: itemId, title }) => ({ id: itemId, title }));
    const change = (more: object) => changeMeeting(by(), { ...same, items: kept, ...more, id, version });
    await expect(change({ items: kept.slice(1) })).rejects.toEqual(refused("item-has-papers"));
    await expect(change({ participants: same.participants.slice(1) })).rejects.toEqual(refused("meeting-without-chair"));
    await expect(change({ items: [...kept, { id: 999_999, title: "Việc của cuộc họp khác" }] })).rejects.toEqual(
      refused("item-unknown"),
    );
    const swapped = [
      { unitId: unit.tranPhu, userId: user.specialist, role: "CHAIR" as const },
      { unitId: unit.tranPhu, userId: user.head, role: "MEMBER" as const },
    ];
    await change({ participants: swapped, items: [...kept].reverse() });
    await expect(change({})).rejects.toEqual(refused("meeting-changed"));
    const now = await view(id);
    expect(now.participants.map(({ name }) => name)).toEqual(["Phạm Minh Đức", "Trần Văn Hùng"]);
    expect(now.items.map(({ title }) => title)).toEqual(["Thảo luận", "Báo cáo chuyển đổi số"]);
    expect(now.openings).toHaveLength(1);
    expect(await isMeetingThere(by("phuongDoOfficer"), id)).toBe(false);
  });

  test("it is called off with the reason; whoever was invited reads it, and it is not counted", async () => {
    const { id } = await prepare({ startsAt: "2026-11-27T08:00:00+07:00", endsAt: "2026-11-27T09:00:00+07:00" });
    await act(id, "convene");
    const { version } = await view(id);
    await actOnMeeting(by(), { id, act: { act: "cancel", version, reason: "Lãnh đạo đi công tác" } });
    const [row] = (await listMeetings(by("specialist"), { part: "upcoming", take: 30 })).rows.filter((one) => one.id === id);
    expect(row).toMatchObject({ state: "CANCELLED", cancelReason: "Lãnh đạo đi công tác", outcome: null });
    expect(await isMeetingThere(by("specialist"), id)).toBe(true);
  });

  test("who has no place in the unit named is not invited, and a unit that does not stand has no meeting", async () => {
    const away = [{ unitId: unit.phuongDo, userId: user.specialist }];
    await expect(prepareMeeting(by(), written({ participants: away }))).rejects.toEqual(refused("invited-not-there"));
    await expect(prepareMeeting(by("leader"), written({ unitId: 99 }))).rejects.toEqual(refused("unit-not-standing"));
    await expect(prepareMeeting(by("specialist"), written())).rejects.toEqual(refused("permission"));
    await expect(prepareMeeting(by(), written({ unitId: unit.phuongDo }))).rejects.toEqual(refused("permission"));
    // By name only where one organises; elsewhere the unit is asked, which sends somebody.
    const leader = [{ unitId: unit.committee, userId: user.leader, role: "CHAIR" as const }];
    await expect(prepareMeeting(by(), written({ participants: leader }))).rejects.toEqual(refused("invited-not-there"));
    expect((await listInvitable(by(), unit.committee)).people).toEqual([]);
    const { people } = await listInvitable(by(), unit.tranPhu);
    expect(people.map(({ name }) => name)).toEqual(["Lê Thị Mai", "Ma Thị Thơm", "Phạm Minh Đức", "Trần Văn Hùng"]);
  });
});

describe("who sees a meeting", () => {
  test("participants, organisers, the head and the leaders above; nobody else, whatever the id", async () => {
    const { id, itemId } = await prepare({
      participants: [
        { unitId: unit.tranPhu, userId: user.head, role: "CHAIR" },
        { unitId: unit.tranPhu, userId: user.officer },
      ],
    });
    const { id: paperId } = await bring(id, itemId, await signed());
    await act(id, "convene");
    const seen = async (who: Parameters<typeof by>[0]) => [
      await isMeetingThere(by(who), id),
      (await listMeetings(by(who), { part: "upcoming", take: 100 })).rows.some((one) => one.id === id),
      await openMeetingPaper(by(who), { meetingId: id, paperId }).then(
        ({ body }) => {
          body.destroy();
          return true;
        },
        () => false,
      ),
    ];
    for (const who of ["leader", "head", "officer", "clerk"] as const)
      expect([who, ...(await seen(who))]).toEqual([who, true, true, true]);
    for (const who of ["specialist", "phuongDoOfficer", "admin", "auditor"] as const)
      expect([who, ...(await seen(who))]).toEqual([who, false, false, false]);
    await expect(readMeeting(by("specialist"), id)).rejects.toEqual(refused("not-found"));
  });

  test("an invited unit is its head's and its clerk's who sit there, and no specialist's; the document's record stays closed", async () => {
    const { id, itemId } = await prepare();
    const letter = await register();
    const { id: fileId } = await put(letter.id, paper("van ban"));
    const { id: paperId } = await lay(id, itemId, letter.id);
    await act(id, "convene");
    const post = (role: string) =>
      asOwner((c) => c.query("update post set role = $1::role where user_id = $2", [role, user.phuongDoOfficer]));
    const sinh = actor("phuongDoOfficer");
    const asHead = {
      actor: { ...sinh, grants: [...sinh.grants, { permission: "meetings.organise" as const, units: [unit.phuongDo] }] },
      now: before,
    };
    expect(await isMeetingThere(by("phuongDoOfficer"), id)).toBe(false);
    await post("UNIT_HEAD");
    const told = await readMeeting(asHead, id);
    expect(told.items[0]?.papers[0]).toMatchObject({ documentId: null, files: [{ id: fileId, mayOpen: true }] });
    expect(told).toMatchObject({ openings: null, may: { change: false } });
    await notePaperOpening(asHead, id, paperId);
    expect((await view(id)).openings?.map(({ userName }) => userName)).toEqual(["Hoàng Văn Sính"]);
    await post("ONE_STOP_OFFICER");
  });
});

describe("papers and their signatures", () => {
  test("a PDF brought to it is checked by the round, again when trust is another, and comes back byte for byte", async () => {
    const { id, itemId } = await prepare();
    const bytes = await signed();
    const { id: paperId, pages } = await bring(id, itemId, bytes);
    await bring(id, itemId, paper("khong ky"), "khong-ky.pdf");
    await onPaper(id, itemId, "Bản đồ khổ A0");
    expect(pages).toBe(1);
    expect(await standings(id)).toEqual(["PENDING", "PENDING", "PRINTED"]);
    await round();
    expect(await standings(id)).toEqual(["VALID", "UNSIGNED", "PRINTED"]);
    expect((await buffer((await openMeetingPaper(by(), { meetingId: id, paperId })).body)).equals(bytes)).toBe(true);
    await removeTrusted(admin, { id: root });
    await round();
    expect(await standings(id)).toEqual(["UNKNOWN", "UNSIGNED", "PRINTED"]);
    root = (await addTrusted(admin, { role: "ROOT", file: base64(ours.root.certificate.der) })).id;
    await round();
    expect(await standings(id)).toEqual(["VALID", "UNSIGNED", "PRINTED"]);
    await sweepFiles(new Date(Date.now() + 60_000));
    (await openMeetingPaper(by(), { meetingId: id, paperId })).body.destroy();
  });

  test("T-3B: a PDF that bears the stamp of secrecy, or whose name does, is refused and nothing of it is kept; nor is what is no PDF", async () => {
    const { id, itemId } = await prepare();
    const kept = filesKept();
    for (const stamp of ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
      await expect(bring(id, itemId, await drawn(stamp, ["Phương án số chín"]))).rejects.toEqual(refused("secret-document"));
    await expect(bring(id, itemId, paper("x"), "KH phòng thủ (Mật).pdf")).rejects.toEqual(refused("secret-document"));
    await expect(bring(id, itemId, Buffer.from("PK"), "bang.xlsx")).rejects.toEqual(refused("paper-not-pdf"));
    await expect(prepareMeeting(by(), written({ title: "Họp bàn phương án (Tối mật)" }))).rejects.toMatchObject({
      code: "input",
    });
    expect(filesKept()).toBe(kept);
    expect((await view(id)).items[0]?.papers).toEqual([]);
  });

  test("the same paper lies there once, drafts and documents out of reach do not, and what is removed stays in the history", async () => {
    const { id, itemId } = await prepare();
    const bytes = await signed();
    const { id: paperId } = await bring(id, itemId, bytes);
    await expect(bring(id, itemId, bytes)).rejects.toEqual(refused("paper-laid-already"));
    const issued = await issue();
    await lay(id, itemId, issued.id);
    await expect(lay(id, itemId, issued.id)).rejects.toEqual(refused("paper-laid-already"));
    await expect(lay(id, itemId, 999_999)).rejects.toEqual(refused("paper-document-unknown"));
    await expect(bring(id, 999_999, bytes)).rejects.toEqual(refused("not-found"));
    await removePaper(by(), { meetingId: id, paperId, reason: "Nhầm bản" });
    await expect(removePaper(by(), { meetingId: id, paperId, reason: "Nhầm bản" })).rejects.toEqual(
      refused("paper-removed-already"),
    );
    await expect(openMeetingPaper(by(), { meetingId: id, paperId })).rejects.toEqual(refused("not-found"));
    expect((await view(id)).removed).toMatchObject([{ id: paperId, reason: "Nhầm bản", byName: "Ma Thị Thơm" }]);
    // And may be brought again.
    await bring(id, itemId, bytes);
  });

  test("what lay before a held meeting stays, against the database itself", async () => {
    const { id, itemId } = await prepare();
    const { id: paperId } = await bring(id, itemId, await signed());
    await act(id, "convene");
    await act(id, "hold");
    await expect(bring(id, itemId, await signed())).rejects.toEqual(refused("meeting-over"));
    await expect(removePaper(by("clerk", after), { meetingId: id, paperId, reason: "x y" })).rejects.toEqual(
      refused("meeting-over"),
    );
    for (const sql of [
      "update meeting_paper set removed_at = now() where id = $1",
      "insert into meeting_paper (meeting_id, item_id, kind, name, added_at, added_by, added_by_name) select meeting_id, item_id, 'PRINTED', 'x', now(), 'x', 'x' from meeting_paper where id = $1",
    ])
      await expect(asOwner((c) => c.query(sql, [paperId]))).rejects.toThrow("stay as they are");
  });
});
