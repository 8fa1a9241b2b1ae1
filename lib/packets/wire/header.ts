import * as z from "zod";
import { Day } from "@/lib/calendar/model";

/** Letters XML 1.0 does not have, and such as no reader sees: none of them is part of what an agency says. */
const unseen = /[\p{Cc}\p{Cs}\p{Co}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+/gu;
/** A text of a packet in one form, and no longer than it may be. */
export const said = (most: number) =>
  z
    .string()
    .transform((text) => text.normalize("NFC").replace(unseen, " ").replace(/\s+/g, " ").trim())
    .pipe(z.string().max(most, "header-too-long"));

/** An agency as a packet names it: sender or receiver. */
export const Party = z.strictObject({
  code: said(60).pipe(z.string().min(1, "agency-missing")),
  inCharge: said(300).default(""),
  name: said(300).default(""),
  address: said(500).default(""),
  email: said(200).default(""),
  phone: said(60).default(""),
  fax: said(60).default(""),
  website: said(200).default(""),
});
export type Party = z.output<typeof Party>;

export const Staff = z.strictObject({
  department: said(200).default(""),
  name: said(200).default(""),
  email: said(200).default(""),
  phone: said(60).default(""),
});
export type Staff = z.output<typeof Staff>;

const DocumentKey = said(200);
/** The document another one is about: whose it is, its number and symbol, its day, its identifier on the axis. */
export const Link = z.strictObject({
  code: said(60).default(""),
  symbol: said(100).default(""),
  issuedOn: Day.nullable().default(null),
  documentKey: DocumentKey.default(""),
});
export type Link = z.output<typeof Link>;

/** BussinessDocType (QCVN 102:2016): a new document, one taken back, one with other words, one in the place of others. */
export const businesses = ["NEW", "RECALL", "UPDATE", "REPLACE"] as const;
export const Business = z.enum(businesses);
export type Business = z.output<typeof Business>;

const Instant = z.iso.datetime();
export const DocumentHeader = z.strictObject({
  kind: z.literal("document"),
  from: Party,
  to: z.array(Party).min(1, "receiver-missing").max(500),
  documentKey: DocumentKey.pipe(z.string().min(1, "document-id-missing")),
  /** "123/QĐ-UBND", of CodeNumber and CodeNotation. */
  symbol: said(100).pipe(z.string().min(1, "symbol-missing")),
  place: said(120).default(""),
  issuedOn: Day,
  type: z.strictObject({ kind: said(20).default(""), detail: said(20).default(""), name: said(120).default("") }),
  /** Trích yếu. */
  subject: said(1_000).pipe(z.string().min(1, "subject-missing")),
  content: said(4_000).default(""),
  signer: z.strictObject({ competence: said(60).default(""), post: said(160).default(""), name: said(120).default("") }),
  dueOn: Day.nullable().default(null),
  urgency: z.enum(["NORMAL", "URGENT", "VERY_URGENT", "EXPRESS", "EXPRESS_AT_HOUR"]).default("NORMAL"),
  sphere: said(200).default(""),
  typist: said(60).default(""),
  copies: z.int().min(0).max(99_999).nullable().default(null),
  pages: z.int().min(1).max(99_999).nullable().default(null),
  direction: said(200).default(""),
  appendixes: z.array(said(300)).max(100).default([]),
  responseFor: z.array(Link).max(50).default([]),
  steering: z.enum(["NONE", "STEERING", "REPORT"]).default("NONE"),
  places: z.array(said(300)).max(200).default([]),
  trace: z
    .array(z.strictObject({ code: said(60), at: Instant }))
    .max(200)
    .default([]),
  business: z
    .strictObject({
      type: Business,
      documentKey: DocumentKey.default(""),
      reason: said(1_000).default(""),
      /** The paper follows too. */
      isPaper: z.boolean().default(false),
      receivers: z
        .array(z.strictObject({ code: said(60), isAdded: z.boolean() }))
        .max(500)
        .default([]),
      replaced: z
        .array(z.strictObject({ documentKey: DocumentKey, codes: z.array(said(60)).max(500) }))
        .max(50)
        .default([]),
      staff: Staff.nullable().default(null),
    })
    .default({ type: "NEW", documentKey: "", reason: "", isPaper: false, receivers: [], replaced: [], staff: null }),
});
export type DocumentHeader = z.output<typeof DocumentHeader>;

/** Status codes of the axis: what became of a document at its receiver, and of a wish to take it back. */
export const statusCodes = ["01", "02", "03", "04", "05", "06", "13", "15", "16"] as const;
export const StatusCode = z.enum(statusCodes, "status-unknown");
export type StatusCode = z.output<typeof StatusCode>;

export const StatusHeader = z.strictObject({
  kind: z.literal("status"),
  from: Party,
  about: Link,
  staff: Staff,
  code: StatusCode,
  words: said(1_000).default(""),
  at: Instant,
});
export type StatusHeader = z.output<typeof StatusHeader>;

export const Header = z.discriminatedUnion("kind", [DocumentHeader, StatusHeader]);
export type Header = z.output<typeof Header>;

/** A file as the manifest lists it; its bytes come apart. */
export const Attached = z.strictObject({
  contentId: z.string().min(1).max(200),
  name: z.string().max(255),
  declared: z.string().max(200),
  description: said(500).default(""),
});
export type Attached = z.output<typeof Attached>;
