import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import type { WorkingCalendar } from "@/lib/calendar/model";
import { cityDay, writeDay } from "@/lib/calendar/rules";
import { commonNames } from "@/lib/documents/book/allocate";
import { contentHash } from "@/lib/documents/record/content";
import { searchWords } from "@/lib/documents/record/search";
import { symbolKey } from "@/lib/documents/rules";
import { signPdf } from "@/lib/signatures/signing/sign";
import type { Certificate } from "@/lib/signatures/trust/certificate";
import { type Cell, copyRows, type Ids, reserve } from "../copy";
import type { Random } from "../random";
import { units, wards, wardTitle } from "../units";
import { emptyList, type Holder, issue } from "./authority";
import { fullVolume, keepers, type SeedDocument, type Signing, seedDocuments, type Volume } from "./course";
import { type Letters, lettersOf } from "./letters";
import { drawPaper, sealDrawing, signatureDrawing } from "./paper";
import { bodyOf, paperWords, senders } from "./texts";

type Official = { id: string; name: string };
export type DocumentsOptions = {
  until: Date;
  calendar: WorkingCalendar;
  random: Random;
  unitIds: Ids;
  /** Who heads a unit, and who keeps its registers. */
  head(unit: string): Official;
  clerk(unit: string): Official;
  /** Where stored files lie; without it there are no papers, and so nothing that is signed. */
  filesDir?: string | undefined;
  volume?: Volume | undefined;
  onProgress(line: string): void;
};

/**
 * Loads the registers of a year with the papers of the city's own documents, each drawn and signed by an authority that is trusted in
 * the demo only. Nothing is said of their signatures here: the round that checks them does.
 */
export async function loadDocuments(client: pg.Client, options: DocumentsOptions): Promise<void> {
  const { until, calendar, random, unitIds, filesDir, volume = fullVolume, onProgress } = options;
  const documents = seedDocuments({ day: cityDay(until), at: until }, volume, { calendar, random });
  const { rows: types } = await client.query<{ id: number; code: string; name: string }>(
    "select id, code, name from document_type",
  );
  const typeOf = new Map(types.map((t) => [t.code, t]));
  const books = await loadBooks(client, documents, unitIds);
  const first = await reserve(client, "document", documents.length);
  const rows = documents.map((document, i) => {
    const type = typeOf.get(document.type.code);
    if (!type) throw new Error(`no type of document ${document.type.code}`);
    const bookId = books.get(`${document.unit} ${document.direction}`) ?? 0;
    return documentRow(document, { id: first + i, bookId, type, unitId: unitIds.get(document.unit) ?? 0, options });
  });
  await copyRows(client, "document", documentColumns, rows);
  await client.query("analyze document");
  onProgress(`${documents.length} văn bản trong sổ`);
  if (filesDir !== undefined) await loadPapers(client, documents, first, { ...options, filesDir });
}

async function loadBooks(client: pg.Client, documents: readonly SeedDocument[], unitIds: Ids): Promise<Map<string, number>> {
  const last = new Map<string, number>();
  for (const { unit, direction, year, number } of documents) last.set(`${unit} ${direction} ${year}`, number);
  const keys = [...new Set(documents.map(({ unit, direction }) => `${unit} ${direction}`))].sort();
  const first = await reserve(client, "document_book", keys.length);
  const ids = new Map(keys.map((key, i) => [key, first + i]));
  await copyRows(
    client,
    "document_book",
    ["id", "unit_id", "direction", "name", "type_ids", "opened_at", "opened_by"],
    keys.map((key): Cell[] => {
      const [unit = "", direction = ""] = key.split(" ");
      const name = commonNames[direction as keyof typeof commonNames];
      return [ids.get(key) ?? 0, unitIds.get(unit) ?? 0, direction, name, "{}", new Date(), "system:demo"];
    }),
  );
  await copyRows(
    client,
    "document_register",
    ["book_id", "year", "last_number"],
    [...last].map(([key, number]): Cell[] => {
      const at = key.lastIndexOf(" ");
      return [ids.get(key.slice(0, at)) ?? 0, Number(key.slice(at + 1)), number];
    }),
  );
  return ids;
}

const documentColumns = [
  ...["id", "direction", "state", "unit_id", "type_id", "book_id", "year", "number", "symbol", "symbol_key", "issuer_mark"],
  ...["drafter_mark", "urgency", "subject", "issuer", "authority", "signer_name", "signer_post", "recipients", "pages"],
  ...["issued_on", "arrived_on", "registered_on", "due_on", "search", "entered_at", "entered_by", "entered_by_name"],
  ...["registered_at", "registered_by", "registered_by_name", "content_hash", "is_demo"],
];
function documentRow(
  document: SeedDocument,
  at: { id: number; bookId: number; unitId: number; type: { id: number; name: string }; options: DocumentsOptions },
): Cell[] {
  const { direction, year, number, symbol, urgency, subject, issuer, issuedOn, arrivedOn, registeredAt, dueOn, pages } = document;
  const recipients = [...document.recipients];
  const isOwn = direction !== "INCOMING";
  const signer = isOwn ? at.options.head(document.unit).name : null;
  const post = isOwn ? headTitleOf(document.unit) : null;
  const registeredOn = cityDay(registeredAt);
  const clerk = at.options.clerk(document.unit);
  const hash = contentHash({
    ...{ direction, unitId: at.unitId, typeId: at.type.id, bookId: at.bookId, year, number, symbol, urgency, subject, issuer },
    ...{ authority: null, signerName: signer, signerPost: post, recipients, keeper: null, copies: null, pages },
    ...{
      issuedOn: writeDay(issuedOn),
      arrivedOn: arrivedOn === null ? null : writeDay(arrivedOn),
      registeredOn: writeDay(registeredOn),
    },
    ...{ dueOn: dueOn === null ? null : writeDay(dueOn), responseForId: null, note: null },
  });
  const search = searchWords([symbol, subject, issuer, signer, at.type.name, ...recipients]);
  const listed = `{${recipients.map((name) => JSON.stringify(name)).join(",")}}`;
  return [
    ...[at.id, direction, "REGISTERED", at.unitId, at.type.id, at.bookId, year, number, symbol, symbolKey(symbol)],
    ...[document.issuerMark, document.drafterMark, urgency, subject, issuer, null, signer, post, listed, pages],
    ...[issuedOn, arrivedOn, registeredOn, dueOn, search, registeredAt, clerk.id, clerk.name],
    ...[registeredAt, clerk.id, clerk.name, hash, true],
  ];
}

const headTitleOf = (unit: string): string => units.find((u) => u.key === unit)?.headTitle ?? "";
const nameOf = (unit: string): string => units.find((u) => u.key === unit)?.name ?? "";
const placeOf = (unit: string): string => {
  const ward = wards.find((w) => w.key === unit);
  return ward ? wardTitle(ward).replace(/^(Phường|Xã) /, "") : "Hà Giang";
};

// ── Papers ──────────────────────────────────────────────────────────────────

type Signers = ReadonlyMap<string, { person: Holder; agency: Holder; expired: Holder }>;

async function loadPapers(
  client: pg.Client,
  documents: readonly SeedDocument[],
  first: number,
  options: DocumentsOptions & { filesDir: string },
): Promise<void> {
  const { until, head, filesDir, onProgress } = options;
  const heads = keepers.map(({ key }) => [head(key).name, headTitleOf(key), headTitleOf(key).toUpperCase(), placeOf(key)]);
  const names = [...units, ...senders].flatMap(({ name }) => [name, name.toUpperCase()]);
  const letters = await lettersOf([...paperWords, ...names, ...heads.flat(), ...documents.map((d) => d.symbol)]);
  const { authorities, lists, signers } = authorityOf(until, head);
  await loadTrust(client, authorities, lists, until);
  const own = documents.flatMap((document, i) =>
    document.signing === null ? [] : [{ ...document, id: first + i, signing: document.signing }],
  );
  const files: Cell[][] = [];
  for (const [i, document] of own.entries()) {
    const bytes = await paperOf(document, letters, signers, options);
    const sha = createHash("sha256").update(bytes).digest("hex");
    const folder = join(filesDir, sha.slice(0, 2));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, sha), bytes, { mode: 0o600 });
    const name = `${document.symbol.replaceAll("/", "-")}.pdf`;
    const said = searchWords([document.subject, ...bodyOf(document.issuer, document.subject)]);
    const clerk = options.clerk(document.unit);
    files.push([document.id, name, bytes.length, sha, said, document.registeredAt, clerk.id, clerk.name]);
    if ((i + 1) % 500 === 0) onProgress(`${i + 1} / ${own.length} văn bản đã lập và ký số`);
  }
  const columns = Array.from({ length: 8 }, (_, column) => files.map((file) => file[column]));
  await client.query(
    `insert into document_file (document_id, name, type, bytes, pages, sha, words, added_at, added_by, added_by_name)
     select document_id, name, 'application/pdf', bytes, 1, sha, strip(to_tsvector('simple', said)), added_at, added_by, added_by_name
     from unnest($1::int[], $2::text[], $3::int[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[])
       f(document_id, name, bytes, sha, said, added_at, added_by, added_by_name)`,
    columns,
  );
  onProgress(`${own.length} tệp PDF, chữ ký số được kiểm tra sau khi khởi động`);
}

const invented = "Dữ liệu mô phỏng Vọng Lâu";

/** The demo's root and issuing authority, and for each unit a person's and the agency's certificate; nothing is revoked. */
function authorityOf(until: Date, head: (unit: string) => Official) {
  const on = (days: number) => new Date(until.getTime() + days * 86_400_000);
  const lasting = { from: on(-2_000), until: on(3_600), isAuthority: true };
  const root = issue(null, { names: { organisation: invented, name: `${invented} – chứng thư gốc` }, serial: 1, ...lasting });
  const ca = issue(root, { names: { organisation: invented, name: `${invented} – cấp chứng thư` }, serial: 2, ...lasting });
  const signers = new Map(
    keepers.map(({ key }, i) => {
      const names = { organisation: nameOf(key), title: headTitleOf(key), name: head(key).name };
      const valid = { from: on(-500), until: on(600) };
      return [
        key,
        {
          person: issue(ca, { names, serial: 1_000 + i, ...valid }),
          agency: issue(ca, { names: { organisation: nameOf(key), name: nameOf(key) }, serial: 2_000 + i, ...valid }),
          expired: issue(ca, { names, serial: 3_000 + i, from: on(-900), until: on(-400) }),
        },
      ];
    }),
  );
  const lists = [root, ca].map((authority) => emptyList(authority, on(-1), on(3_600)));
  return { authorities: [root, ca].map((a) => a.certificate), lists, signers };
}

async function loadTrust(
  client: pg.Client,
  authorities: readonly Certificate[],
  lists: readonly Buffer[],
  at: Date,
): Promise<void> {
  const columns = [
    "role",
    "der",
    "sha256",
    "name",
    "issuer_name",
    "valid_from",
    "valid_until",
    "added_at",
    "added_by",
    "is_test",
  ];
  await copyRows(
    client,
    "trusted_certificate",
    columns,
    authorities.map((a, i): Cell[] => [
      ...[i === 0 ? "ROOT" : "INTERMEDIATE", a.der, a.sha256, a.who.name ?? a.serial, a.issuerName ?? ""],
      ...[a.notBefore, a.notAfter, at, "system:demo", true],
    ]),
  );
  await copyRows(
    client,
    "revocation_list",
    ["der", "sha256", "issuer_name", "made_at", "next_at", "revoked", "added_at", "added_by"],
    lists.map((der, i): Cell[] => {
      const sha = createHash("sha256").update(der).digest("hex");
      const [from, next] = [new Date(at.getTime() - 86_400_000), new Date(at.getTime() + 3_600 * 86_400_000)];
      return [der, sha, authorities[i]?.who.name ?? "", from, next, 0, at, "system:demo"];
    }),
  );
}

async function paperOf(
  document: SeedDocument & { signing: Signing },
  letters: Letters,
  signers: Signers,
  { head }: DocumentsOptions,
): Promise<Buffer> {
  const { unit, subject, signing, registeredAt } = document;
  const paper = drawPaper(
    {
      agencyAbove: unit === "city" ? null : nameOf("city"),
      agency: nameOf(unit),
      symbol: document.symbol,
      place: placeOf(unit),
      on: document.issuedOn,
      kind: document.type.kind,
      subject,
      body: bodyOf(nameOf(unit), subject),
      recipients: document.recipients.length > 0 ? document.recipients : ["Như trên"],
      authority: null,
      post: headTitleOf(unit),
      signer: head(unit).name,
    },
    letters,
  );
  const by = signers.get(unit);
  if (!by || signing === "NONE") return paper.bytes;
  const person = signing === "EXPIRED" ? by.expired : by.person;
  const before = (minutes: number) => new Date(registeredAt.getTime() - minutes * 60_000);
  const once = await signPdf(paper.bytes, person.signer, {
    field: "NguoiKy",
    at: before(9),
    holeBytes: 2_500,
    shown: { page: 0, rect: paper.person, drawing: signatureDrawing(head(unit).name) },
  });
  if (signing === "PERSON_ONLY") return once;
  const twice = await signPdf(once, by.agency.signer, {
    field: "CoQuan",
    at: before(2),
    holeBytes: 2_500,
    shown: { page: 0, rect: paper.agency, drawing: sealDrawing() },
  });
  if (signing !== "CHANGED") return twice;
  // Words of what was signed are others: what a careless tool, or a forger, leaves behind.
  return Buffer.from(twice.toString("latin1").replace(hexOf("mo phong"), hexOf("sua chua")), "latin1");
}
const hexOf = (words: string) => Buffer.from(words).toString("hex");
