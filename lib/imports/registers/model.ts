import * as z from "zod";

/** What a column of a register of documents can tell (NĐ 30/2020, Phụ lục IV), and the name of the file that goes with the row. */
export const documentFields = [
  "number",
  "arrivedOn",
  "issuer",
  "symbol",
  "issuedOn",
  "documentType",
  "subject",
  "signerName",
  "signerPost",
  "recipients",
  "keeper",
  "copies",
  "pages",
  "dueOn",
  "urgency",
  "note",
  "file",
] as const;
export type DocumentField = (typeof documentFields)[number];
export const DocumentMapping = z.partialRecord(z.enum(documentFields), z.int().min(0).max(199));
export type DocumentMapping = z.output<typeof DocumentMapping>;

export const registerDirections = ["INCOMING", "OUTGOING", "INTERNAL"] as const;
type Direction = (typeof registerDirections)[number];
/** The fields a register of a direction cannot do without. */
export const neededDocumentFields: Record<Direction, readonly DocumentField[]> = {
  INCOMING: ["number", "arrivedOn", "issuer", "issuedOn", "subject"],
  OUTGOING: ["symbol", "issuedOn", "subject", "signerName", "recipients"],
  INTERNAL: ["symbol", "issuedOn", "subject", "signerName"],
};
/** The fields that say something in a register of a direction. */
export const fieldsOf = (direction: Direction): DocumentField[] =>
  documentFields.filter((field) => direction === "INCOMING" || (field !== "arrivedOn" && field !== "issuer"));
export const missingDocumentFields = (direction: Direction, mapping: DocumentMapping): DocumentField[] =>
  neededDocumentFields[direction].filter((field) => mapping[field] === undefined);

/** Why a row of a register of documents was not taken, beside what it shares with dossiers. */
export const documentReasonCodes = [
  "secret-document",
  "needed-missing",
  "number-unreadable",
  "number-twice",
  "number-out-of-order",
  "number-differs",
  "number-taken",
  "number-given-here",
  "year-differs",
  "type-unknown",
  "urgency-unknown",
  "symbol-unreadable",
  "issued-in-future",
  "arrived-in-future",
  "issued-after-arrival",
  "document-registered-already",
] as const;

/** Why a file beside a register was not taken. */
export const importFileFaults = [
  "file-missing",
  "file-ambiguous",
  "file-not-pdf",
  "file-unreadable",
  "file-too-large",
  "file-empty",
] as const;

/** What became of a file beside a register. RETURNED: its row came back. */
export const importFileStates = ["TAKEN", "RETURNED", "UNNAMED", "REFUSED", "MISSING"] as const;

/** Rows of one register: a busy city office has some twenty thousand documents a year. */
export const mostDocumentRows = 50_000;
/** A register of fifty thousand rows is some ten megabytes. */
export const maxRegisterBytes = 50 * 1024 * 1024;
export const maxArchiveBytes = 2 * 2 ** 30;
/** They are looked into while their sender waits: some fifty a second. Another zip may follow. */
export const mostArchiveFiles = 2_000;
export const filesShown = 20;
