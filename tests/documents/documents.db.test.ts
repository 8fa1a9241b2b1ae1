import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import {
  changeDraft,
  discardDraft,
  draftDocument,
  issueDocument,
  openBook,
  registerDocument,
  setSecretCount,
  voidDocument,
} from "@/lib/documents/commands";
import { findDocument, listBooks, listDocuments, listDocumentTypes, listSecretCounts } from "@/lib/documents/queries";
import { actor, asOwner, foundCity, unit } from "../city";
import { at, by, incoming, issue, outgoing, register, typeId } from "./documents";

beforeAll(foundCity);
const refused = (code: string) => expect.objectContaining({ code });
const today = "2026-11-26";

describe("a register", () => {
  test("there are the 29 types of the annex with their abbreviations, the copies, and the legal ones", async () => {
    const types = await listDocumentTypes(actor("clerk"));
    const of = (kind: string) => types.filter((t) => t.kind === kind);
    expect([of("ADMINISTRATIVE").length, of("COPY").map((t) => t.abbreviation)]).toEqual([29, ["SY", "TrS", "SL"]]);
    expect(
      of("ADMINISTRATIVE")
        .filter((t) => t.abbreviation === null)
        .map((t) => t.name),
    ).toEqual(["Công văn", "Thư công"]);
  });

  test("an incoming document gets the next number of its unit and year as it is entered", async () => {
    const first = await register({ symbol: "45/SNV-CCHC", dueOn: "2026-12-01", urgency: "URGENT" });
    const second = await register();
    expect([first.number, second.number]).toEqual([1, 2]);
    const found = await findDocument(actor("leader"), first.id);
    expect(found).toMatchObject({
      ...{ direction: "INCOMING", state: "REGISTERED", number: 1, year: 2026, symbol: "45/SNV-CCHC", dueOn: "2026-12-01" },
      ...{ registeredOn: today, arrivedOn: today, isRegisteredLate: false, isIntact: true, bookName: "Sổ đăng ký văn bản đến" },
      may: { change: false, issue: false, void: false, attach: false },
    });
    expect((await findDocument(actor("head"), first.id)).may.void).toBe(true);
    // Its own sequence in another year; in another unit too.
    expect((await register({ issuedOn: "2027-01-03", arrivedOn: "2027-01-04" }, at("2027-01-04T08:00:00+07:00"))).number).toBe(1);
    // At 00:30 of the new year in the city it is still the old one in London.
    expect((await register({ arrivedOn: "2026-12-31" }, at("2026-12-31T17:30:00Z"))).number).toBe(2);
  });

  test("the same document is registered once, unless another copy is meant", async () => {
    const one = { symbol: "77/STP-HCTP", issuer: "Sở Tư pháp" };
    await register(one);
    await expect(register({ ...one, symbol: "77 / stp – hctp" })).rejects.toEqual(refused("document-registered-already"));
    expect((await register({ ...one, isRepeated: true })).number).toBeGreaterThan(1);
    expect(await db.documentRegister.count()).toBeGreaterThan(0);
  });

  test("E1, E2: a draft has no number; issuing gives number, day and symbol; voided it keeps them", async () => {
    const { id, version, number } = await draftDocument(by("specialist"), await outgoing());
    expect(number).toBeNull();
    const changed = await changeDraft(by("specialist"), { ...(await change()), id, version });
    await expect(issueDocument(by("clerk"), { id, version })).rejects.toEqual(refused("document-changed"));
    const issued = await issueDocument(by("clerk"), { id, version: changed.version });
    expect(issued).toMatchObject({ number: 1, symbol: "01/QĐ-UBND" });
    expect((await issue({ typeId: await typeId("cong-van"), drafterMark: "VP" })).symbol).toBe("02/UBND-VP");
    expect((await issue({ typeId: await typeId("quyet-dinh-quy-pham") })).symbol).toBe("03/2026/QĐ-UBND");
    await voidDocument(by("head"), { id, version: issued.version, reason: "Ban hành nhầm thẩm quyền" });
    const voided = await findDocument(actor("leader"), id);
    expect(voided).toMatchObject({ state: "VOIDED", number: 1, symbol: "01/QĐ-UBND", isIntact: true });
    expect(voided.voided).toMatchObject({ reason: "Ban hành nhầm thẩm quyền", byName: "Trần Văn Hùng" });
    expect((await issue()).number).toBe(4);
    await expect(voidDocument(by("head"), { id, version: voided.version, reason: "lần nữa" })).rejects.toEqual(
      refused("document-not-registered"),
    );
  });
  const change = async () => {
    const { unitId: _, direction: __, ...rest } = await outgoing({ subject: "Quyết định (sửa)" });
    return rest;
  };

  test("what is missing is said at its field, and no number is used up by a refusal", async () => {
    const before = (await issue()).number ?? 0;
    const bare = await draftDocument(by("clerk"), await outgoing({ signerName: undefined, recipients: [] }));
    await expect(issueDocument(by("clerk"), { id: bare.id, version: 1 })).rejects.toMatchObject({
      code: "draft-incomplete",
      more: { faults: [{ path: "signerName" }, { path: "recipients" }] },
    });
    await expect(registerDocument(by(), await incoming({ arrivedOn: "2026-11-27" }))).rejects.toEqual(
      refused("arrived-in-future"),
    );
    await expect(registerDocument(by(), await incoming({ typeId: 9_999 }))).rejects.toEqual(refused("document-type-unknown"));
    expect((await issue()).number).toBe(before + 1);
  });

  test("rights: a specialist drafts and gives no number, a clerk voids none, nobody reaches another unit's", async () => {
    const { id, version } = await draftDocument(by("specialist"), await outgoing());
    await expect(issueDocument(by("specialist"), { id, version })).rejects.toEqual(refused("permission"));
    const issued = await issue();
    await expect(voidDocument(by("clerk"), { id: issued.id, version: issued.version, reason: "x" })).rejects.toEqual(
      refused("permission"),
    );
    await expect(findDocument(actor("phuongDoOfficer"), issued.id)).rejects.toEqual(refused("not-found"));
    await expect(registerDocument(by("clerk"), await incoming({ unitId: unit.phuongDo }))).rejects.toEqual(refused("permission"));
    // A leader sees what stands in the registers and no draft.
    await expect(findDocument(actor("leader"), id)).rejects.toEqual(refused("not-found"));
    await expect(findDocument(actor("admin"), issued.id)).rejects.toEqual(refused("not-found"));
    expect(await discardDraft(by("specialist"), { id, version })).toEqual({ id });
    await expect(discardDraft(by("clerk"), { id: issued.id, version: issued.version })).rejects.toEqual(
      refused("document-not-draft"),
    );
  });

  test("E3: what was issued cannot be changed, deleted or made a draft again, even by a statement; a change behind is seen", async () => {
    const { id } = await issue();
    const set = [
      "subject = 'khác'",
      "number = number + 1000",
      "symbol = '1/X'",
      "state = 'DRAFT', number = null",
      "issued_on = issued_on + 1",
      "pages = 3",
      "content_hash = 'x'",
    ];
    for (const to of set)
      await expect(asOwner((c) => c.query(`set role vong_lau_app; update document set ${to} where id = ${id}`))).rejects.toThrow(
        /stays|constraint/,
      );
    await expect(asOwner((c) => c.query(`set role vong_lau_app; delete from document where id = ${id}`))).rejects.toThrow(
      "stays",
    );
    expect((await findDocument(actor("clerk"), id)).isIntact).toBe(true);
    await asOwner((c) =>
      c.query(`alter table document disable trigger document_a_kept; update document set subject = 'bị sửa lén' where id = ${id};
        alter table document enable trigger document_a_kept`),
    );
    expect((await findDocument(actor("clerk"), id)).isIntact).toBe(false);
  });

  test("E9: an answer names what stands in a register, so that no chain of answers comes back to itself", async () => {
    const asked = await register({ subject: "Đề nghị báo cáo" });
    const draft = await draftDocument(by(), await outgoing({ responseForId: asked.id }));
    await expect(draftDocument(by(), await outgoing({ responseForId: draft.id }))).rejects.toEqual(refused("response-unknown"));
    const answer = await issueDocument(by(), { id: draft.id, version: 1 });
    expect(await findDocument(actor("clerk"), asked.id)).toMatchObject({ responses: [{ id: answer.id, symbol: answer.symbol }] });
    expect(await findDocument(actor("clerk"), answer.id)).toMatchObject({
      responseFor: { id: asked.id, subject: "Đề nghị báo cáo" },
    });
  });

  test("a book of its own has a sequence of its own; a type stands in one book", async () => {
    const notices = await typeId("thong-bao");
    const book = { unitId: unit.tranPhu, direction: "OUTGOING" as const, name: "Sổ thông báo", typeIds: [notices] };
    await openBook(by("head"), book);
    await expect(openBook(by("head"), { ...book, name: "Sổ khác" })).rejects.toEqual(refused("book-types-taken"));
    await expect(openBook(by("clerk"), { ...book, typeIds: [await typeId("chi-thi")] })).rejects.toEqual(refused("permission"));
    expect((await issue({ typeId: notices })).symbol).toBe("01/TB-UBND");
    expect((await issue({ typeId: notices })).symbol).toBe("02/TB-UBND");
    const books = await listBooks(actor("clerk"));
    expect(books.find((b) => b.name === "Sổ thông báo")?.years).toEqual([{ year: 2026, lastNumber: 2, closedAt: null }]);
    expect(await listBooks(actor("phuongDoOfficer"))).toEqual([]);
  });

  test("of secret documents a number a month is all there is", async () => {
    const month = { unitId: unit.tranPhu, month: "2026-11", direction: "INCOMING" as const };
    await setSecretCount(by(), { ...month, count: 3 });
    await setSecretCount(by(), { ...month, count: 2 });
    expect(await listSecretCounts(actor("head"), unit.tranPhu, 2026)).toEqual([
      { month: "2026-11", direction: "INCOMING", count: 2 },
    ]);
    expect(await listSecretCounts(actor("phuongDoOfficer"), unit.tranPhu, 2026)).toEqual([]);
    await expect(setSecretCount(by("specialist"), { ...month, count: 1 })).rejects.toEqual(refused("permission"));
  });
});

describe("the list", () => {
  beforeAll(async () => {
    await register({
      subject: "Triển khai Đề án 06 về dữ liệu dân cư",
      issuer: "Công an tỉnh Hà Giang",
      symbol: "1234/CAT-PC06",
    });
    await issue({
      subject: "Báo cáo kết quả phòng, chống dịch tả lợn",
      typeId: await typeId("bao-cao"),
      signerName: "Lò Văn Páo",
    });
  });
  const find = async (filter: object, who: Parameters<typeof actor>[0] = "leader") =>
    (await listDocuments(actor(who), { take: 50, ...filter }, { today })).rows.map((row) => row.subject);
  test.each([
    ["1234/CAT", "Triển khai Đề án 06 về dữ liệu dân cư"],
    ["1234/cat-pc06", "Triển khai Đề án 06 về dữ liệu dân cư"],
    ["du lieu dan cu", "Triển khai Đề án 06 về dữ liệu dân cư"],
    ["DỮ LIỆU", "Triển khai Đề án 06 về dữ liệu dân cư"],
    ["cong an tinh", "Triển khai Đề án 06 về dữ liệu dân cư"],
    ["lo van pao", "Báo cáo kết quả phòng, chống dịch tả lợn"],
    ["dịch tả l", "Báo cáo kết quả phòng, chống dịch tả lợn"],
    ["bao cao pho", "Báo cáo kết quả phòng, chống dịch tả lợn"],
    ["1234", "Triển khai Đề án 06 về dữ liệu dân cư"],
  ])("%s finds it", async (text, subject) => expect(await find({ text })).toContain(subject));
  test("a symbol is one token: 123 does not find 1234 behind its stroke, and words nobody wrote find nothing", async () => {
    expect(await find({ text: "123/CAT" })).toEqual([]);
    expect(await find({ text: "khong co dau" })).toEqual([]);
    expect(await find({ text: "lợn khác" })).toEqual([]);
  });
  test("filters, reach, and pages without gaps or twins", async () => {
    const all = await listDocuments(actor("leader"), { take: 200 }, { today });
    expect(all.rows.length).toBe(all.total);
    const seen: number[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listDocuments(actor("leader"), { take: 7, ...(cursor ? { cursor } : {}) }, { today });
      seen.push(...page.rows.map((r) => r.id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all.rows.map((r) => r.id));
    const worded: number[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listDocuments(
        actor("leader"),
        { take: 3, text: "quyet dinh", ...(cursor ? { cursor } : {}) },
        { today },
      );
      worded.push(...page.rows.map((r) => r.id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(worded.length).toBeGreaterThan(6);
    expect(new Set(worded).size).toBe(worded.length);
    expect(
      new Set(
        (await listDocuments(actor("leader"), { take: 50, direction: "OUTGOING" }, { today })).rows.map((r) => r.direction),
      ),
    ).toEqual(new Set(["OUTGOING"]));
    expect(await find({ unitId: unit.phuongDo })).toEqual([]);
    expect(await find({}, "phuongDoOfficer")).toEqual([]);
    expect(await find({ unitId: unit.tranPhu }, "phuongDoOfficer")).toEqual([]);
    expect((await find({ state: "VOIDED" })).length).toBe(1);
    expect((await find({ dueBy: "2026-12-01" })).length).toBe(1);
    await expect(find({ cursor: "x" })).rejects.toEqual(refused("cursor-unreadable"));
  });
});

test("twenty clerks at once: every number once, none left out, what was refused in between none", async () => {
  const from = (await issue()).number ?? 0;
  const drafts = await Promise.all(Array.from({ length: 20 }, async () => draftDocument(by(), await outgoing())));
  const answers = await Promise.allSettled([
    ...drafts.map(({ id, version }) => issueDocument(by(), { id, version })),
    ...drafts.map(({ id, version }) => issueDocument(by(), { id, version })),
  ]);
  const numbers = answers.flatMap((a) => (a.status === "fulfilled" ? [a.value.number ?? 0] : [])).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => from + 1 + i));
});
