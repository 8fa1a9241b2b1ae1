import * as z from "zod";
import { RecordId } from "@/lib/db/model";
import { applicantKinds } from "./wire/tables";

export { FullMessage, LineMessage } from "./wire/schemas";
export { applicantKinds } from "./wire/tables";

/** What is synchronised: a dossier whole, and one line of its progress (DOMAIN §1.3). */
export const services = ["DongBoHoSoMC", "CapNhatTienDoHoSoMC"] as const;
export const Service = z.enum(services);
export type Service = z.output<typeof Service>;
export const directions = ["IN", "OUT"] as const;
export const messageStatuses = ["WAITING", "DONE", "FAILED", "DROPPED"] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** Why a message waits longer than it should, or stands failed. */
export const faultCodes = [
  "message-unreadable",
  "dossier-unknown",
  "judged-unfit",
  "raced",
  "portal-silent",
  "portal-refused",
  "portal-unreadable",
  "sign-in-refused",
  "address-refused",
  "gave-up",
] as const;
export const FaultCode = z.enum(faultCodes);
export type FaultCode = z.output<typeof FaultCode>;

/** Messages of one request at most. */
export const messagesMost = 100;
/** What a machine sends. Each item is read by itself, so that a bad one stops none of the others. */
export const Inbound = z.strictObject({
  service: Service,
  data: z.array(z.record(z.string(), z.unknown())).min(1).max(messagesMost),
});
export type Inbound = z.output<typeof Inbound>;
/** "older": it tells of less than is known already, and changed nothing. "kept": it did not fit; it waits in the list for a person. */
export const inboundOutcomes = ["new", "changed", "unchanged", "older", "kept"] as const;
export type InboundOutcome = (typeof inboundOutcomes)[number];
export const Finding = z.object({ field: z.string(), code: z.string(), value: z.string().optional() });
export type Finding = z.output<typeof Finding>;
export const InboundLine = z.object({
  line: z.int(),
  messageId: z.string(),
  code: z.string().nullable(),
  outcome: z.enum(inboundOutcomes),
  fault: FaultCode.nullable(),
  findings: z.array(Finding.extend({ sentence: z.string() })),
  /** Fields nobody told us of: kept with the message, and passed over. */
  ignored: z.array(z.string()),
});
export type InboundLine = z.output<typeof InboundLine>;
export const InboundAnswer = z.object({ lines: z.array(InboundLine) });

/** Which LoaiDoiTuong means what, the first of a kind is what we write. */
export const KindTable = z
  .array(z.tuple([z.string().trim().min(1).max(20), z.enum(applicantKinds)]))
  .min(1)
  .max(20)
  .refine((rows) => new Set(rows.map(([wire]) => wire)).size === rows.length, "kind-twice")
  .refine((rows) => applicantKinds.every((kind) => rows.some(([, one]) => one === kind)), "kind-untold");
export type KindTable = z.output<typeof KindTable>;
export const usualKinds: KindTable = [
  ["1", "CITIZEN"],
  ["2", "ORGANISATION"],
];

const path = z
  .string()
  .trim()
  .max(200)
  .regex(/^\/[\w./-]*$/, "path-unreadable");
export const PortalInput = z.strictObject({
  address: z
    .url({ protocol: /^https?$/, error: "address-unreadable" })
    .max(200)
    .refine((text) => {
      const url = URL.canParse(text) ? new URL(text) : null;
      return (
        url !== null && url.username === "" && url.password === "" && url.search === "" && url.hash === "" && url.pathname === "/"
      );
    }, "address-unreadable"),
  loginPath: path,
  servicePath: path,
  account: z.string().trim().min(1).max(200),
  /** Left out: the one that is kept stays, where address and account do. */
  secret: z.string().min(1).max(500).optional(),
  agencyCode: z.string().trim().min(1).max(60),
  isOn: z.boolean(),
  /** Empty: the dossiers of every unit. */
  unitIds: z.array(RecordId).max(500),
  applicantKinds: KindTable,
  version: z.int().min(0),
});
export type PortalInput = z.output<typeof PortalInput>;

export const PortalView = PortalInput.omit({ secret: true }).extend({
  address: z.string(),
  hasSecret: z.boolean(),
  failures: z.int(),
  restsUntil: z.iso.datetime().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  fault: FaultCode.nullable(),
});
export type PortalView = z.output<typeof PortalView>;

/** What a try of the connection found; of all that is in the way the first. */
export const trialOutcomes = [
  "works",
  "slow",
  "address-refused",
  "name-unknown",
  "closed",
  "certificate-bad",
  "not-secure",
  "silent",
  "broken-off",
  "portal-fault",
  "unreadable",
  "sign-in-refused",
  "refused",
] as const;
export type TrialOutcome = (typeof trialOutcomes)[number];
/** A portal that takes longer to sign in and to answer holds up every message. */
export const slowMs = 5_000;
export const PortalTrial = z.object({
  at: z.iso.datetime(),
  outcome: z.enum(trialOutcomes),
  tookMs: z.int(),
  /** The portal's own words, or the fault by its technical name. */
  answer: z.string().nullable(),
});
export type PortalTrial = z.output<typeof PortalTrial>;

export const MessageFilter = z.strictObject({
  direction: z.enum(directions).optional(),
  status: z.enum(messageStatuses).optional(),
  code: z.string().trim().max(60).optional(),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
export type MessageFilter = z.output<typeof MessageFilter>;
export const MessageRow = z.object({
  id: z.string(),
  direction: z.enum(directions),
  service: Service,
  code: z.string().nullable(),
  unitName: z.string(),
  senderName: z.string().nullable(),
  status: z.enum(messageStatuses),
  attempts: z.int(),
  fault: FaultCode.nullable(),
  createdAt: z.iso.datetime(),
  nextAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type MessageRow = z.output<typeof MessageRow>;
export const ExchangeBoard = z.object({
  portal: PortalView.nullable(),
  counts: z.array(z.object({ direction: z.enum(directions), status: z.enum(messageStatuses), count: z.int() })),
  /** Dossiers that changed and of which no message is composed yet. */
  due: z.int(),
  rows: z.array(MessageRow),
  next: z.string().nullable(),
});
export type ExchangeBoard = z.output<typeof ExchangeBoard>;

export const MessageView = MessageRow.extend({
  revision: z.int(),
  /** The message, masked for who reads no dossier. */
  content: z.record(z.string(), z.unknown()),
  isMasked: z.boolean(),
  findings: z.array(Finding),
  /** The portal's own words. */
  answer: z.string().nullable(),
  reason: z.string().nullable(),
  endedBy: z.string().nullable(),
});
export type MessageView = z.output<typeof MessageView>;

export const MessageId = z.strictObject({ id: z.string().regex(/^\d{1,18}$/) });
/** Fields to say otherwise before it is tried again; those not named stay as they came. */
export const ReplayInput = z.strictObject({
  revision: z.int().positive(),
  fields: z.record(z.string().regex(/^\w{1,60}$/), z.string().max(4_000)).default({}),
});
export const DropInput = z.strictObject({ revision: z.int().positive(), reason: z.string().trim().min(3).max(500) });
