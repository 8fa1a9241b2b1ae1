import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { generateSync } from "otplib";
import { secretSheetsOf, sheetsOf } from "@/app/sheet-file";
import { newDraft } from "@/components/intake/form";
import { receiveAttachment, removeFile } from "@/lib/attachments/commands";
import { hashPassword } from "@/lib/auth/factors/password";
import { sealTotp } from "@/lib/auth/factors/totp";
import { calendarVersion } from "@/lib/calendar/queries";
import { addDays, cityDay, monthOf } from "@/lib/calendar/rules";
import { addCamera, addCameraGroup, addCameraLayout, grantCameras, retireCameraGroup } from "@/lib/cameras/commands";
import { type CameraLayoutInput, maxCameraRows } from "@/lib/cameras/model";
import { previewCameraSheet } from "@/lib/cameras/queries";
import { ratingTokenOf } from "@/lib/citizens/queries";
import { db } from "@/lib/db/client";
import { freePort } from "@/lib/db/embedded";
import type { Role } from "@/lib/db/generated/enums";
import {
  draftDocument,
  issueDocument,
  receiveDocumentFile,
  registerDocument,
  removeDocumentFile,
  routeDocument,
} from "@/lib/documents/commands";
import { acceptDossier, saveDraft, throwDraftAway } from "@/lib/dossiers/commands";
import { toCursor } from "@/lib/dossiers/list/cursor";
import { env } from "@/lib/env";
import { bringMessages, setPortal } from "@/lib/exchange/commands";
import { usualKinds } from "@/lib/exchange/model";
import { receiveDocumentRegister, receiveRegister, startDocumentImport, startImport } from "@/lib/imports/commands";
import { defineIndicator } from "@/lib/indicators/commands";
import { prepareMeeting, receiveMeetingPaper } from "@/lib/meetings/commands";
import { readMeeting } from "@/lib/meetings/queries";
import { chooseRecipients, receivePacket, recordAgency, sendDocument } from "@/lib/packets/commands";
import type { Permission } from "@/lib/policy";
import { previewImport } from "@/lib/procedures/commands";
import { maxSheetRows } from "@/lib/procedures/model";
import { listDefinitions } from "@/lib/quality/queries";
import { hashToken, newToken } from "@/lib/secrets";
import { addAnswer, addCertificate, addList, addTrusted } from "@/lib/signatures/commands";
import { checkSentFile } from "@/lib/signatures/queries";
import { lineOf } from "@/lib/signatures/rules";
import { addMeasure, addSubsystem } from "@/lib/subsystems/commands";
import { goodPassword, mintSession } from "../auth/people";
import { type Device, deviceAccount, startDevice } from "../cameras/onvif-device";
import { actor, area, asOwner, procedure, sector, unit, user } from "../city";
import { incoming, issue as issued, outgoing, typeId } from "../documents/documents";
import { page, pdf } from "../files/pdfs";
import { incomingHeadings, registerCsv } from "../imports/old-registers";
import { csvOf, headings, registerRow } from "../imports/samples/register";
import { inPieces, letterText } from "../packets/samples";
import { answer, cn, type Holder, issue, revocationList } from "../signatures/authority";
import type { Ask, Person } from "./callers";

/** One lawful request of a route: what it needs was arranged, and it has not been made before. */
export type Act = Ask & { cookie?: string };

const now = () => new Date();
/** What the city decided lately holds from this day on. */
const lately = addDays(cityDay(now()), -6);
/** The month so many before this one. */
function monthBack(count: number, day = cityDay(now())): string {
  return count === 0 ? day.slice(0, 7) : monthBack(count - 1, addDays(monthOf(day).from, -1));
}
let serial = 0;
export const next = (): number => ++serial;
const cookieOf = (session: { name: string; value: string }) => `${session.name}=${session.value}`;
const cookies = new Map<Person, Promise<string>>();
/** The cookie of a person of the test city; one session for the run. */
export function as(person: Person): Promise<string> {
  const kept = cookies.get(person) ?? mintSession(user[person]).then(cookieOf);
  cookies.set(person, kept);
  return kept;
}

let hash: Promise<string> | undefined;
export const totpSecret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
/** A person nobody else knows, who signs in by `goodPassword`. */
export async function stranger(
  how: { totp?: "begun" | "on"; role?: Role; unitId?: number } = {},
): Promise<{ id: number; login: string; cookie: string; postId: number }> {
  hash ??= hashPassword(goodPassword);
  const login = `nguoi-${next()}`;
  const sealed = how.totp ? Buffer.from(sealTotp(totpSecret)) : null;
  const { id, postId } = await asOwner(async (c) => {
    const made = await c.query(
      `insert into app_user (login, name, password_hash, password_set_at, totp_sealed, totp_enabled_at)
       values ($1, 'Người Thử', $2, now(), $3, $4) returning id`,
      [login, await hash, sealed, how.totp === "on" ? now() : null],
    );
    const post = await c.query(
      "insert into post (user_id, unit_id, role, title, valid_from) values ($1, $2, $3::role, 'Thử', '2020-01-01') returning id",
      [made.rows[0].id, how.unitId ?? unit.tranPhu, how.role ?? "SPECIALIST"],
    );
    return { id: Number(made.rows[0].id), postId: Number(post.rows[0].id) };
  });
  return { id, login, postId, cookie: cookieOf(await mintSession(id)) };
}

/** A scan of one page, the words of it among its bytes. */
export const pdfOf = (words: string): string => pdf([page(words)]);
/** A file of a dossier, on it or taken off. */
export async function newFile(
  dossierId: number,
  how: { isRemoved?: boolean; name?: string; words?: string } = {},
): Promise<number> {
  async function* bytes() {
    yield Buffer.from(pdfOf(how.words ?? `Bản quét ${next()}`));
  }
  const [{ unitId }] = (await asOwner((c) => c.query('select unit_id as "unitId" from dossier where id = $1', [dossierId]))).rows;
  const ctx = { actor: actor(unitId === unit.phuongDo ? "phuongDoOfficer" : "officer"), now: now() };
  const file = { name: how.name ?? "quet.pdf", declared: "application/pdf", key: randomUUID() };
  const { id } = await receiveAttachment(ctx, bytes(), { dossierId, kind: "OTHER", ...file });
  if (how.isRemoved) await removeFile(ctx, { dossierId, fileId: id, reason: "thử" });
  return id;
}
export async function newDossier(
  unitId: number = unit.tranPhu,
  extra: { phone?: string; idNumber?: string } = {},
): Promise<number> {
  const by = unitId === unit.phuongDo ? "phuongDoOfficer" : "officer";
  const form = { procedureId: procedure.house, unitId, channel: "COUNTER" as const, applicantName: "Nguyễn Văn Thử", ...extra };
  return (await acceptDossier({ actor: actor(by), now: now() }, form)).id;
}
/** A document of a unit: in its register of incoming ones, or a draft. */
export async function newDocument(state: "DRAFT" | "REGISTERED" = "REGISTERED", unitId: number = unit.tranPhu): Promise<number> {
  const who = {
    ...actor("clerk"),
    grants: (["documents.view", "documents.draft", "documents.register"] as const).map((p) => everywhere(p)),
  };
  const ctx = { actor: who, now: now() };
  const kept =
    state === "DRAFT"
      ? await draftDocument(ctx, await outgoing({ unitId }))
      : await registerDocument(ctx, await incoming({ unitId, ...days() }));
  return kept.id;
}
/** A file of a registered document. */
export async function newDocumentFile(documentId: number): Promise<number> {
  async function* bytes() {
    yield Buffer.from(pdfOf(`Bản quét ${next()}`));
  }
  const grants = (["documents.view", "documents.draft", "documents.register"] as const).map((p) => everywhere(p));
  const file = { name: "quet.pdf", declared: "application/pdf", key: randomUUID() };
  return (await receiveDocumentFile({ actor: { ...actor("clerk"), grants }, now: now() }, bytes(), { documentId, ...file })).id;
}
/** A registered document passed on to a specialist, whoever holds it: of the ward, or of a unit named. */
export async function newTask(
  role: "LEAD" | "INFORM" = "LEAD",
  unitId: number = unit.tranPhu,
  userId: number = user.specialist,
): Promise<{ documentId: number; taskId: number }> {
  const documentId = await newDocument("REGISTERED", unitId);
  await routeDocument(
    { actor: actor("leader"), now: now() },
    { id: documentId, version: 0, addressees: [{ unitId, userId, role }] },
  );
  const task = await db.documentTask.findFirstOrThrow({ where: { documentId } });
  return { documentId, taskId: task.id };
}
/** A packet that came for a unit: a letter that waits, or one that nobody could read. */
export async function newPacket(
  how: "waiting" | "unreadable" | "asking" = "waiting",
  unitId: number = unit.tranPhu,
): Promise<number> {
  const grants = [{ permission: "documents.exchange" as const, units: [unitId] }];
  const sender = { ...actor("clerk"), id: "key:0", name: "Trục liên thông", grants };
  const bring = async (text: string) => (await receivePacket({ actor: sender, now: now() }, inPieces(text), randomUUID())).id;
  if (how === "unreadable") return bring(`<edXML>${next()}`);
  const to = unitId === unit.phuongDo ? "000.09.15.H22" : "000.07.15.H22";
  const letter = (key: string) =>
    letterText({ to, documentId: key, attachment: Buffer.from(pdfOf(`Thư ${next()}`)).toString("base64") });
  const key = `000.00.07.H22,2026/11/20,${next()}/STTTT`;
  const first = await bring(letter(key));
  const wish = `<edXML:Bussiness><edXML:DocumentId>${key}</edXML:DocumentId><edXML:BussinessDocType>1</edXML:BussinessDocType></edXML:Bussiness></edXML:TraceHeaderList>`;
  return how === "waiting" ? first : bring(letter(key).replace("</edXML:TraceHeaderList>", wish));
}
export async function newPacketFile(packetId: number): Promise<number> {
  return Number(
    (await asOwner((c) => c.query("select id from packet_file where packet_id = $1 order by id", [packetId]))).rows[0].id,
  );
}
/** Who of a unit holds a certificate that signs from here, its head or the unit itself; the service behind it is never called. */
async function certified(holder: { userId: number } | { unitId: number }): Promise<void> {
  Object.assign(env(), { SIGNER_URL: "http://127.0.0.1:9/csc/v2" });
  await asOwner((c) =>
    c.query(
      `insert into signer_certificate (der, sha256, serial, name, issuer_name, valid_from, valid_until, device, credential_id, user_id, unit_id, added_at, added_by)
       values ('', $1, '01', 'Người Thử', 'CA', '2020-01-01', '2099-01-01', 'REMOTE', 'thu', $2, $3, now(), 'user:6')`,
      [randomUUID(), "userId" in holder ? holder.userId : null, "unitId" in holder ? holder.unitId : null],
    ),
  );
}
/** A draft with a PDF, which the head of the ward may be asked to sign. */
async function toSign(unitId: number = unit.tranPhu) {
  const documentId = await newDocument("DRAFT", unitId);
  await certified({ userId: user.head });
  return { documentId, fileId: await newDocumentFile(documentId) };
}
/** A PDF laid before the head of the ward; or before a person of another unit. */
export async function newSigning(unitId: number = unit.tranPhu): Promise<number> {
  const { documentId, fileId } = await toSign(unitId);
  const userId = unitId === unit.tranPhu ? user.head : user.phuongDoOfficer;
  const { rows } = await asOwner((c) =>
    c.query(
      `insert into signing_request (document_id, file_id, kind, user_id, signer_name, state, asked_at, asked_by, asked_by_name)
       values ($1, $2, 'PERSON', $3, 'Người Thử', 'ASKED', now(), 'user:8', 'Ma Thị Thơm') returning id`,
      [documentId, fileId, userId],
    ),
  );
  return Number(rows[0].id);
}
/** A meeting as it is written down: tomorrow, the head of the ward in the chair. */
const meetingText = (unitId: number = unit.tranPhu) => {
  const day = addDays(cityDay(now()), 1);
  const chair = unitId === unit.tranPhu ? user.head : user.phuongDoOfficer;
  return {
    ...{ unitId, title: `Họp giao ban ${next()}`, place: "Phòng họp" },
    ...{ startsAt: `${day}T08:00:00+07:00`, endsAt: `${day}T10:00:00+07:00` },
    participants: [{ unitId, userId: chair, role: "CHAIR" as const }, { unitId: unit.tranPhuDesk }],
    items: [{ title: "Báo cáo" }],
  };
};
/** A meeting that is prepared, with a PDF brought to its item. */
export async function newMeeting(unitId: number = unit.tranPhu): Promise<{ meetingId: number; itemId: number; paperId: number }> {
  const grants = (["meetings.view", "meetings.organise"] as const).map((p) => everywhere(p));
  const ctx = { actor: { ...actor("clerk"), grants }, now: now() };
  const { id: meetingId } = await prepareMeeting(ctx, meetingText(unitId));
  const [item] = (await readMeeting(ctx, meetingId)).items;
  async function* bytes() {
    yield Buffer.from(pdfOf(`Tài liệu họp ${next()}`));
  }
  const file = { name: "tai-lieu.pdf", declared: "application/pdf", key: randomUUID() };
  const itemId = item?.id ?? 0;
  const { id: paperId } = await receiveMeetingPaper(ctx, bytes(), { meetingId, itemId, ...file });
  return { meetingId, itemId, paperId };
}
/** A document that was issued, with a file and an agency to go to. */
export async function newOutgoing(state: "DRAFT" | "REGISTERED" = "REGISTERED", unitId: number = unit.tranPhu) {
  const grants = (["documents.view", "documents.draft", "documents.register", "documents.exchange"] as const).map((p) =>
    everywhere(p),
  );
  const ctx = { actor: { ...actor("clerk"), grants }, now: now() };
  const { id: document, version } = await draftDocument(ctx, await outgoing({ unitId }));
  await newDocumentFile(document);
  const code = `H${10 + (next() % 80)}.${next()}`;
  const agency = await recordAgency(
    { actor: actor("admin"), now: now() },
    { name: `Sở Thử ${next()}`, code, validFrom: "2020-01-01" },
  );
  await chooseRecipients(ctx, { documentId: document, agencyIds: [agency.id] });
  if (state === "REGISTERED") await issueDocument(ctx, { id: document, version });
  return { document, agency: agency.id };
}
/** A packet of ours that was given up. */
export async function newDispatch(unitId: number = unit.tranPhu): Promise<number> {
  const { document } = await newOutgoing("REGISTERED", unitId);
  const grants = [everywhere("documents.view"), everywhere("documents.exchange")];
  await sendDocument({ actor: { ...actor("clerk"), grants }, now: now() }, { documentId: document, what: { business: "NEW" } });
  const { rows } = await asOwner((c) =>
    c.query("update dispatch set state = 'FAILED', fault = 'gateway-silent' where document_id = $1 returning id", [document]),
  );
  return Number(rows[0].id);
}
/** A unit's book with numbers given out in a year. */
export async function bookWith(year: number, unitId: number = unit.tranPhu): Promise<number> {
  await newDocument("REGISTERED", unitId);
  const { rows } = await asOwner((c) =>
    c.query(
      `insert into document_register (book_id, year, last_number)
       select id, $1, 3 from document_book where unit_id = $2 and direction = 'INCOMING' and cardinality(type_ids) = 0
       on conflict (book_id, year) do update set last_number = 3 returning book_id`,
      [year, unitId],
    ),
  );
  return Number(rows[0].book_id);
}
const days = () => ({ issuedOn: lately, arrivedOn: cityDay(now()) });
const everywhere = (permission: Permission) => ({ permission, units: "all" as const });
const smallRegister = () => csvOf([[...headings], ...Array.from({ length: 20 }, (_, n) => registerRow(n, 20))]);
export async function newBatch(unitId: number = unit.tranPhu, isStarted = false): Promise<number> {
  const who = actor(unitId === unit.phuongDo ? "phuongDoOfficer" : "officer");
  async function* bytes() {
    yield Buffer.from(smallRegister());
  }
  const told = { unitId, sender: `Sổ ${next()}`, fileName: "so.csv", idempotencyKey: null };
  const { id } = await receiveRegister({ actor: who, now: now() }, bytes(), told);
  if (isStarted) await startImport({ actor: who, now: now() }, { batchId: id });
  return id;
}
/** A zip with nothing in it, as text that a request carries unchanged. */
const emptyZip = `PK\x05\x06${"\0".repeat(18)}`;
/** An old register of documents that waits to be started, or was; with a zip beside it that nobody looked into yet. */
export async function newOldRegister(unitId: number = unit.tranPhu, how: "waiting" | "started" = "waiting"): Promise<number> {
  const ctx = { actor: { ...actor("clerk"), grants: [everywhere("documents.register")] }, now: now() };
  async function* bytes() {
    yield Buffer.from(oldRegister());
  }
  const told = { unitId, direction: "INCOMING" as const, year: 2023, bookId: null, fileName: "so-den.csv", idempotencyKey: null };
  const { id } = await receiveDocumentRegister(ctx, bytes(), told);
  if (how === "started") await startDocumentImport(ctx, { batchId: id });
  return id;
}
const oldRegister = () =>
  registerCsv(incomingHeadings, [
    [String(next()), "03/01/2023", "Sở Nội vụ", `${next()}/SNV`, "02/01/2023", "Công văn cũ", "", "", ""],
    ["x", "03/01/2023", "=1+1", "@SUM(1)", "02/01/2023", "=cmd|'/C calc'!A0", "", "", "=1+1.pdf"],
  ]);
/** A draft of a person, on the desk or thrown away. */
export async function newDraftRow(userId: number, isThrown = false): Promise<string> {
  const who = { ...actor("officer"), id: `user:${userId}`, userId };
  const ctx = { actor: { ...who, grants: [{ permission: "dossiers.process" as const, units: "all" as const }] }, now: now() };
  const { id } = await saveDraft(ctx, { id: randomUUID(), revision: 0, content: newDraft(unit.tranPhuDesk) });
  if (isThrown) await throwDraftAway(ctx, { id });
  return id;
}
/** A message of the synchronisation that names no procedure there is. */
/** Settings of the portal, as an administrator types them. */
const newPortal = () => ({
  address: "https://portal.example",
  loginPath: "/login",
  servicePath: "/service",
  account: "vong-lau",
  secret: `mật khẩu ${next()}`,
  agencyCode: "H22.15",
  isOn: false,
  unitIds: [],
  applicantKinds: usualKinds,
  version: 0,
});

export async function newKeptMessage(): Promise<string> {
  const data = [
    {
      MaHoSo: `H22.15.7-230107-${String(1000 + next()).slice(-4)}`,
      MaTTHC: "9.999999",
      ChuHoSo: "Trần Thị Cổng",
      NgayTiepNhan: "20230107080000",
      TrangThaiHoSo: "2",
    },
  ];
  const [kept] = await bringMessages(
    { actor: actor("officer"), now: now() },
    { service: "DongBoHoSoMC", data },
    unit.tranPhu,
    (_, act) => db.$transaction((tx) => act(tx)),
  );
  return kept?.id ?? "";
}
export async function newUnit(parentId: number = unit.committee): Promise<number> {
  const { rows } = await asOwner((c) =>
    c.query(
      "insert into unit (code, kind, name, short_name, parent_id, position, valid_from) values ($1, 'OFFICE', $2, $2, $3, 9, '2015-01-01') returning id",
      [`T${next()}`, `Phòng thử ${serial}`, parentId],
    ),
  );
  return Number(rows[0].id);
}
const procedureFacts = () => ({
  code: `9.7${String(next()).padStart(5, "0")}`,
  name: `Thủ tục thử ${serial}`,
  sectorId: sector.land,
  level: "COMMUNE",
  validFrom: "2026-01-01",
});
/** A procedure nobody accepted anything under, with a limit of three working days. */
export async function newProcedure(how: { isPublished?: boolean } = {}): Promise<number> {
  const { code, name, sectorId, level, validFrom } = procedureFacts();
  const { rows } = await asOwner((c) =>
    c.query(
      `with p as (insert into procedure (code, name, name_search, sector_id, level, valid_from, is_published)
        values ($1, $2, '', $3, $4, $5, $6) returning id, valid_from)
        insert into procedure_time_limit (procedure_id, value, unit, valid_from) select id, 3, 'WORKING_DAY', valid_from from p returning procedure_id`,
      [code, name, sectorId, level, validFrom, how.isPublished ?? false],
    ),
  );
  return Number(rows[0].procedure_id);
}
const importOf = (name: string) => ({
  file: Buffer.from(
    `Mã TTHC;Tên thủ tục;Lĩnh vực;Thời hạn\n9.6${String(next()).padStart(5, "0")};${name};Đất đai;3 ngày làm việc\n`,
  ).toString("base64"),
  from: "2027-01-01",
  source,
});
async function newSector(): Promise<number> {
  const { rows } = await asOwner((c) =>
    c.query("insert into sector (code, name) values ($1, 'Lĩnh vực thử') returning id", [`thu-${next()}`]),
  );
  return Number(rows[0].id);
}
export async function newKeyRow(): Promise<number> {
  const { rows } = await asOwner((c) =>
    c.query(
      "insert into api_key (name, prefix, hash, scopes, unit_id, created_by, expires_at) values ('thử', 'vl_abcdef', $1, '{overview.view}', $2, 'user:5', now() + interval '1 day') returning id",
      [Buffer.from(hashToken(newToken().token)), unit.committee],
    ),
  );
  return Number(rows[0].id);
}
const newRoot = () => issue(null, { isCa: true, names: [[cn, `Gốc thử ${next()}`]] });
const trusted = (root: Holder) =>
  addTrusted({ actor: actor("admin"), now: now() }, { role: "ROOT", file: root.certificate.der.toString("base64") });
const newSigner = (idNumber = "") =>
  issue(newRoot(), {
    names: [
      [cn, `Trần Văn Hùng ${idNumber}`.trim()],
      ["0.9.2342.19200300.100.1.1", `CCCD:${idNumber}`],
    ],
  });
/** A certificate of the head of the ward, in the registry; the authority may have written a number of a person into it. */
export async function newCertificate(idNumber?: string): Promise<number> {
  const { id } = await addCertificate(
    { actor: actor("admin"), now: now() },
    {
      ...{ file: newSigner(idNumber).certificate.der.toString("base64"), holder: { kind: "person", id: user.head } },
      ...{ device: "TOKEN", credentialId: null, picture: png },
    },
  );
  return id;
}
const cameraInput = (unitId: number = unit.tranPhu) => ({
  ...{
    code: `GT-${next()}`,
    name: "Ngã tư Quyết Thắng",
    groupId: 1,
    unitId,
    areaId: null,
    address: null,
    model: null,
    purpose: null,
  },
  ...{ latitude: 22.82, longitude: 104.98, bearingDegrees: 90, viewDegrees: 60, viewMetres: 80, note: null },
  ...{ mainStream: "rtsp://10.20.1.5/s1", subStream: null, snapshotUrl: null, validFrom: "2020-01-01", validUntil: null },
  signIn: { name: "vonglau", password: "mật khẩu của camera" },
});
/** A camera of a unit, with a picture. */
export async function newCamera(unitId: number = unit.tranPhu): Promise<number> {
  const { id } = await addCamera({ actor: actor("admin"), now: now() }, cameraInput(unitId));
  await asOwner((c) => c.query("insert into camera_picture (camera_id, jpeg, at) values ($1, '\\xffd8ff', now())", [id]));
  return id;
}
const groupFacts = () => ({ name: `Nhóm ${next()}`, nameEn: `Group ${next()}`, use: "SECURITY" as const, position: 9 });
/** A group of cameras nobody else knows. */
export async function newCameraGroup(): Promise<number> {
  return (await addCameraGroup({ actor: actor("admin"), now: now() }, groupFacts())).id;
}
const subsystemInput = () => ({
  ...{ code: `phan-he-${next()}`, nameVi: "Hạ tầng số", nameEn: "Digital infrastructure", aboutVi: "Trạm phát sóng" },
  ...{ aboutEn: "Base stations", source: "Sở Khoa học và Công nghệ", unitId: null, cadenceHours: 24, isOn: true },
});
const measureInput = () => ({
  ...{ code: `so-lieu-${next()}`, nameVi: "Số trạm", nameEn: "Stations", unitOfMeasure: "trạm", kind: "STOCK" as const },
  ...{ place: "CITY" as const, grain: "YEAR" as const, isAdditive: true, decimals: 0 },
});
/** A subsystem nobody else knows, with something it counts. */
export async function newSubsystem(): Promise<{ id: number; measure: number; code: string }> {
  const ctx = { actor: actor("admin"), now: now() };
  const { id: made } = await addSubsystem(ctx, subsystemInput());
  const input = measureInput();
  const { id: measure } = await addMeasure(ctx, { id: made, ...input });
  return { id: made, measure, code: input.code };
}
const definitionInput = (measure: string) => ({
  ...{ code: `chi-tieu-${next()}`, nameVi: "Số trạm", nameEn: "Stations", definitionVi: "Số trạm", definitionEn: "Stations" },
  ...{ unitOfMeasure: "trạm", direction: "more" as const, decimals: 0, unitId: null, law: null, validFrom: "2020-01-01" },
  formula: {
    top: [{ of: "measure" as const, code: measure, take: "last" as const, isTakenAway: false }],
    ...{ bottom: null, factor: 1 as const },
  },
});
async function newDefinition(): Promise<{ id: number; code: string }> {
  const { id: made, code } = await newSubsystem();
  const input = definitionInput(code);
  await defineIndicator({ actor: actor("admin"), now: now() }, { id: made, ...input });
  return { id: made, code: input.code };
}
const grantInput = {
  ...{ unitId: unit.tranPhu, ownerId: null, groupId: 2, reason: "Phối hợp giữ trật tự", validUntil: null },
};
const onvifPort = await freePort();
// Before anything reads it.
process.env.CAMERA_NETWORKS ??= `127.0.0.0/8:${onvifPort}`;
let onvif: Promise<Device> | undefined;
/** A list of one camera nobody has registered yet. */
const cameraSheet = () =>
  csvOf([
    ["Mã camera", "Tên camera", "Nhóm", "Đơn vị quản lý", "Luồng chính (RTSP)", "Tên đăng nhập", "Mật khẩu"],
    [`GT-${next()}`, "Ngã tư", "Giao thông", "UBND phường Trần Phú", "rtsp://10.20.1.5/s1", "vonglau", "mật khẩu của camera"],
  ]);
const layoutInput = () => ({ name: `Trực ban ${next()}`, isShared: false, grid: 4, cameraIds: [0, 0, 0, 0], patrolSeconds: 0 });
/** A layout of the leader's, taken away already where that is asked. */
async function newLayout(isRemoved = false): Promise<number> {
  const { id } = await addCameraLayout({ actor: actor("leader"), now: now() }, layoutInput() as CameraLayoutInput);
  if (isRemoved) await asOwner((c) => c.query("update camera_layout set removed_at = now() where id = $1", [id]));
  return id;
}
/** A spreadsheet of one line, and the certificate it names. */
function certificatesSent() {
  const { certificate } = newSigner();
  const table = csvOf([
    ["Tài khoản", "Chứng thư", "Thiết bị"],
    ["hung", certificate.serial, "USB Token"],
  ]);
  return {
    sheet: Buffer.from(table).toString("base64"),
    files: [{ name: "hung.cer", file: certificate.der.toString("base64") }],
  };
}
async function newList(): Promise<Buffer> {
  const root = newRoot();
  await trusted(root);
  return revocationList(root, []);
}
async function newAnswer(): Promise<Buffer> {
  const root = newRoot();
  await trusted(root);
  return answer(root, issue(root, {}), { from: now(), until: null });
}
export async function newLink(userId: number): Promise<string> {
  const { token, hash: kept } = newToken();
  await asOwner((c) =>
    c.query("insert into one_time_link (hash, user_id, purpose, expires_at) values ($1, $2, 'reset', now() + interval '1 day')", [
      Buffer.from(kept),
      userId,
    ]),
  );
  return token;
}
const body = (value: unknown) => JSON.stringify(value);
let daysGiven = 0;
/** A weekday of 2027 that no act was given before. */
function freeDay(): string {
  const at = daysGiven++;
  return new Date(Date.UTC(2027, 0, 4 + (at % 51) * 7 + (Math.floor(at / 51) % 5))).toISOString().slice(0, 10);
}
const newDayOff = () => ({
  act: "set-days",
  days: [{ on: freeDay(), kind: "HOLIDAY" }],
  status: "EXPECTED",
  name: "Ngày thử",
  source: "Quyết định thử",
});
const id = (value: number | string) => ({ params: { id: String(value) } });
const fileOf = async (isRemoved = false) => {
  const dossier = await newDossier();
  return { id: String(dossier), fileId: String(await newFile(dossier, { isRemoved })) };
};
const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
const square = [
  [105, 22.8],
  [105.01, 22.8],
  [105.01, 22.81],
  [105, 22.8],
];
const source = "Quyết định thử";
const admin =
  (ask: Omit<Act, "cookie"> = {}) =>
  async (): Promise<Act> => ({ cookie: await as("admin"), body: "{}", ...ask });
const onStranger =
  (path = "") =>
  async (): Promise<Act> => {
    const one = await stranger();
    const params: Record<string, string> = { id: String(one.id), ...(path === "post" ? { postId: String(one.postId) } : {}) };
    return { cookie: await as("admin"), params, body: "{}" };
  };

/** A lawful act of every mutating route, by the route's id. A new route is added here: half of the attacks begin from this list. */
export const acts: Readonly<Record<string, () => Promise<Act>>> = {
  "account.begin-totp": async () => ({ cookie: (await stranger()).cookie, body: "{}" }),
  "account.change-password": async () => ({
    cookie: (await stranger()).cookie,
    body: body({ current: goodPassword, password: "suối đá cổng trời mưa" }),
  }),
  "account.check-link": async () => ({ body: body({ token: await newLink((await stranger()).id) }) }),
  "account.confirm": async () => ({ cookie: (await stranger()).cookie, body: body({ password: goodPassword }) }),
  "account.confirm-totp": async () => ({
    cookie: (await stranger({ totp: "begun" })).cookie,
    body: body({ code: generateSync({ secret: totpSecret }) }),
  }),
  "account.disable-totp": async () => ({
    cookie: (await stranger({ totp: "on" })).cookie,
    body: body({ current: goodPassword }),
  }),
  "account.welcome": async () => ({
    body: body({ token: await newLink((await stranger()).id), password: "suối đá cổng trời mưa" }),
  }),
  "attachments.add": async () => ({
    cookie: await as("officer"),
    params: { id: String(await newDossier()) },
    query: "?kind=OTHER",
    headers: { "content-type": "application/pdf", "x-file-name": "quet.pdf" },
    body: pdfOf(`Bản quét ${next()}`),
  }),
  "attachments.remove": async () => ({
    cookie: await as("officer"),
    params: await fileOf(),
    body: body({ reason: "quét nhầm" }),
  }),
  "attachments.restore": async () => ({ cookie: await as("officer"), params: await fileOf(true), body: "{}" }),
  "areas.draw": async () => {
    const feature = {
      type: "Feature",
      properties: { name: "Phường Trần Phú" },
      geometry: { type: "Polygon", coordinates: [square] },
    };
    return admin({ body: body({ on: lately, source, file: { type: "FeatureCollection", features: [feature] } }) })();
  },
  "calendar.change": async () => {
    // The job of an earlier change is as good as done.
    await asOwner((c) => c.query("update redating set status = 'DONE'; delete from graphile_worker._private_jobs"));
    return admin({ body: body({ change: newDayOff(), version: await calendarVersion(db) }) })();
  },
  "calendar.preview": async () => admin({ body: body(newDayOff()) })(),
  "calendar.preview-csv": async () => admin({ body: body({ change: newDayOff(), version: await calendarVersion(db) }) })(),
  "calendar.preview-xlsx": async () => admin({ body: body({ change: newDayOff(), version: await calendarVersion(db) }) })(),
  "calendar.preview-rows": async () =>
    admin({
      body: body({ change: newDayOff(), version: await calendarVersion(db), cursor: toCursor({ listedAt: new Date(0), id: 1 }) }),
    })(),
  "calendar.start-year": async () => {
    await asOwner((c) => c.query("delete from calendar_day where \"on\" >= '2028-01-01'"));
    return admin({ body: body({ year: 2028 }) })();
  },
  "city.finish-set-up": admin(),
  "city.remove-demo": async () => {
    await asOwner((c) =>
      c.query("insert into sector (code, name, position, is_demo) values ($1, 'Thử', 9, true)", [`thu-${next()}`]),
    );
    await asOwner((c) => c.query("update city set has_demo_data = true"));
    return admin()();
  },
  "city.set": async () => admin({ body: body({ name: `Thành phố ${next()}`, province: "Tỉnh Tuyên Quang", totpRoles: [] }) })(),
  "city.set-emblem": admin({ body: body({ png }) }),
  "dossiers.batch": async () => ({
    cookie: await as("officer"),
    query: `?unitId=${unit.tranPhu}`,
    headers: { "content-type": "application/x-ndjson" },
    body: `${body({
      code: `H22.15.7-230105-${String(1000 + next()).slice(-4)}`,
      procedureCode: "1.004873",
      applicantName: "Trần Thị Máy",
      acceptedAt: "2023-01-05T08:00:00+07:00",
    })}\n`,
  }),
  "documents.act-on-task": async () => {
    const { documentId, taskId } = await newTask();
    return {
      cookie: await as("specialist"),
      params: { id: String(documentId), taskId: String(taskId) },
      body: body({ act: "progress", version: 1, text: `Tiến độ ${next()}` }),
    };
  },
  "documents.end-work": async () => ({
    cookie: await as("head"),
    ...id((await newTask()).documentId),
    body: body({ act: "close", version: 1, text: "đã giải quyết" }),
  }),
  "documents.mark-read": async () => ({
    cookie: await as("specialist"),
    body: body({ taskIds: [(await newTask("INFORM")).taskId] }),
  }),
  "documents.pass-on": async () => ({
    cookie: await as("head"),
    ...id(await newDocument()),
    body: body({
      version: 0,
      addressees: [{ unitId: unit.tranPhu, userId: user.specialist, role: "LEAD", instruction: "tham mưu", workingDays: 3 }],
    }),
  }),
  "documents.restore-file": async () => {
    const document = await newDocument();
    const fileId = await newDocumentFile(document);
    await removeDocumentFile({ actor: actor("head"), now: now() }, { documentId: document, fileId, reason: "thử" });
    return { cookie: await as("head"), params: { id: String(document), fileId: String(fileId) }, body: body({}) };
  },
  "agencies.record": async () => ({
    cookie: await as("admin"),
    body: body({ name: `Sở Ghi ${next()}`, code: `H${10 + (next() % 80)}.${next()}` }),
  }),
  "agencies.import": async () => ({
    cookie: await as("admin"),
    body: body({
      file: Buffer.from(
        csvOf([
          ["Tên cơ quan", "Mã định danh"],
          [`Sở Bảng ${next()}`, `H${10 + (next() % 80)}.${next()}`],
        ]),
      ).toString("base64"),
    }),
  }),
  "documents.choose-recipients": async () => {
    const { document, agency } = await newOutgoing("DRAFT");
    return { cookie: await as("clerk"), ...id(document), body: body({ agencyIds: [agency] }) };
  },
  "documents.send": async () => ({
    cookie: await as("clerk"),
    ...id((await newOutgoing()).document),
    body: body({ business: "NEW" }),
  }),
  "packets.receive": async () => ({
    cookie: await as("clerk"),
    headers: { "content-type": "application/xml" },
    body: letterText({
      to: "000.07.15.H22",
      documentId: `000.00.07.H22,2026/11/20,${next()}/GUI`,
      attachment: Buffer.from(pdfOf(`Gửi ${next()}`)).toString("base64"),
    }),
  }),
  "packets.register": async () => ({
    cookie: await as("clerk"),
    ...id(await newPacket()),
    body: body({ revision: 1, typeId: await typeId("cong-van"), isRepeated: true }),
  }),
  "packets.refuse": async () => ({
    cookie: await as("clerk"),
    ...id(await newPacket()),
    body: body({ revision: 1, reason: "gửi nhầm" }),
  }),
  "packets.answer": async () => ({
    cookie: await as("clerk"),
    ...id(await newPacket("asking")),
    body: body({ revision: 1, consents: true, reason: "đồng ý" }),
  }),
  "packets.drop": async () => ({
    cookie: await as("clerk"),
    ...id(await newPacket("unreadable")),
    body: body({ revision: 1, reason: "đã báo bên gửi" }),
  }),
  "packets.replay": async () => ({
    cookie: await as("clerk"),
    ...id(await newPacket("unreadable")),
    body: body({ revision: 1 }),
  }),
  "packets.send-again": async () => ({ cookie: await as("clerk"), ...id(await newDispatch()) }),
  "documents.attach": async () => ({
    cookie: await as("clerk"),
    ...id(await newDocument()),
    headers: { "content-type": "application/pdf", "x-file-name": "van-ban.pdf" },
    body: pdfOf(`Văn bản ${next()}`),
  }),
  "documents.remove-file": async () => {
    const document = await newDocument();
    return {
      cookie: await as("head"),
      params: { id: String(document), fileId: String(await newDocumentFile(document)) },
      body: body({ reason: "quét nhầm" }),
    };
  },
  "documents.change": async () => {
    const { unitId: _, direction: __, ...rest } = await outgoing();
    return { cookie: await as("clerk"), ...id(await newDocument("DRAFT")), body: body({ ...rest, version: 1 }) };
  },
  "documents.close-register": async () => {
    const year = 2020;
    const bookId = await bookWith(year, await newUnit(unit.tranPhu));
    return { cookie: await as("head"), body: body({ bookId, year }) };
  },
  "documents.count-secret": async () => ({
    cookie: await as("clerk"),
    body: body({ unitId: await newUnit(unit.tranPhu), month: "2026-10", direction: "INCOMING", count: next() }),
  }),
  "documents.create": async () => ({
    cookie: await as("clerk"),
    body: body({ step: "register", ...(await incoming({ unitId: await newUnit(unit.tranPhu), ...days() })) }),
  }),
  "documents.discard": async () => ({
    cookie: await as("clerk"),
    ...id(await newDocument("DRAFT")),
    body: body({ version: 1 }),
  }),
  "documents.issue": async () => ({
    cookie: await as("clerk"),
    ...id(await newDocument("DRAFT", await newUnit(unit.tranPhu))),
    body: body({ version: 1 }),
  }),
  "documents.open-book": async () => ({
    cookie: await as("head"),
    body: body({
      unitId: await newUnit(unit.tranPhu),
      direction: "OUTGOING",
      name: `Sổ ${next()}`,
      typeIds: [await typeId("chi-thi")],
    }),
  }),
  "documents.ask-signature": async () => {
    const { documentId, fileId } = await toSign();
    return { cookie: await as("clerk"), ...id(documentId), body: body({ fileId, userId: user.head, note: "Kính trình" }) };
  },
  "documents.seal": async () => {
    const { document } = await newOutgoing();
    await certified({ unitId: unit.tranPhu });
    const { rows } = await asOwner((c) =>
      c.query("update document_check set signatures = 1 where document_id = $1 returning file_id", [document]),
    );
    return { cookie: await as("clerk"), ...id(document), body: body({ fileId: Number(rows[0].file_id) }) };
  },
  "signings.agree": async () => ({ cookie: await as("head"), ...id(await newSigning()), body: body({ revision: 1 }) }),
  "signings.refuse": async () => ({
    cookie: await as("head"),
    ...id(await newSigning()),
    body: body({ revision: 1, reason: "Sửa Điều 2" }),
  }),
  "signings.recall": async () => ({ cookie: await as("clerk"), ...id(await newSigning()), body: body({ revision: 1 }) }),
  "meetings.prepare": async () => ({ cookie: await as("clerk"), body: body(meetingText()) }),
  "meetings.change": async () => {
    const { unitId: _, ...said } = meetingText();
    const { meetingId, itemId } = await newMeeting();
    const items = [{ id: itemId, title: "Báo cáo đã sửa" }];
    return { cookie: await as("clerk"), ...id(meetingId), body: body({ ...said, items, version: 1 }) };
  },
  "meetings.act": async () => ({
    cookie: await as("clerk"),
    ...id((await newMeeting()).meetingId),
    body: body({ act: "convene", version: 1 }),
  }),
  "meetings.bring": async () => {
    const { meetingId, itemId } = await newMeeting();
    return {
      cookie: await as("clerk"),
      params: { id: String(meetingId), itemId: String(itemId) },
      headers: { "content-type": "application/pdf", "x-file-name": "bao-cao.pdf" },
      body: pdfOf(`Báo cáo ${next()}`),
    };
  },
  "meetings.lay": async () => {
    const { meetingId, itemId } = await newMeeting();
    return {
      cookie: await as("clerk"),
      ...id(meetingId),
      body: body({ kind: "DOCUMENT", itemId, documentId: await newDocument() }),
    };
  },
  "meetings.remove-paper": async () => {
    const { meetingId, paperId } = await newMeeting();
    return {
      cookie: await as("clerk"),
      params: { id: String(meetingId), paperId: String(paperId) },
      body: body({ reason: "nhầm bản" }),
    };
  },
  "documents.exempt": async () => {
    const { id: made, version } = await issued();
    return { cookie: await as("head"), ...id(made), body: body({ version, reason: "Bên nhận chỉ nhận bản giấy" }) };
  },
  "documents.void": async () => ({
    cookie: await as("head"),
    ...id(await newDocument()),
    body: body({ version: 1, reason: "vào sổ hai lần" }),
  }),
  "dossiers.create": async () => ({
    cookie: await as("officer"),
    body: body({
      step: "accept",
      procedureId: procedure.house,
      unitId: unit.tranPhu,
      channel: "COUNTER",
      applicantName: `Nguyễn Văn ${next()}`,
    }),
  }),
  "dossiers.correct": async () => ({
    cookie: await as("officer"),
    ...id(await newDossier()),
    body: body({ version: 1, applicantName: `Nguyễn Văn ${next()}`, reason: "Ghi nhầm họ tên" }),
  }),
  "dossiers.move": async () => ({
    cookie: await as("officer"),
    ...id(await newDossier()),
    body: body({ version: 1, move: "start" }),
  }),
  "dossiers.move-stack": async () => ({
    cookie: await as("officer"),
    body: body({
      move: "start",
      dossiers: [
        { id: await newDossier(), version: 1 },
        { id: await newDossier(), version: 1 },
      ],
    }),
  }),
  "dossiers.recall": async () => ({
    cookie: await as("officer"),
    body: body({ idNumber: `00209800${String(1000 + next())}`, receivingUnitId: unit.tranPhuDesk }),
  }),
  "drafts.restore": async () => ({ cookie: await as("officer"), ...id(await newDraftRow(user.officer, true)), body: "{}" }),
  "drafts.save": async () => ({
    cookie: await as("officer"),
    ...id(randomUUID()),
    body: body({ revision: 0, content: newDraft(unit.tranPhuDesk) }),
  }),
  "drafts.throw": async () => ({ cookie: await as("officer"), ...id(await newDraftRow(user.officer)), body: "" }),
  "dossiers.reveal": async () => ({ cookie: await as("officer"), ...id(await newDossier()), body: "{}" }),
  "exchange.bring": async () => ({
    cookie: await as("officer"),
    query: `?unitId=${unit.tranPhu}`,
    body: body({
      service: "DongBoHoSoMC",
      data: [
        {
          MaHoSo: `H22.15.7-230106-${String(1000 + next()).slice(-4)}`,
          MaTTHC: "1.004873",
          ChuHoSo: "Trần Thị Cổng",
          NgayTiepNhan: "20230106080000",
          TrangThaiHoSo: "2",
        },
      ],
    }),
  }),
  "exchange.drop": async () => admin({ ...id(await newKeptMessage()), body: body({ revision: 1, reason: "Gửi nhầm" }) })(),
  "exchange.replay": async () =>
    admin({ ...id(await newKeptMessage()), body: body({ revision: 1, fields: { MaTTHC: "1.004873" } }) })(),
  // The first setting, each time: a second one changes a row and adds none.
  "exchange.set-portal": async () => {
    await asOwner((c) => c.query("delete from exchange_portal"));
    return admin({ body: body(newPortal()) })();
  },
  // An address nobody wrote down: nothing is called.
  "exchange.try-portal": async () => {
    await asOwner((c) => c.query("delete from exchange_portal"));
    await setPortal({ actor: actor("admin"), now: new Date() }, newPortal());
    await asOwner((c) => c.query("update exchange_portal set address = 'https://elsewhere.example'"));
    return admin({ body: "{}" })();
  },
  "exports.table": async () => ({
    cookie: await as("leader"),
    body: body({ title: "Bảng", notes: [], columns: ["A"], rows: [[1]] }),
  }),
  "look-up.ask": async () => ({ body: body({ code: "H22.15.7-260101-0001", factor: "5678" }) }),
  "ratings.give": async () => {
    const dossierId = await newDossier();
    await asOwner((c) =>
      c.query(
        "update dossier set state = 'RETURNED', ended_at = now(), ended_on = (now() at time zone 'Asia/Ho_Chi_Minh')::date, outcome = 'EARLY', returned_at = now(), returned_on = (now() at time zone 'Asia/Ho_Chi_Minh')::date where id = $1",
        [dossierId],
      ),
    );
    return { body: body({ token: ratingTokenOf({ id: dossierId, returnedAt: now() }), score: 5 }) };
  },
  "forms.issue": async () => ({
    cookie: await as("officer"),
    ...id(await newDossier()),
    body: body({ kind: "RECEIPT" }),
  }),
  "forms.issue-stack": async () => ({
    cookie: await as("officer"),
    body: body({ kind: "RECEIPT", dossiers: [await newDossier(), await newDossier()] }),
  }),
  "health.retry-job": async () => {
    const { rows } = await asOwner((c) => c.query("select id from graphile_worker.add_job('sweep', '{}'::json)"));
    await asOwner((c) =>
      c.query("update graphile_worker._private_jobs set last_error = 'thử', attempts = max_attempts where id = $1", [rows[0].id]),
    );
    return admin(id(rows[0].id))();
  },
  "document-imports.archive": async () => ({
    cookie: await as("clerk"),
    ...id(await newOldRegister()),
    headers: { "content-type": "application/zip", "x-file-name": "tep.zip" },
    body: emptyZip,
  }),
  "document-imports.cancel": async () => ({
    cookie: await as("clerk"),
    ...id(await newOldRegister(unit.tranPhu, "started")),
    body: "",
  }),
  "document-imports.check": async () => ({ cookie: await as("clerk"), ...id(await newOldRegister()), body: "" }),
  "document-imports.map": async () => {
    // Remembered by unit and direction: as if for the first time.
    await asOwner((c) => c.query("delete from import_mapping"));
    return {
      cookie: await as("clerk"),
      ...id(await newOldRegister()),
      body: body({ mapping: { number: 0, arrivedOn: 1, issuer: 2, symbol: 3, issuedOn: 4, subject: 5 } }),
    };
  },
  "document-imports.start": async () => ({ cookie: await as("clerk"), ...id(await newOldRegister()), body: "" }),
  "document-imports.upload": async () => ({
    cookie: await as("clerk"),
    query: `?unitId=${unit.tranPhu}&direction=INCOMING&year=2023`,
    headers: { "content-type": "text/csv", "x-file-name": "so-den.csv" },
    body: oldRegister(),
  }),
  "imports.cancel": async () => ({ cookie: await as("officer"), ...id(await newBatch(unit.tranPhu, true)), body: "" }),
  "imports.check": async () => ({ cookie: await as("officer"), ...id(await newBatch()), body: "" }),
  "imports.map": async () => ({
    cookie: await as("officer"),
    ...id(await newBatch()),
    body: body({ mapping: { code: 1, procedureCode: 2, applicantName: 4, acceptedAt: 8 } }),
  }),
  "imports.start": async () => ({ cookie: await as("officer"), ...id(await newBatch()), body: "" }),
  "imports.upload": async () => ({
    cookie: await as("officer"),
    query: `?unitId=${unit.tranPhu}&sender=${encodeURIComponent(`Sổ ${next()}`)}`,
    headers: { "content-type": "text/csv", "x-file-name": "so.csv" },
    body: smallRegister(),
  }),
  "keys.create": async () =>
    admin({
      body: body({ name: `Máy ${next()}`, scopes: ["overview.view"], unitId: unit.committee, addresses: [], days: 30 }),
    })(),
  "keys.revoke": async () => admin(id(await newKeyRow()))(),
  "procedures.change": async () =>
    admin({
      ...id(await newProcedure()),
      body: body({ ...procedureFacts(), name: `Thủ tục khác ${next()}`, version: 1 }),
    })(),
  "procedures.change-terms": async () =>
    admin({
      ...id(await newProcedure()),
      body: body({ version: 1, from: "2027-01-01", source, limits: [{ unit: "WORKING_DAY", value: 4 }] }),
    })(),
  "procedures.create": async () => admin({ body: body(procedureFacts()) })(),
  "procedures.import": async () => {
    const ask = importOf(`Thủ tục nhập ${next()}`);
    const { file, from } = ask;
    const { state } = await previewImport(
      { actor: actor("admin"), now: now() },
      { from, source, sheets: await sheetsOf(file, maxSheetRows) },
    );
    return admin({ body: body({ ...ask, state }) })();
  },
  "procedures.preview-import": async () => admin({ body: body(importOf(`Thủ tục xem ${next()}`)) })(),
  "procedures.publish": async () => admin({ ...id(await newProcedure()), body: body({ version: 1, source }) })(),
  "procedures.unpublish": async () =>
    admin({ ...id(await newProcedure({ isPublished: true })), body: body({ version: 1, source }) })(),
  "sectors.change": async () =>
    admin({ ...id(await newSector()), body: body({ code: `doi-${next()}`, name: "Lĩnh vực khác", version: 1 }) })(),
  "sectors.create": async () => admin({ body: body({ code: `moi-${next()}`, name: "Lĩnh vực mới" }) })(),
  "sectors.delete": async () => admin({ ...id(await newSector()), body: body({ version: 1 }) })(),
  "sessions.revoke": async () => {
    const one = await stranger();
    return { cookie: one.cookie, ...id((await mintSession(one.id)).id), body: "{}" };
  },
  "sessions.revoke-others": async () => {
    const one = await stranger();
    await mintSession(one.id);
    return { cookie: one.cookie, body: "{}" };
  },
  "quality.define": async () => {
    const [shipped] = await listDefinitions(actor("admin"), "QD766");
    return admin({
      // Months that are over may be closed.
      body: body({
        kind: "QD766",
        validFrom: addDays(cityDay(now()), next()),
        source,
        isUnverified: false,
        content: shipped?.content,
      }),
    })();
  },
  "quality.reopen-month": async () => {
    await asOwner((c) =>
      c.query(
        `insert into quality_month (month, computed_at, closed_at) values (($1 || '-01')::date, now(), now())
        on conflict (month) do update set closed_at = now()`,
        [monthBack(3)],
      ),
    );
    return admin({ body: body({ month: monthBack(3), reason: "Đơn vị gửi lại báo cáo đúng" }) })();
  },
  "quality.report-figure": async () => {
    const unitId = await newUnit();
    return admin({
      body: body({ month: monthBack(1), unitId, measure: "feedback-in-time", figure: { top: 1, bottom: 2 }, source }),
    })();
  },
  "quality.report-month": async () => {
    const unitId = await newUnit();
    const row = { unitId, measure: "feedback-in-time", figure: { top: 1, bottom: 2 }, source };
    return admin({ body: body({ month: monthBack(1), rows: [row] }) })();
  },
  "quality.report-sheet": async () => {
    const month = monthBack(1);
    const unitId = await newUnit();
    const { rows } = await asOwner((c) => c.query<{ code: string }>("select code from unit where id = $1", [unitId]));
    const line = [month, rows[0]?.code, "feedback-in-time", 1, 2, source];
    const csv = [["Tháng", "Mã đơn vị", "Mã số liệu", "Tử số", "Mẫu số", "Căn cứ"], line].map((cells) => cells.join(";"));
    return admin({ body: body({ month, file: Buffer.from(csv.join("\r\n")).toString("base64") }) })();
  },
  "camera-grants.add": async () => admin({ body: body(grantInput) })(),
  "camera-grants.end": async () => {
    const { id: grant } = await grantCameras({ actor: actor("admin"), now: now() }, grantInput);
    return admin({ ...id(grant), body: body({}) })();
  },
  "camera-groups.add": async () => admin({ body: body(groupFacts()) })(),
  "camera-groups.change": async () => admin({ ...id(await newCameraGroup()), body: body({ ...groupFacts(), version: 1 }) })(),
  "camera-groups.delete": async () => admin({ ...id(await newCameraGroup()), body: body({ version: 1 }) })(),
  "camera-groups.retire": async () => admin({ ...id(await newCameraGroup()), body: body({ version: 1 }) })(),
  "camera-groups.restore": async () => {
    const group = await newCameraGroup();
    await retireCameraGroup({ actor: actor("admin"), now: now() }, { id: group, version: 1 });
    return admin({ ...id(group), body: body({ version: 2 }) })();
  },
  "camera-registry.ask": async () => {
    onvif ??= startDevice(onvifPort);
    return admin({ body: body({ host: (await onvif).host, signIn: deviceAccount }) })();
  },
  "camera-registry.preview-import": async () => admin({ body: body({ file: Buffer.from(cameraSheet()).toString("base64") }) })(),
  "camera-registry.import": async () => {
    const file = Buffer.from(cameraSheet()).toString("base64");
    const by = { actor: actor("admin"), now: now() };
    const { state } = await previewCameraSheet(by, await secretSheetsOf(file, maxCameraRows));
    return admin({ body: body({ file, state }) })();
  },
  "camera-registry.set-keeping": async () => {
    const { rows } = await asOwner((c) => c.query("select version from camera_keeping"));
    return admin({ body: body({ pictureHours: 100 + next(), version: Number(rows[0].version) }) })();
  },
  "cameras.add": async () => admin({ body: body(cameraInput()) })(),
  "cameras.acknowledge": async () => {
    const camera = await newCamera();
    const outage =
      "insert into camera_outage (camera_id, state, proof, started_at) values ($1, 'OFFLINE', 'silent', now()) returning id";
    const { rows } = await asOwner((c) => c.query(outage, [camera]));
    return admin({ params: { id: String(camera), outageId: String(rows[0].id) }, body: body({ cause: "Mất điện khu vực" }) })();
  },
  "cameras.plan-maintenance": async () => {
    const [fromAt, untilAt] = [1, 2].map((hour) => new Date(Date.now() + hour * 3_600_000).toISOString());
    return admin({ ...id(await newCamera()), body: body({ fromAt, untilAt, reason: `Thay nguồn ${next()}` }) })();
  },
  "cameras.end-maintenance": async () => {
    const camera = await newCamera();
    const work = `insert into camera_maintenance (camera_id, from_at, until_at, reason, made_at, made_by, made_by_name)
      values ($1, now(), now() + interval '1 hour', 'thử', now(), 'user:5', 'x') returning id`;
    const { rows } = await asOwner((c) => c.query(work, [camera]));
    return admin({ params: { id: String(camera), maintenanceId: String(rows[0].id) }, body: body({}) })();
  },
  "cameras.watch": async () => ({ cookie: await as("leader"), ...id(await newCamera()), body: body({ quality: "low" }) }),
  "cameras.watch-many": async () => ({
    cookie: await as("leader"),
    body: body({ cameraIds: [await newCamera(), await newCamera()], quality: "low" }),
  }),
  "camera-layouts.add": async () => ({ cookie: await as("leader"), body: body(layoutInput()) }),
  "camera-layouts.change": async () => ({
    ...{ cookie: await as("leader"), ...id(await newLayout()) },
    body: body({ ...layoutInput(), version: 1 }),
  }),
  "camera-layouts.remove": async () => ({ cookie: await as("leader"), ...id(await newLayout()), body: body({}) }),
  "camera-layouts.restore": async () => ({ cookie: await as("leader"), ...id(await newLayout(true)), body: body({}) }),
  "camera-layouts.show": async () => {
    await asOwner((c) => c.query("delete from camera_layout_shown"));
    return { cookie: await as("leader"), body: body({ layout: "all", grid: 4, patrolSeconds: 5 + (next() % 3_000) }) };
  },
  "cameras.change": async () => admin({ ...id(await newCamera()), body: body({ ...cameraInput(), version: 1 }) })(),
  "certificates.add": async () =>
    admin({
      body: body({
        ...{ file: newSigner().certificate.der.toString("base64"), holder: { kind: "person", id: user.head } },
        ...{ device: "TOKEN", credentialId: null, picture: null },
      }),
    })(),
  "certificates.change": async () =>
    admin({
      ...id(await newCertificate()),
      body: body({ version: 1, device: "SIM", credentialId: `khoa-${next()}`, picture: png }),
    })(),
  "certificates.end": async () =>
    admin({ ...id(await newCertificate()), body: body({ version: 1, reason: "Nghỉ hưu theo chế độ" }) })(),
  "certificates.import": async () => admin({ body: body(certificatesSent()) })(),
  "certificates.look": async () => admin({ body: body({ file: newSigner().certificate.der.toString("base64") }) })(),
  "certificates.preview-import": async () => admin({ body: body(certificatesSent()) })(),
  "signatures.add-answer": async () => admin({ body: body({ file: (await newAnswer()).toString("base64") }) })(),
  "signatures.add-list": async () => admin({ body: body({ file: (await newList()).toString("base64") }) })(),
  "signatures.add-trusted": async () =>
    admin({ body: body({ role: "ROOT", file: newRoot().certificate.der.toString("base64") }) })(),
  "signatures.check": async () => ({
    cookie: await as("officer"),
    headers: { "content-type": "application/pdf", "x-file-name": "ky.pdf" },
    body: pdfOf(`Văn bản ${next()}`),
  }),
  "signatures.look-into-trust": async () => admin({ body: body({ file: newRoot().certificate.der.toString("base64") }) })(),
  "signatures.remove-answer": async () => {
    const file = (await newAnswer()).toString("base64");
    return admin(id((await addAnswer({ actor: actor("admin"), now: now() }, { file })).id))();
  },
  "signatures.remove-list": async () => {
    const file = (await newList()).toString("base64");
    return admin(id((await addList({ actor: actor("admin"), now: now() }, { file })).id))();
  },
  "signatures.report": async () => ({
    cookie: await as("officer"),
    headers: { "content-type": "application/pdf", "x-file-name": "ky.pdf" },
    body: pdfOf(`Văn bản ${next()}`),
  }),
  "signatures.report-list": async () => {
    const file = { name: "ky.pdf", body: Readable.from([pdfOf(`Văn bản ${next()}`)]) };
    const found = await checkSentFile({ actor: actor("officer"), now: now() }, file);
    return { cookie: await as("officer"), body: body({ lines: [lineOf(found)], unchecked: 0 }) };
  },
  "signatures.remove-trusted": async () => admin(id((await trusted(newRoot())).id))(),
  "subsystems.add": async () => admin({ body: body(subsystemInput()) })(),
  "subsystems.change": async () => {
    const { code: _, ...input } = subsystemInput();
    return admin({ ...id((await newSubsystem()).id), body: body({ ...input, version: 1 }) })();
  },
  "measures.add": async () => admin({ ...id((await newSubsystem()).id), body: body(measureInput()) })(),
  "measures.change": async () => {
    const words = { nameVi: "Số cột", nameEn: "Masts", unitOfMeasure: "cột" };
    return admin({ ...id((await newSubsystem()).measure), body: body({ ...words, version: 1 }) })();
  },
  "figures.push": async () => {
    const { id: made, code } = await newSubsystem();
    return admin({ ...id(made), body: body({ rows: [{ measure: code, on: "2025", value: "783" }] }) })();
  },
  "figures.sheet": async () => {
    const { id: made, code } = await newSubsystem();
    const csv = [
      ["Mã số liệu", "Kỳ", "Giá trị"],
      [code, "2025", "783"],
    ]
      .map((cells) => cells.join(";"))
      .join("\r\n");
    return admin({ ...id(made), body: body({ name: "so-lieu.csv", file: Buffer.from(csv).toString("base64") }) })();
  },
  "definitions.add": async () => {
    const { id: made, code } = await newSubsystem();
    return admin({ ...id(made), body: body(definitionInput(code)) })();
  },
  "definitions.end": async () => {
    const { id: made, code } = await newDefinition();
    return admin({ ...id(made), body: body({ code, validUntil: "2026-10-31" }) })();
  },
  "targets.set-defined": async () => {
    const { id: made, code: indicatorCode } = await newDefinition();
    const aimed = { indicatorCode, unitId: null, aim: 90, floor: 80, validFrom: "2026-01-01", source };
    return admin({ ...id(made), body: body(aimed) })();
  },
  "targets.set": async () =>
    admin({
      body: body({ indicatorCode: "on-time-rate", unitId: null, aim: 0.95, floor: 0.9, validFrom: freeDay(), source }),
    })(),
  "units.close": async () => admin({ ...id(await newUnit()), body: body({ on: lately, source }) })(),
  "units.create": async () =>
    admin({
      body: body({
        code: `N${next()}`,
        kind: "OFFICE",
        name: `Phòng mới ${serial}`,
        shortName: "Phòng mới",
        parentId: unit.committee,
        validFrom: lately,
      }),
    })(),
  "units.merge": async () =>
    admin({ body: body({ predecessors: [await newUnit()], successor: { id: unit.justice }, on: lately, source }) })(),
  "units.rename": async () =>
    admin({
      ...id(await newUnit()),
      body: body({ on: lately, name: `Tên mới ${next()}`, shortName: "Tên mới", headTitle: null, source }),
    })(),
  "units.set-contact": async () =>
    admin({ ...id(await newUnit()), body: body({ phone: "0219 3866 123", address: "Số 1 đường Trần Phú" }) })(),
  "units.split": async () =>
    admin({
      ...id(await newUnit()),
      body: body({ parts: [{ id: await newUnit() }, { id: await newUnit() }], on: lately, source }),
    })(),
  "users.add-post": async () =>
    admin({
      ...id((await stranger()).id),
      body: body({ unitId: unit.justice, role: "SPECIALIST", title: "Chuyên viên" }),
    })(),
  "users.change": async () =>
    admin({
      ...id((await stranger()).id),
      body: body({ name: "Tên Khác", email: null, oidcSubject: null, totpRequired: true, version: 1 }),
    })(),
  "users.create": async () => admin({ body: body({ login: `moi-${next()}`, name: "Người Mới" }) })(),
  "users.disable": onStranger(),
  "users.enable": onStranger(),
  "users.end-post": onStranger("post"),
  "users.reset": onStranger(),
  "users.reset-totp": onStranger(),
  "users.review": admin({}),
  "views.delete": async () => {
    const one = await stranger();
    const { rows } = await asOwner((c) =>
      c.query("insert into saved_view (user_id, page, name, query) values ($1, '/dossiers', 'thử', '') returning id", [one.id]),
    );
    return { cookie: one.cookie, ...id(rows[0].id), body: "" };
  },
  "views.save": async () => ({
    cookie: (await stranger()).cookie,
    body: body({ page: "/dossiers", name: `Xem ${next()}`, query: "" }),
  }),
};

export const key = () => ({ "idempotency-key": randomUUID() });
export { area, sector };

/** What each table answers, all of them asked in one statement. */
async function askTables<T>(which: string, given: unknown[], wish: string): Promise<Record<string, T>> {
  return asOwner(async (c) => {
    const tables = await c.query<{ name: string; place: string }>(
      `select quote_literal(tablename) as name, format('%I.%I', schemaname, tablename) as place from pg_tables where ${which}`,
      given,
    );
    const questions = tables.rows.map(({ name, place }) => `select ${name} as name, ${wish} as told from ${place} t`);
    const { rows } = await c.query<{ name: string; told: T }>(questions.join(" union all "));
    return Object.fromEntries(rows.map(({ name, told }) => [name, told]));
  });
}
/**
 * Rows of every table; what a visit alone may move (sessions' last look, counters of tries) is left out, and so are the lists of names
 * that grow with the first of a kind only.
 */
export const countsOf = () =>
  askTables<number>(
    "schemaname in ('public', 'graphile_worker') and tablename not in ('rate_limit', 'due_window', 'form_serial', 'upload_day', '_private_tasks', '_prisma_migrations')",
    [],
    "count(*)::int",
  );
/** One hash of the content of every table but for what any visit moves. */
export const contentOf = (except: readonly string[] = []) =>
  askTables<string>(
    "schemaname = 'public' and tablename <> all($1)",
    [["rate_limit", "_prisma_migrations", "session", ...except]],
    "md5(coalesce(string_agg(t::text, '|' order by t::text), ''))",
  );
/** Tables whose number of rows differs, and by how much. */
export function grown(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).flatMap(([name, n]) => (n === before[name] ? [] : [[name, n - (before[name] ?? 0)]])),
  );
}
