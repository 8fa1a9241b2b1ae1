import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { DispatchState, PacketState } from "@/lib/db/generated/enums";
import { RecordId } from "@/lib/db/model";
import { words } from "@/lib/documents/model";
import { ActivePart } from "@/lib/files/model";
import { CheckedXml } from "@/lib/signatures/model";
import { DocumentHeader, StatusCode } from "../wire/header";

export { DispatchState, PacketState };

/** What became of a packet that was handed in. "known": it had come before, and nothing was done a second time. */
export const outcomes = ["waiting", "told", "known", "kept", "refused"] as const;
export const Taken = z.object({
  id: z.int(),
  outcome: z.enum(outcomes),
  /** Why it was kept for a person, or refused. */
  fault: z.string().nullable(),
  at: z.string().nullable(),
});
export type Taken = z.output<typeof Taken>;

export const boxes = ["IN", "OUT", "UNREADABLE"] as const;
export const PacketFilter = z.strictObject({
  box: z.enum(boxes).default("IN"),
  /** Only what waits for somebody, or is late. */
  open: z.enum(["1"]).optional(),
  before: RecordId.optional(),
});
export type PacketFilter = z.output<typeof PacketFilter>;

const Instant = z.iso.datetime();
export const PacketRow = z.object({
  id: z.int(),
  state: z.enum(PacketState),
  business: z.string().nullable(),
  unitName: z.string(),
  fromName: z.string().nullable(),
  fromCode: z.string().nullable(),
  symbol: z.string().nullable(),
  subject: z.string().nullable(),
  urgency: z.string().nullable(),
  fault: z.string().nullable(),
  faultAt: z.string().nullable(),
  senderName: z.string(),
  arrivedAt: Instant,
  documentId: z.int().nullable(),
  revision: z.int(),
});
export type PacketRow = z.output<typeof PacketRow>;

/** How far a document of ours has come at one receiver. */
export const stages = ["waiting", "failed", "dropped", "sent", "arrived", "refused", "accepted", "handled", "finished"] as const;
export type Stage = (typeof stages)[number];
export const DispatchRow = z.object({
  id: z.int(),
  business: z.string(),
  toName: z.string(),
  toCode: z.string(),
  symbol: z.string(),
  subject: z.string(),
  documentId: z.int().nullable(),
  stage: z.enum(stages),
  /** Not accepted though a working day has passed. Null where the calendar is not decided. */
  isLate: z.boolean().nullable(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
  arrivedAt: Instant.nullable(),
  acceptedAt: Instant.nullable(),
  refusedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  answer: z.enum(["15", "16"]).nullable(),
  words: z.string().nullable(),
  fault: z.string().nullable(),
  attempts: z.int(),
  /** Did it go with a signature of this system? */
  isSigned: z.boolean(),
});
export type DispatchRow = z.output<typeof DispatchRow>;

export const PacketPage = z.object({
  packets: z.array(PacketRow),
  dispatches: z.array(DispatchRow),
  next: z.int().nullable(),
  counts: z.object({ waiting: z.int(), unreadable: z.int(), late: z.int(), unsent: z.int() }),
  /** Is there a way out at all? */
  hasWayOut: z.boolean(),
  /** Is what goes out signed by this system? */
  isSealed: z.boolean(),
});
export type PacketPage = z.output<typeof PacketPage>;

export const PacketFileRow = z.object({
  id: z.int(),
  name: z.string(),
  declared: z.string(),
  type: z.string(),
  bytes: z.int(),
  pages: z.int().nullable(),
  sha: z.string(),
  inside: z.string().nullable(),
  active: z.array(ActivePart),
  /** It is something else than its sender calls it. */
  isOther: z.boolean(),
});
export const PacketDetail = PacketRow.extend({
  header: DocumentHeader.nullable(),
  status: z.object({ code: StatusCode, words: z.string() }).nullable(),
  signature: CheckedXml.nullable(),
  files: z.array(PacketFileRow),
  target: z.object({ id: z.int(), documentId: z.int().nullable(), state: z.enum(PacketState) }).nullable(),
  /** The type of document its sender's word stands for, where there is one of that name. */
  typeId: z.int().nullable(),
  /** The document of ours it answers. */
  responseForId: z.int().nullable(),
  reason: z.string().nullable(),
  settledByName: z.string().nullable(),
  may: z.object({ register: z.boolean(), refuse: z.boolean(), answer: z.boolean(), replay: z.boolean() }),
});
export type PacketDetail = z.output<typeof PacketDetail>;

export const packetIdOf = z.strictObject({ id: RecordId });
export const packetFileIdOf = z.strictObject({ id: RecordId, fileId: RecordId });
const Id = z.int().positive().max(2_147_483_647);
const At = z.strictObject({ revision: z.int().positive() });
/** How a packet is entered in the register: what its header does not say, and what the clerk says otherwise. */
export const RegisterPacket = At.extend({
  typeId: Id,
  unitId: Id.optional(),
  recipients: z.array(words(300)).max(100).default([]),
  dueOn: Day.optional(),
  note: words(500).optional(),
  isRepeated: z.boolean().default(false),
});
export const RefusePacket = At.extend({ reason: words(500) });
/** The receiver's consent to a recall, an update or a replacement, or the reason why not. */
export const AnswerPacket = At.extend({ consents: z.boolean(), reason: words(500) });
export const DropPacket = At.extend({ reason: words(500) });
export const ReplayPacket = At;
export const Settled = z.object({ id: z.int(), state: z.enum(PacketState), documentId: z.int().nullable() });
export type Settled = z.output<typeof Settled>;

export const RecipientsInput = z.strictObject({ agencyIds: z.array(Id).max(200) });
/** Sends a document to its recipients; with another business, to those it went to. */
export const SendInput = z.discriminatedUnion("business", [
  z.strictObject({ business: z.literal("NEW") }),
  z.strictObject({ business: z.enum(["RECALL", "UPDATE"]), reason: words(500) }),
  z.strictObject({ business: z.literal("REPLACE"), reason: words(500), replacesId: Id }),
]);
export const Sent = z.object({ count: z.int() });

export const AgencyRow = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  endedOn: Day.nullable(),
  identifiers: z.array(z.object({ scheme: z.string(), code: z.string(), validFrom: Day, validUntil: Day.nullable() })),
});
export type AgencyRow = z.output<typeof AgencyRow>;
export const AgencyFilter = z.strictObject({ text: z.string().trim().max(200).optional() });
export const AgencyList = z.object({ agencies: z.array(AgencyRow), total: z.int() });
export type AgencyList = z.output<typeof AgencyList>;
export const schemes = ["QD20", "QCVN102", "OTHER"] as const;
const name = z.string().trim().normalize().min(2).max(300);
const code = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,59}$/u, "agency-code-unreadable");
export const AgencyInput = z.strictObject({
  name,
  email: z.email().max(200).optional(),
  code,
  validFrom: Day.optional(),
});
export type AgencyInput = z.output<typeof AgencyInput>;
/** Agencies one file may have: the whole country has fewer. */
export const mostAgencies = 20_000;
export const AgenciesRead = z.object({
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  faults: z.array(z.object({ line: z.int(), code: z.string() })),
});
export type AgenciesRead = z.output<typeof AgenciesRead>;
export const DocumentDispatches = z.object({
  recipients: z.array(z.object({ id: z.int(), name: z.string() })),
  dispatches: z.array(DispatchRow),
  may: z.object({ choose: z.boolean(), send: z.boolean() }),
});
export type DocumentDispatches = z.output<typeof DocumentDispatches>;
