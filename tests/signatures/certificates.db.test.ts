import { Readable } from "node:stream";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cityDay } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { readCertificateCoverage, readCertificateRoster } from "@/lib/indicators/queries";
import {
  addCertificate,
  addList,
  addTrusted,
  changeCertificate,
  endCertificate,
  importCertificates,
  removeList,
} from "@/lib/signatures/commands";
import { CertificateFilter } from "@/lib/signatures/model";
import {
  checkSentFile,
  findCertificateHolders,
  findSignerCertificate,
  listCertificates,
  lookIntoCertificates,
  previewCertificates,
  readCertificatePicture,
} from "@/lib/signatures/queries";
import { signPdf } from "@/lib/signatures/signing/sign";
import { actor, asOwner, foundCity, unit, user } from "../city";
import { city, cn, daysFrom, type Holder, issue, now, revocationList } from "./authority";
import { paper } from "./papers";
import * as pictures from "./pictures";

const ours = city();
const admin = { actor: actor("admin"), now };
const base64 = (bytes: Buffer) => bytes.toString("base64");
const fileOf = ({ certificate }: Holder) => base64(certificate.der);
const pem = ({ certificate }: Holder) =>
  `-----BEGIN CERTIFICATE-----\n${fileOf({ certificate } as Holder)}\n-----END CERTIFICATE-----\n`;
const named = (name: string, more: Parameters<typeof issue>[1] = {}) =>
  issue(ours.ca, {
    names: [
      [cn, name],
      ["2.5.4.10", "UBND phường Trần Phú"],
      ["0.9.2342.19200300.100.1.1", "CCCD:002099123456"],
    ],
    ...more,
  });
const head = named("Trần Văn Hùng");
const leader = named("NGUYEN THI LAN");
const seal = issue(ours.ca, {
  names: [
    [cn, "Ủy ban nhân dân phường Trần Phú"],
    ["0.9.2342.19200300.100.1.1", "MST:5100123456"],
  ],
});

const add = (holder: Holder, more: object = {}) =>
  addCertificate(admin, {
    ...{ file: fileOf(holder), holder: { kind: "person", id: user.head }, device: "TOKEN", credentialId: null, picture: null },
    ...more,
  });
const list = (asked: object = {}, at = now) => listCertificates(actor("admin"), CertificateFilter.parse(asked), at);
const audited = (action: string) =>
  asOwner(async (c) =>
    (await c.query("select detail from audit_entry where action = $1 order by id desc", [action])).rows.map((r) => r.detail),
  );

beforeAll(async () => {
  await foundCity();
  await addTrusted(admin, { role: "ROOT", file: fileOf(ours.root) });
  await addTrusted(admin, { role: "INTERMEDIATE", file: fileOf(ours.ca) });
});
beforeEach(() => asOwner((c) => c.query("delete from signer_certificate")));

describe("one by hand", () => {
  test("a file is looked into first: whose it seems, with the number of a person masked, and what cannot be entered", async () => {
    const file = Buffer.from([head, leader, ours.ca].map(pem).join(""));
    const { items } = await lookIntoCertificates(actor("admin"), { file: base64(file) }, now);
    expect(items.map(({ name, identifier, fault, suggested }) => [name, identifier, fault, suggested?.name ?? null])).toEqual([
      ["Trần Văn Hùng", "CCCD:*********456", null, "Trần Văn Hùng"],
      ["NGUYEN THI LAN", "CCCD:*********456", null, "Nguyễn Thị Lan"],
      [ours.ca.certificate.who.name, null, "certificate-of-authority", null],
    ]);
    await add(head);
    const again = await lookIntoCertificates(actor("admin"), { file: fileOf(head) }, now);
    expect(again.items[0]?.fault).toBe("certificate-known");
  });

  test("it is entered for its holder with its picture, changed, and ended for a reason; nothing is signed with it after", async () => {
    const { id } = await add(head, { device: "REMOTE", credentialId: "hung-01", picture: base64(pictures.handwriting()) });
    const [row] = (await list()).certificates;
    expect(row).toMatchObject({
      ...{
        id,
        name: "Trần Văn Hùng",
        state: "in-force",
        daysLeft: 500,
        device: "REMOTE",
        credentialId: "hung-01",
        hasPicture: true,
      },
      holder: {
        kind: "person",
        id: user.head,
        name: "Trần Văn Hùng",
        unitName: "Ủy ban nhân dân phường Trần Phú",
        isClosed: false,
      },
    });
    expect(Buffer.from(await readCertificatePicture(actor("admin"), id)).equals(pictures.handwriting())).toBe(true);
    const signs = () => findSignerCertificate(db, { userId: user.head }, now);
    expect(await signs()).toEqual({ id });
    const changed = await changeCertificate(admin, { id, version: 1, device: "SIM", credentialId: "hung-02" });
    await expect(changeCertificate(admin, { id, version: 1, device: "SIM", credentialId: null })).rejects.toMatchObject({
      code: "certificate-changed",
    });
    expect((await list()).certificates[0]).toMatchObject({ device: "SIM", credentialId: "hung-02", hasPicture: true });
    await endCertificate(admin, { id, version: changed.version, reason: "Nghỉ hưu từ 1/12/2026" });
    expect((await list()).certificates[0]).toMatchObject({ state: "ended", ended: { reason: "Nghỉ hưu từ 1/12/2026" } });
    expect(await signs()).toBeNull();
    await expect(endCertificate(admin, { id, version: 3, reason: "lần nữa" })).rejects.toMatchObject({
      code: "certificate-over",
    });
    // The log names the certificate and the account, and no reason that may tell of a person.
    expect((await audited("certificate.add"))[0]).toEqual({ sha: head.certificate.sha256, signer: user.head });
    expect((await audited("certificate.end"))[0]).toEqual({});
  });

  test.each([
    ["no certificate", { file: base64(Buffer.from("x")) }, "certificate-unreadable"],
    ["an authority's", { file: fileOf(ours.ca) }, "certificate-of-authority"],
    [
      "one for something else",
      { file: fileOf(named("Máy chủ", { purposes: ["1.3.6.1.5.5.7.3.1"] })) },
      "certificate-not-for-signing",
    ],
    ["a holder who is not there", { holder: { kind: "person", id: 999 } }, "certificate-holder-gone"],
    ["a unit that is not there", { holder: { kind: "agency", id: 999 } }, "certificate-holder-gone"],
    ["a picture that is none", { picture: base64(Buffer.from("GIF89a")) }, "certificate-picture-unreadable"],
  ])("%s is refused", async (_, more, code) => {
    await expect(add(named("Trần Văn Hùng"), more)).rejects.toMatchObject({ code });
    expect((await list()).total).toBe(0);
  });

  test("what lies behind a picture's end does not come along, and the same certificate is entered once", async () => {
    const { id } = await add(seal, {
      holder: { kind: "agency", id: unit.tranPhu },
      picture: base64(Buffer.concat([pictures.seal(), Buffer.from("<script>")])),
    });
    expect(Buffer.from(await readCertificatePicture(actor("admin"), id)).equals(pictures.seal())).toBe(true);
    await expect(add(seal)).rejects.toMatchObject({ code: "certificate-known" });
  });

  test("holders are found by login, by name without diacritics and by unit; a closed account is not", async () => {
    const found = async (text: string) =>
      (await findCertificateHolders(actor("admin"), text, now)).holders.map(({ name }) => name);
    expect(await found("hung")).toEqual(["Trần Văn Hùng"]);
    expect(await found("tran van hung")).toEqual(["Trần Văn Hùng"]);
    expect(await found("phuong do")).toContain("Ủy ban nhân dân xã Phương Độ");
    await asOwner((c) => c.query("update app_user set disabled_at = now() where id = $1", [user.head]));
    expect(await found("tran van hung")).toEqual([]);
    await asOwner((c) => c.query("update app_user set disabled_at = null where id = $1", [user.head]));
  });
});

describe("the registry", () => {
  test("tells of each how it stands, counts them, and finds them by words", async () => {
    const ends = (days: number) => named("Trần Văn Hùng", { until: daysFrom(days) });
    await add(ends(20));
    await add(ends(45));
    await add(ends(80));
    await add(ends(400));
    await add(named("Trần Văn Hùng", { from: daysFrom(-400), until: daysFrom(-1) }));
    await add(named("Trần Văn Hùng", { from: daysFrom(3) }));
    await add(seal, { holder: { kind: "agency", id: unit.tranPhu } });
    const all = await list();
    expect(all.counts).toEqual({
      ...{ "in-force": 5, "ends-30": 1, "ends-60": 2, "ends-90": 3 },
      ...{ "not-yet": 1, expired: 1, revoked: 0, ended: 0 },
    });
    expect((await list({ state: "ends-60" })).certificates.map(({ daysLeft }) => daysLeft)).toEqual([20, 45]);
    expect((await list({ text: "uy ban tran phu" })).total).toBe(7);
    expect((await list({ text: seal.certificate.serial })).certificates.map(({ holder }) => holder?.kind)).toEqual(["agency"]);
    expect((await list({ skip: 5, take: 50 })).certificates).toHaveLength(2);
  });

  test("a list that names one revokes it here, for signing too; without the list it holds again", async () => {
    const { id } = await add(head, { credentialId: "hung-01" });
    const { id: listId } = await addList(admin, {
      file: base64(revocationList(ours.ca, [{ of: head, at: daysFrom(-3) }], { from: daysFrom(-2) })),
    });
    expect((await list({ state: "revoked" })).certificates).toMatchObject([{ id, revokedAt: daysFrom(-3).toISOString() }]);
    expect(await findSignerCertificate(db, { userId: user.head }, now)).toBeNull();
    // Another certificate of the same authority is none of its business, and one that is entered later is compared at once.
    const other = await add(named("Trần Văn Hùng"));
    expect((await list({ state: "in-force" })).certificates.map((one) => one.id)).toEqual([other.id]);
    await asOwner((c) => c.query("delete from signer_certificate"));
    await add(head);
    expect((await list()).certificates[0]?.state).toBe("revoked");
    await removeList(admin, { id: listId });
    expect((await list()).certificates[0]?.state).toBe("in-force");
  });

  test("nobody else sees or changes it", async () => {
    for (const who of ["leader", "head", "clerk", "auditor"] as const) {
      await expect(listCertificates(actor(who), CertificateFilter.parse({}), now)).rejects.toMatchObject({ code: "permission" });
      await expect(
        addCertificate(
          { actor: actor(who), now },
          { file: fileOf(head), holder: { kind: "person", id: user.head }, device: "TOKEN", credentialId: null, picture: null },
        ),
      ).rejects.toMatchObject({ code: "permission" });
    }
  });
});

describe("from a spreadsheet", () => {
  const heading = ["Họ và tên", "Mã đơn vị", "Chứng thư số", "Thiết bị", "Mã khóa"];
  const sheet = (...lines: string[][]) => [heading, ...lines].map((cells, i) => ({ line: i + 1, cells }));
  const files = [
    { name: "hung.cer", file: fileOf(head) },
    { name: "lan-va-phuong.pem", file: base64(Buffer.from(pem(leader) + pem(seal))) },
  ];
  const outcomes = (read: Awaited<ReturnType<typeof previewCertificates>>) =>
    read.rows.map(({ line, outcome, fault }) => [line, outcome, fault]);

  test("every line is accounted for in the preview, nothing is written by it, and confirming does just that", async () => {
    const stray = named("Người Thừa");
    const sent = {
      rows: sheet(
        ["hung", "", "hung.cer", "USB Token", ""],
        ["Nguyễn Thị Lan", "H22.15", leader.certificate.serial.toUpperCase(), "Ký số từ xa", "lan-01"],
        ["", "H22.15.7", seal.certificate.serial, "SIM PKI", ""],
        ["", "", "hung.cer", "USB Token", ""],
        ["Người Lạ", "", leader.certificate.serial, "USB Token", ""],
        ["hung", "", "khong-co.cer", "USB Token", ""],
        ["hung", "", "lan-va-phuong.pem", "USB Token", ""],
        ["hung", "", "thua.cer", "USB Token", ""],
        ["", "H99.99", "thua.cer", "USB Token", ""],
        ["hung", "", "", "USB Token", ""],
        ["", "H22.15.9", "goc.cer", "đĩa mềm", ""],
      ),
      files: [
        ...files,
        { name: "thua.cer", file: fileOf(stray) },
        { name: "doc.txt", file: base64(Buffer.from("không phải")) },
        { name: "goc.cer", file: fileOf(named("Xã")) },
      ],
    };
    const seen = await previewCertificates(admin, sent);
    expect(outcomes(seen)).toEqual([
      [2, "new", null],
      [3, "new", null],
      [4, "new", null],
      [5, "rejected", "certificate-twice"],
      [6, "rejected", "certificate-twice"],
      [7, "rejected", "certificate-not-sent"],
      [8, "rejected", "certificate-ambiguous"],
      [9, "rejected", "holder-name-differs"],
      [10, "rejected", "certificate-twice"],
      [11, "rejected", "certificate-unnamed"],
      [12, "rejected", "device-unknown"],
    ]);
    expect(seen.counts).toEqual({ new: 3, changed: 0, unchanged: 0, rejected: 8 });
    expect(seen.left).toEqual([{ file: "doc.txt", certificate: null }]);
    expect((await list()).total).toBe(0);
    expect(outcomes(await importCertificates(admin, sent))).toEqual(outcomes(seen));
    const { certificates } = await list();
    expect(certificates.map(({ holder, device, credentialId }) => [holder?.name, device, credentialId]).sort()).toEqual([
      ["Nguyễn Thị Lan", "REMOTE", "lan-01"],
      ["Trần Văn Hùng", "TOKEN", null],
      ["Ủy ban nhân dân phường Trần Phú", "SIM", null],
    ]);
    expect((await audited("certificate.import"))[0]).toEqual({ rowsNew: 3, rowsChanged: 0, rowsUnchanged: 0, rowsRejected: 8 });
  });

  test("a second reading changes where the key lies and nothing else; what another holds stays theirs", async () => {
    await add(head, { credentialId: "hung-01" });
    const line = (...cells: string[]) => previewCertificates(admin, { rows: sheet(cells), files });
    expect(outcomes(await line("hung", "", "hung.cer", "token", ""))).toEqual([[2, "unchanged", null]]);
    expect(outcomes(await line("", "H22.15.7", "hung.cer", "token", ""))).toEqual([
      [2, "rejected", "certificate-held-by-another"],
    ]);
    await importCertificates(admin, { rows: sheet(["hung", "", "hung.cer", "SIM", "hung-09"]), files });
    expect((await list()).certificates).toMatchObject([{ device: "SIM", credentialId: "hung-09", version: 2 }]);
  });

  test("two people of one name are told apart by their unit or their login", async () => {
    await asOwner(async (c) => {
      await c.query("insert into app_user (id, login, name) values (90, 'hung2', 'Trần Văn Hùng')");
      await c.query(
        "insert into post (user_id, unit_id, role, title, valid_from) values (90, $1, 'UNIT_HEAD', 'Chủ tịch', '2020-01-01')",
        [unit.phuongDo],
      );
    });
    const line = (...cells: string[]) => previewCertificates(admin, { rows: sheet(cells), files });
    expect(outcomes(await line("Trần Văn Hùng", "", "hung.cer", "token", ""))).toEqual([[2, "rejected", "holder-ambiguous"]]);
    expect(outcomes(await line("Trần Văn Hùng", "H22.15.9", "hung.cer", "token", ""))).toEqual([[2, "new", null]]);
    expect(outcomes(await line("Trần Văn Hùng", "H22.15.2", "hung.cer", "token", ""))).toEqual([
      [2, "rejected", "holder-unknown"],
    ]);
    expect(outcomes(await line("hung2", "", "hung.cer", "token", ""))).toEqual([[2, "new", null]]);
    await asOwner((c) => c.query("delete from app_user where id = 90"));
  });

  test("a sheet without the headings is refused", async () => {
    const rows = [{ line: 1, cells: ["a", "b"] }];
    await expect(previewCertificates(admin, { rows, files })).rejects.toMatchObject({ code: "certificate-sheet-unreadable" });
  });
});

describe("coverage", () => {
  const coverage = (who: Parameters<typeof actor>[0] = "leader", asked: { unitId?: number; asOf?: string } = {}) =>
    readCertificateCoverage(actor(who), asked, now);

  test("counts leaders and heads, units with a seal, and mobile keys, by unit; names who lacks one and why", async () => {
    await add(head, { device: "SIM" });
    await add(seal, { holder: { kind: "agency", id: unit.tranPhu } });
    await add(named("Nguyễn Thị Lan", { from: daysFrom(-900), until: daysFrom(-1) }), {
      holder: { kind: "person", id: user.leader },
    });
    const told = await coverage();
    expect(told.total).toEqual({
      holders: { top: 2, bottom: 6 },
      leaders: { top: 1, bottom: 2 },
      agencies: { top: 1, bottom: 4 },
      mobile: { top: 1, bottom: 2 },
    });
    expect(told.units.map(({ name, counts }) => [name, counts.leaders, counts.agencies])).toEqual([
      ["Phòng Tư pháp", { top: 0, bottom: 0 }, { top: 0, bottom: 1 }],
      ["Ủy ban nhân dân phường Trần Phú", { top: 1, bottom: 1 }, { top: 1, bottom: 1 }],
      ["Ủy ban nhân dân xã Phương Độ", { top: 0, bottom: 0 }, { top: 0, bottom: 1 }],
    ]);
    expect(told.lacking?.map(({ name, state }) => [name, state])).toEqual([
      ["Nguyễn Thị Lan", "expired"],
      ["Ủy ban nhân dân thành phố", null],
      ["Phòng Tư pháp", null],
      ["Ủy ban nhân dân xã Phương Độ", null],
    ]);
  });

  test("who keeps certificates is told who lacks one, a head of their own units, and nobody else", async () => {
    expect((await coverage("admin")).lacking?.map(({ name }) => name)).toContain("Nguyễn Thị Lan");
    expect((await coverage("head")).lacking?.map(({ name }) => name)).toEqual([
      "Trần Văn Hùng",
      "Ủy ban nhân dân phường Trần Phú",
    ]);
    expect((await coverage("auditor")).lacking).toBeNull();
    await expect(coverage("head", { unitId: unit.phuongDo })).rejects.toMatchObject({ code: "not-found" });
  });

  test("is told of a past day as it stood then, and its rosters are as long as its figures", async () => {
    await add(head, { device: "SIM" });
    await add(seal, { holder: { kind: "agency", id: unit.tranPhu } });
    await asOwner((c) => c.query("update signer_certificate set added_at = $1", [daysFrom(-9)]));
    await endCertificate(admin, { id: (await list()).certificates[0]?.id ?? 0, version: 1, reason: "Mất thiết bị" });
    const [then, yesterday] = [cityDay(daysFrom(-10)), cityDay(daysFrom(-1))];
    expect((await coverage("leader", {})).total?.holders.top).toBe(1);
    expect((await coverage("leader", { asOf: yesterday })).total?.holders.top).toBe(2);
    expect((await coverage("leader", { asOf: then })).total).toBeNull();
    await expect(coverage("leader", { asOf: cityDay(daysFrom(1)) })).rejects.toMatchObject({ code: "as-of-in-future" });
    const told = (await coverage("leader", { asOf: yesterday })).total;
    for (const [set, kind, count] of [
      ["holding", "person", told?.leaders.top],
      ["to-hold", "person", told?.leaders.bottom],
      ["holding", "agency", told?.agencies.top],
      ["to-hold", undefined, told?.holders.bottom],
      ["mobile", undefined, told?.mobile.top],
      ["in-force", undefined, told?.mobile.bottom],
    ] as const) {
      const asked = { set, asOf: yesterday, ...(kind && { kind }) };
      expect((await readCertificateRoster(actor("leader"), asked, now)).rows, `${set} ${kind}`).toHaveLength(count ?? -1);
      const untold = await readCertificateRoster(actor("auditor"), asked, now);
      expect([untold.rows.length, untold.total]).toEqual([0, count]);
    }
    await expect(readCertificateRoster(actor("head"), { set: "lacking", unitId: unit.phuongDo }, now)).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

test("beside the verdict of a signature stands whether the registry knows its signer, and whether they had the authority that day", async () => {
  const officer = { actor: actor("officer"), now };
  const toldOf = async ({ signer }: Holder, at = now) => {
    const pdf = await signPdf(paper(), signer, { field: "Ký", at, holeBytes: 5_000 });
    const { verdict, signatures } = await checkSentFile(officer, { name: "ky.pdf", body: Readable.from([pdf]) });
    return [verdict, signatures[0]?.authority] as const;
  };
  const [verdict, stranger] = await toldOf(head);
  expect(stranger).toMatchObject({ state: "not-registered", reason: "certificate-unknown", on: "2026-11-20", holder: null });
  const specialist = named("Phạm Văn Chuyên");
  await add(head);
  await add(specialist, { holder: { kind: "person", id: user.specialist } });
  await add(seal, { holder: { kind: "agency", id: unit.tranPhu } });
  expect((await toldOf(head))[1]).toMatchObject({ state: "authorised", reason: "post-signs", holder: { name: "Trần Văn Hùng" } });
  expect((await toldOf(seal))[1]).toMatchObject({ state: "authorised", reason: "seal", holder: { kind: "agency" } });
  expect((await toldOf(specialist))[1]).toMatchObject({ state: "without-authority", reason: "post-signs-not" });
  // It turns no verdict.
  expect((await toldOf(head))[0]).toBe(verdict);
  expect((await toldOf(specialist))[0]).toBe(verdict);
  await asOwner((c) => c.query("update post set valid_from = '2026-11-20' where user_id = $1", [user.head]));
  expect((await toldOf(head))[1]).toMatchObject({ state: "authorised", on: "2026-11-20" });
  expect((await toldOf(head, daysFrom(-1)))[1]).toMatchObject({
    state: "without-authority",
    reason: "no-post",
    on: "2026-11-19",
  });
  // A signature that does not hold tells of nobody.
  const pdf = await signPdf(paper(), head.signer, { field: "Ký", at: now, holeBytes: 5_000 });
  const changed = Buffer.from(pdf);
  changed.write("X", pdf.indexOf("Quyet dinh"));
  const broken = await checkSentFile(officer, { name: "ky.pdf", body: Readable.from([changed]) });
  expect([broken.verdict, broken.signatures[0]?.authority]).toEqual(["invalid", null]);
});
