import type pg from "pg";
import type { WorkingCalendar } from "@/lib/calendar/model";
import { cityDay, writeDay } from "@/lib/calendar/rules";
import { commonNames } from "@/lib/documents/book/allocate";
import { contentHash } from "@/lib/documents/record/content";
import { searchWords } from "@/lib/documents/record/search";
import { symbolKey } from "@/lib/documents/rules";
import { type Cell, copyRows, type Ids, reserve } from "../copy";
import type { Random } from "../random";
import { units } from "../units";
import { fullVolume, type SeedDocument, seedDocuments, type Volume } from "./course";
import { loadExchange } from "./exchange";
import type { Registered } from "./meetings";

type Official = { id: string; name: string };
export type DocumentsOptions = {
  until: Date;
  calendar: WorkingCalendar;
  random: Random;
  unitIds: Ids;
  /** Who heads a unit, and who keeps its registers. */
  head(unit: string): Official;
  clerk(unit: string): Official;
  volume?: Volume | undefined;
  onProgress(line: string): void;
};

/** Loads the registers of a year; the papers of the city's own documents are made afterwards (papers.ts). */
export async function loadDocuments(client: pg.Client, options: DocumentsOptions): Promise<Registered[]> {
  const { until, calendar, random, unitIds, volume = fullVolume, onProgress } = options;
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
  await loadExchange(
    client,
    documents.map((document, i) => ({ document, id: first + i })),
    { unitIds, until },
  );
  await client.query("analyze document");
  onProgress(`${documents.length} văn bản trong sổ`);
  return documents.map((document, i) => ({ ...document, id: first + i }));
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

/** What the head of a unit is called. */
export const headTitleOf = (unit: string): string => units.find((u) => u.key === unit)?.headTitle ?? "";
