import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import ExcelJS from "exceljs";
import { beforeAll, expect, test, vi } from "vitest";
import { newDraft } from "@/components/intake/form";
import { cityDay } from "@/lib/calendar/rules";
import { saveDraft } from "@/lib/dossiers/commands";
import { InboundAnswer } from "@/lib/exchange/model";
import { AcceptedDossier } from "@/lib/forms/model";
import { receiveRegister, runBatch, startImport } from "@/lib/imports/commands";
import { actor, asOwner, foundCity, procedure, unit, user } from "../city";
import { undescribed } from "../door/described";
import { bytes } from "../imports/importing";
import { csvOf, headings, registerRow } from "../imports/samples/register";
import {
  as,
  bookWith,
  key,
  newCamera,
  newCertificate,
  newDocument,
  newDocumentFile,
  newFile,
  newMeeting,
  newOldRegister,
  newPacket,
  newPacketFile,
  newSubsystem,
  stranger,
} from "./acts";
import { call, mintKey, type Person, type Route, routes, title } from "./callers";
import { whoMay } from "./rights";

/** A paper as its reader would read it: every text there is to be drawn. That the drawing says just these is proven where papers are. */
vi.mock("@/lib/forms/drawing/pool", () => ({ printed: async (print: unknown) => Readable.from([JSON.stringify(print)]) }));

/**
 * T-23. A person nobody else is, in reach of the phường, and everybody asks every GET route there is, as it is really sent: JSON, CSV, and the
 * workbooks unpacked. The table below says who is told what by which route; a route nobody thought of is asked all the same.
 */
const canary = {
  name: "Sùng Thị Chim Yến",
  address: "Ngõ Kín số 0 thôn Chim Yến",
  subject: "Việc riêng của chim yến",
  phone: "0988123457",
  idNumber: "000199054321",
  /** In a row of a register that was not taken. */
  rowName: "Lù Văn Chim Sẻ",
  rowPhone: "0977234568",
  rowIdNumber: "000299065432",
  staffEmail: "chim.cu@noi-bo.example",
  staffIdentity: "chim-cu-o-noi-khac",
} as const;
/** Numbers that stood there between two corrections. */
const passing = ["0912000345", "000188012345"] as const;
type Field = keyof typeof canary;
const masked: Partial<Record<Field, string>> = {
  phone: "098*****57",
  idNumber: "000*******21",
  rowPhone: "097*****68",
  rowIdNumber: "000*******32",
};
/** What nobody is ever told, by any route. Filled with what the test itself was given. */
const secrets: string[] = [];

/**
 * Letters as in rights.ts; a field and a route that are not named here: not told. Numbers of persons are masked on every screen and in every
 * list; in full they stand on the paper that has a line for them, for who may reveal them, in the rows a sender gets back as they came, and in
 * what somebody has half typed, for that person alone.
 */
const told: Record<Field, { whole?: Record<string, string>; masked?: Record<string, string> }> = {
  name: {
    whole: {
      "attachments.list": "LHOSK",
      "attachments.open": "HOSK",
      "dossiers.export-csv": "LHK",
      "dossiers.export-xlsx": "LHK",
      "dossiers.find": "LHOSK",
      "dossiers.find-correctable": "HOS",
      "dossiers.list": "LHOSK",
      "dossiers.preview-move": "HOS",
      "drafts.find": "O",
      "drafts.list": "O",
      "exchange.look-up": "LHOSK",
      "forms.pdf": "LHOSK",
      "forms.print": "LHOS",
      "registers.pdf": "LHO",
      "registers.xlsx": "LHO",
    },
  },
  address: {
    whole: {
      "dossiers.find": "LHOSK",
      "dossiers.find-correctable": "HOS",
      "drafts.find": "O",
      "forms.pdf": "LHOSK",
      "forms.print": "LHOS",
      "registers.pdf": "LHO",
      "registers.xlsx": "LHO",
    },
  },
  subject: {
    whole: {
      "dossiers.find": "LHOSK",
      "dossiers.find-correctable": "HOS",
      "drafts.find": "O",
      "exchange.look-up": "LHOSK",
      "forms.pdf": "LHOSK",
      "forms.print": "LHOS",
    },
  },
  phone: {
    whole: { "drafts.find": "O", "forms.pdf": "HO", "forms.print": "HO", "registers.pdf": "HO", "registers.xlsx": "HO" },
    masked: {
      "dossiers.export-csv": "LHK",
      "dossiers.export-xlsx": "LHK",
      "dossiers.find": "LHOSK",
      "dossiers.find-correctable": "HOS",
      "dossiers.list": "LHOSK",
      "exchange.find-message": "I",
      "exchange.look-up": "LHOSK",
      "forms.pdf": "LSK",
      "forms.print": "LS",
      "registers.pdf": "L",
      "registers.xlsx": "L",
    },
  },
  idNumber: {
    // What was scanned shows what was scanned: for who works on the dossier.
    whole: { "attachments.open": "HOSK", "drafts.find": "O", "forms.pdf": "HO", "forms.print": "HO" },
    masked: {
      "dossiers.find": "LHOSK",
      "dossiers.find-correctable": "HOS",
      "exchange.find-message": "I",
      "exchange.look-up": "LHOSK",
      "forms.pdf": "LSK",
      "forms.print": "LS",
    },
  },
  rowName: { whole: { "imports.rejections-csv": "HOK", "imports.rejections-xlsx": "HOK" } },
  rowPhone: { whole: { "imports.rejections-csv": "HOK", "imports.rejections-xlsx": "HOK" } },
  rowIdNumber: { whole: { "imports.rejections-csv": "HOK", "imports.rejections-xlsx": "HOK" } },
  staffEmail: { whole: { "account.view": "O", "users.list": "I", "users.view": "I" } },
  staffIdentity: { whole: { "users.list": "I", "users.view": "I" } },
};

const people: Record<string, Person> = {
  L: "leader",
  H: "head",
  O: "officer",
  S: "specialist",
  C: "clerk",
  I: "admin",
  A: "auditor",
};
const ids = {
  camera: 0,
  subsystem: 0,
  measure: 0,
  meeting: 0,
  paper: 0,
  document: 0,
  register: 0,
  page: 0,
  book: 0,
  dossier: 0,
  form: 0,
  batch: 0,
  file: 0,
  message: 0,
  packet: 0,
  enclosed: 0,
  certificate: 0,
};
let draft = "";
let dossierCode = "";
let machine = "";
const find = (id: string): Route => {
  const route = routes.find((r) => r.handler.declaration.id === id);
  if (!route) throw new Error(id);
  return route;
};

beforeAll(async () => {
  await foundCity();
  machine = await mintKey(["overview.view", "dossiers.view", "dossiers.process", "dossiers.export", "dossiers.import"]);
  secrets.push(
    machine,
    ...(await asOwner((c) => c.query("select encode(hash, 'hex') as h from api_key"))).rows.map((r) => String(r.h)),
  );
  const answer = await call(find("dossiers.create"), {
    cookie: await as("officer"),
    headers: key(),
    body: JSON.stringify({
      step: "accept",
      procedureId: procedure.house,
      unitId: unit.tranPhu,
      channel: "COUNTER",
      applicantName: canary.name,
      applicantAddress: canary.address,
      subject: canary.subject,
      phone: canary.phone,
      idNumber: canary.idNumber,
    }),
  });
  expect(answer.status, answer.text).toBe(200);
  const accepted = AcceptedDossier.parse(answer.body);
  ids.dossier = accepted.id;
  dossierCode = accepted.code ?? "";
  ids.document = await newDocument();
  ids.register = await newOldRegister();
  ids.book = await bookWith(Number(thisYear));
  ids.page = await newDocumentFile(ids.document);
  const meeting = await newMeeting();
  [ids.meeting, ids.paper] = [meeting.meetingId, meeting.paperId];
  ids.packet = await newPacket();
  ids.enclosed = await newPacketFile(ids.packet);
  ids.certificate = await newCertificate(canary.idNumber);
  ids.form = accepted.receipt?.id ?? 0;
  // What was corrected stands in the history: what it was for a while is told to nobody in full.
  for (const [version, phone, idNumber] of [
    [1, ...passing],
    [2, canary.phone, canary.idNumber],
  ] as const) {
    const corrected = await call(find("dossiers.correct"), {
      cookie: await as("officer"),
      headers: key(),
      params: { id: String(ids.dossier) },
      body: JSON.stringify({ version, phone, idNumber, reason: "Gõ nhầm số" }),
    });
    expect(corrected.status, corrected.text).toBe(200);
  }
  secrets.push(...passing);
  ids.camera = await newCamera();
  const subsystem = await newSubsystem();
  ids.subsystem = subsystem.id;
  ids.measure = subsystem.measure;
  secrets.push("mật khẩu của camera");
  ids.file = await newFile(ids.dossier, { name: `Giấy tờ ${canary.name}.pdf`, words: `${canary.name} ${canary.idNumber}` });
  const by = { actor: actor("officer"), now: new Date() };
  const { name, address, subject, phone, idNumber } = canary;
  const typed = {
    ...newDraft(unit.tranPhuDesk),
    ...{ applicantName: name, applicantAddress: address, subject, phone, idNumber },
  };
  draft = (await saveDraft(by, { id: randomUUID(), revision: 0, content: typed })).id;

  const row = registerRow(1, 20).with(1, "xấu").with(4, canary.rowName).with(6, canary.rowPhone).with(7, canary.rowIdNumber);
  const sent = { unitId: unit.tranPhu, sender: "Sổ", fileName: "so.csv", idempotencyKey: null };
  ids.batch = (await receiveRegister(by, bytes(csvOf([[...headings], row, registerRow(2, 20)])), sent)).id;
  await startImport(by, { batchId: ids.batch });
  await runBatch(ids.batch);

  // A message that was kept because it does not fit.
  const brought = await call(find("exchange.bring"), {
    cookie: await as("officer"),
    headers: key(),
    query: `?unitId=${unit.tranPhu}`,
    body: JSON.stringify({
      service: "DongBoHoSoMC",
      data: [{ MaHoSo: "x", ChuHoSo: name, SoDinhDanh: idNumber, SoDienThoai: phone, TrichYeuHoSo: subject, GhiChu: address }],
    }),
  });
  ids.message = Number(InboundAnswer.parse(brought.body).lines[0]?.messageId);
  const colleague = await stranger({ totp: "on" });
  secrets.push(colleague.cookie.split("=")[1] ?? "");
  await asOwner(async (c) => {
    await c.query("update app_user set email = $1, oidc_issuer = 'https://sso.example', oidc_subject = $2 where id = $3", [
      canary.staffEmail,
      canary.staffIdentity,
      user.officer,
    ]);
    const { rows } = await c.query("select password_hash, encode(totp_sealed, 'hex') as totp from app_user where id = $1", [
      colleague.id,
    ]);
    secrets.push(rows[0].password_hash, rows[0].totp, "JBSWY3DPEHPK3PXP");
    const sealed = await c.query(
      "select encode(phone_sealed, 'hex') as a, encode(phone_index, 'hex') as b, encode(id_number_index, 'hex') as c from dossier where id = $1",
      [ids.dossier],
    );
    secrets.push(...Object.values(sealed.rows[0]).map(String));
  });
  secrets.push(process.env.APP_SECRET ?? "", process.env.FIELD_KEY ?? "");
});

/** What an id in an address means, by the folder it stands in. */
const idsAt = (): Record<string, number> => ({
  documents: ids.document,
  dossiers: ids.dossier,
  exchange: ids.message,
  imports: ids.batch,
  meetings: ids.meeting,
  "document-imports": ids.register,
  packets: ids.packet,
  cameras: ids.camera,
  subsystems: ids.subsystem,
  measures: ids.measure,
  signatures: ids.certificate,
  procedures: procedure.house,
  units: unit.tranPhu,
  users: user.officer,
});
const idOf = (path: string): string =>
  path.startsWith("/api/v1/drafts") ? draft : String(idsAt()[path.split("/")[3] ?? ""] ?? ids.dossier);
const thisYear = cityDay(new Date()).slice(0, 4);
const year = `from=${thisYear}-01-01&to=${thisYear}-12-31`;
/** What a route must be asked with to answer at all. */
const queries: Record<string, readonly string[]> = {
  "subsystems.board": [year],
  "camera-board.headline": [year],
  "camera-board.read": [year],
  "camera-board.roster": [`${year}&set=in-service`, `${year}&set=restored`, `${year}&set=hamlets`],
  "certificate-coverage.roster": ["set=lacking"],
  "certificates.holders": ["text=hung"],
  "calendar.list": [`year=${thisYear}`],
  "documents.secret-counts": [`unitId=${unit.tranPhu}&year=${thisYear}`],
  "dossiers.due": [`procedureId=${procedure.house}`],
  "dossiers.preview-move": ["move=start"],
  "forms.print": [],
  "indicators.breakdown": [`${year}&by=unit&codes=received`],
  "indicators.heat-map": [`${year}&by=sector&code=on-time-rate`],
  "indicators.read": [year],
  "overview.adjustments": [year],
  "document-board.read": [year],
  "overview.read": [year],
  "quality.index": ["month=2026-11"],
  "quality.lost": ["month=2026-11&measure=papers-scanned"],
  "quality.reported": ["month=2026-11"],
  "quality.reported-sheet": ["month=2026-11"],
  "quality.report": [year],
  "quality.report-pdf": [year],
  "quality.report-xlsx": [year],
  "ratings.list": [year],
  "registers.pdf": [`unitId=${unit.tranPhu}&${year}`],
  "registers.xlsx": [`unitId=${unit.tranPhu}&${year}`],
};
const seeking = () => [
  "",
  ...[canary.phone, canary.idNumber, canary.name].map((text) => new URLSearchParams({ text }).toString()),
];
function asksOf(route: Route): { params: Record<string, string>; query: string }[] {
  const { id, path, input } = route.handler.declaration;
  const params = Object.fromEntries(
    [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [
      name,
      name === "formId"
        ? String(ids.form)
        : name === "paperId"
          ? String(ids.paper)
          : name === "fileId"
            ? String(id.startsWith("documents.") ? ids.page : id.startsWith("packets.") ? ids.enclosed : ids.file)
            : name === "code"
              ? "on-time-rate"
              : name === "dossierCode"
                ? dossierCode
                : idOf(path),
    ]),
  );
  const shape: unknown = input.query ? Reflect.get(input.query._zod.def, "shape") : undefined;
  const isSought = shape !== null && typeof shape === "object" && "text" in shape;
  const found =
    id === "dossiers.by-code"
      ? [`text=${dossierCode}`]
      : id === "forms.print"
        ? [`dossiers=${ids.dossier}`]
        : id.startsWith("documents.register-")
          ? [`bookId=${ids.book}&year=${thisYear}`]
          : (queries[id] ?? (isSought ? seeking() : [""]));
  return found.map((query) => ({ params, query: query && `?${query}` }));
}

/** An answer as its reader reads it. */
async function textOf(response: Response): Promise<string> {
  const type = response.headers.get("content-type") ?? "";
  const content = Buffer.from(await response.arrayBuffer());
  if (!type.includes("spreadsheetml")) return content.toString("utf8");
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(content as unknown as ExcelJS.Buffer);
  const cells: string[] = [];
  book.eachSheet((sheet) =>
    sheet.eachRow((row) => row.eachCell((cell) => void cells.push(cell.master.value === null ? "" : cell.text))),
  );
  return cells.join("\n");
}
/** As it may be spelt: as given, with signs drawn into a script, spaced out, as dialled from abroad, without marks. */
function holds(text: string, wanted: string): boolean {
  const plain = text.normalize("NFC");
  if (plain.includes(wanted)) return true;
  if (!/^\d+$/.test(wanted)) return false;
  const digits = plain.replace(/(?<=\d)[\s.()-](?=\d)/g, "");
  return digits.includes(wanted) || (wanted.startsWith("09") && digits.includes(`84${wanted.slice(1)}`));
}

async function ask(route: Route, letter: string, { params, query }: { params: Record<string, string>; query: string }) {
  const { path } = route.handler.declaration;
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const headers: Record<string, string> =
    letter === "K" ? { authorization: `Bearer ${machine}` } : { cookie: await as(people[letter] ?? "admin") };
  const response = await route.handler(
    new Request(`http://localhost:3000${place}${query}`, { headers: { "x-client-address": "127.0.0.1", ...headers } }),
    {
      params: Promise.resolve(params),
    },
  );
  const text = await textOf(response);
  const type = response.headers.get("content-type") ?? "";
  const isJson = /^application\/(problem\+)?json\b/.test(type);
  const strange = isJson && undescribed(route.handler.declaration.id, response.status, type, JSON.parse(text));
  if (strange) throw new Error(strange);
  return { status: response.status, text };
}

/** There is no emblem, and no camera that plays: what its pictures go with is looked at in tests/cameras/watch.db.test.ts. */
const unheard = new Set(["city.emblem", "cameras.playlist", "cameras.live-part", "cameras.wall-stream"]);
test("who is told what by which route is what the table says, and nobody is told a secret", async () => {
  const seen = Object.fromEntries(Object.keys(canary).map((field) => [field, {}])) as typeof told;
  const note = (field: Field, how: "whole" | "masked", id: string, letter: string) => {
    const by = seen[field][how] ?? {};
    seen[field][how] = by;
    if (!by[id]?.includes(letter)) by[id] = `${by[id] ?? ""}${letter}`;
  };
  const faults: string[] = [];
  for (const route of routes.filter((r) => r.method === "GET")) {
    const { id, auth } = route.handler.declaration;
    const letters = auth === "public" ? "L" : (whoMay[id] ?? "");
    let hasAnswered = false;
    for (const letter of "LHOSCIAK")
      for (const how of asksOf(route)) {
        const { status, text } = await ask(route, letter, how);
        if (status === 200) hasAnswered = true;
        if (status >= 500) faults.push(`${title(route)} as ${letter}: ${status}`);
        for (const secret of secrets)
          if (secret && text.includes(secret)) faults.push(`${title(route)} tells ${letter} a secret`);
        // What one asks with is one's own word, not the answer's.
        const own = new URLSearchParams(how.query).get("text") ?? "";
        for (const [field, value] of Object.entries(canary) as [Field, string][]) {
          if (own === value && field !== "name") {
            if (holds(text.replaceAll(own, ""), value)) note(field, "whole", id, letter);
          } else if (holds(text, value)) note(field, "whole", id, letter);
          if (masked[field] && text.includes(masked[field])) note(field, "masked", id, letter);
        }
      }
    if (letters !== "" && !hasAnswered && !unheard.has(id))
      faults.push(`${title(route)} answered nobody: say above how it is asked`);
  }
  expect(faults).toEqual([]);
  expect(seen).toEqual(told);
}, 300_000);

test("control: what is told is seen, in whatever dress", () => {
  expect(holds("số 0988 123.457", canary.phone)).toBe(true);
  expect(holds("+84 988 123 457", canary.phone)).toBe(true);
  expect(holds(canary.name.normalize("NFD"), canary.name)).toBe(true);
  expect(holds("098*****57", canary.phone)).toBe(false);
});
