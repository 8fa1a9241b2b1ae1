import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { MeetingPaperKind, MeetingRole, MeetingState } from "@/lib/db/generated/enums";
import { RecordId } from "@/lib/db/model";
import { words } from "@/lib/documents/model";
import { ActivePart, FileScan, FileToNote } from "@/lib/files/model";
import { Reason } from "@/lib/signatures/model";

export { MeetingPaperKind, MeetingRole, MeetingState };

const Id = z.int().positive().max(2_147_483_647);
const Instant = z.iso.datetime({ offset: true });

export const mostParticipants = 300;
export const mostItems = 50;
/** Papers of one meeting, removed ones counted. */
export const mostPapers = 300;

/** A person of a unit, or the unit, which sends somebody. One person is in the chair. */
export const Invited = z.strictObject({ unitId: Id, userId: Id.optional(), role: z.enum(MeetingRole).default("MEMBER") });
export type Invited = z.output<typeof Invited>;

/** A point of the agenda; with `id` one that is there already and keeps its papers. */
export const AgendaItem = z.strictObject({
  id: Id.optional(),
  title: words(500),
  presenter: words(160).optional(),
  minutes: z.int().min(1).max(1_440).optional(),
});
export type AgendaItem = z.output<typeof AgendaItem>;

const said = {
  title: words(300),
  place: words(200),
  startsAt: Instant,
  endsAt: Instant,
  participants: z.array(Invited).max(mostParticipants),
  items: z.array(AgendaItem).max(mostItems),
};
/** A meeting as it is prepared; nobody is invited yet. */
export const MeetingInput = z.strictObject({ unitId: Id, ...said });
/** The whole of it anew: an item that is not named goes, unless papers lie before it. */
export const MeetingChange = z.strictObject({ version: Id, ...said });

const version = Id;
/** What becomes of a meeting: people are invited, it was held, it is called off, and what was concluded. */
export const MeetingActInput = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("convene"), version }),
  z.strictObject({ act: z.literal("hold"), version, conclusion: words(10_000).optional() }),
  z.strictObject({ act: z.literal("cancel"), version, reason: words(500) }),
  z.strictObject({ act: z.literal("conclude"), version, conclusion: words(10_000) }),
]);
export type MeetingActInput = z.output<typeof MeetingActInput>;
export type MeetingAct = MeetingActInput["act"];

/** What is laid before an item: a document that stands in a register, or the note that something is given out on paper. */
export const PaperInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("DOCUMENT"), itemId: Id, documentId: Id }),
  z.strictObject({ kind: z.literal("PRINTED"), itemId: Id, name: words(300) }),
]);
/** A PDF that was stored and looked into, to be noted with an item. */
export const BroughtPaper = FileToNote.extend({ meetingId: Id, itemId: Id });
export const RemovePaperInput = z.strictObject({ reason: words(500) });

export const meetingIdOf = z.strictObject({ id: RecordId });
export const meetingItemIdOf = z.strictObject({ id: RecordId, itemId: RecordId });
export const meetingPaperIdOf = z.strictObject({ id: RecordId, paperId: RecordId });
/** Which file of a registered document; of a PDF that was brought none. */
export const PaperFileQuery = z.strictObject({ file: RecordId.optional() });

export const MeetingKept = z.object({ id: z.int(), version: z.int() });
export type MeetingKept = z.output<typeof MeetingKept>;
export const PaperKept = z.object({ id: z.int(), pages: z.int().nullable() });
export type PaperKept = z.output<typeof PaperKept>;

/** How a paper stands with its signatures: a document as the register has it, a PDF as its check found it, paper as paper. */
export const paperStandings = ["VALID", "DOUBTFUL", "INVALID", "UNKNOWN", "UNSIGNED", "PENDING", "EXEMPT", "PRINTED"] as const;
export type PaperStanding = (typeof paperStandings)[number];

/** What a held meeting tells of its papers: all validly signed, not all, or there were none. */
export const meetingOutcomes = ["full", "lacking", "bare"] as const;
export type MeetingOutcome = (typeof meetingOutcomes)[number];

/** The lists behind the figure: held meetings, those with papers, and what became of them. */
export const meetingSets = ["held", "counted", ...meetingOutcomes] as const;
export type MeetingSet = (typeof meetingSets)[number];

export const meetingParts = ["upcoming", "past", "drafts"] as const;
export type MeetingPart = (typeof meetingParts)[number];
export const MeetingFilter = z.strictObject({
  part: z.enum(meetingParts).default("upcoming"),
  /** Only those this actor is invited to. */
  mine: z.enum(["yes"]).optional(),
  unitId: RecordId.optional(),
  /** Those the figure counts, of the days below; the part counts for nothing then. */
  set: z.enum(meetingSets).optional(),
  from: Day.optional(),
  to: Day.optional(),
  cursor: z.string().max(80).optional(),
  take: z.coerce.number().int().min(1).max(100).default(30),
});
export type MeetingFilter = z.output<typeof MeetingFilter>;

const Lacking = z.object({ id: z.int(), name: z.string(), standing: z.enum(paperStandings) });
export const MeetingRow = z.object({
  id: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  title: z.string(),
  place: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  state: z.enum(MeetingState),
  chairName: z.string().nullable(),
  cancelReason: z.string().nullable(),
  papers: z.int(),
  valid: z.int(),
  /** Papers this actor was sent and has not opened; null where they are not invited, or there is nothing to open. */
  unopened: z.int().nullable(),
  /** Of a held one. */
  outcome: z.enum(meetingOutcomes).nullable(),
  /** The first papers that are not validly signed; of a held one. */
  lacking: z.array(Lacking),
});
export type MeetingRow = z.output<typeof MeetingRow>;
export const MeetingPage = z.object({ rows: z.array(MeetingRow), nextCursor: z.string().nullable() });
export type MeetingPage = z.output<typeof MeetingPage>;

const Named = z.object({ at: z.iso.datetime(), byName: z.string() });
export const ParticipantView = z.object({
  id: z.int(),
  role: z.enum(MeetingRole),
  unitId: z.int(),
  unitName: z.string(),
  userId: z.int().nullable(),
  name: z.string(),
  /** This actor, or a unit they come for. */
  isMe: z.boolean(),
});
export type ParticipantView = z.output<typeof ParticipantView>;

export const PaperView = z.object({
  id: z.int(),
  kind: z.enum(MeetingPaperKind),
  /** Its name, or symbol and subject of the document. */
  name: z.string(),
  symbol: z.string().nullable(),
  /** Where this actor may open the record of the document. */
  documentId: z.int().nullable(),
  files: z.array(
    z.object({
      /** Null: the paper's own bytes. */
      id: z.int().nullable(),
      name: z.string(),
      type: z.string(),
      bytes: z.int(),
      pages: z.int().nullable(),
      sha: z.string(),
      active: z.array(ActivePart),
      scan: z.enum(FileScan),
      mayOpen: z.boolean(),
    }),
  ),
  standing: z.enum(paperStandings),
  /** What was said of the signatures of a PDF that was brought. */
  reasons: z.array(Reason),
  checkedAt: z.iso.datetime().nullable(),
  added: Named,
  /** When this actor first opened it. */
  openedAt: z.iso.datetime().nullable(),
});
export type PaperView = z.output<typeof PaperView>;

export const ItemView = z.object({
  id: z.int(),
  title: z.string(),
  presenter: z.string().nullable(),
  minutes: z.int().nullable(),
  papers: z.array(PaperView),
});
export type ItemView = z.output<typeof ItemView>;

export const MeetingView = z.object({
  id: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  title: z.string(),
  place: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  state: z.enum(MeetingState),
  participants: z.array(ParticipantView),
  items: z.array(ItemView),
  removed: z.array(z.object({ id: z.int(), name: z.string(), at: z.iso.datetime(), byName: z.string(), reason: z.string() })),
  /** Who opened what when: told to those who organise meetings of the unit. */
  openings: z
    .array(z.object({ paperId: z.int(), participantId: z.int(), userName: z.string(), at: z.iso.datetime() }))
    .nullable(),
  convened: Named.nullable(),
  held: Named.nullable(),
  cancelled: Named.extend({ reason: z.string() }).nullable(),
  conclusion: Named.extend({ text: z.string() }).nullable(),
  outcome: z.enum(meetingOutcomes).nullable(),
  version: z.int(),
  may: z.object({
    change: z.boolean(),
    lay: z.boolean(),
    convene: z.boolean(),
    hold: z.boolean(),
    cancel: z.boolean(),
    conclude: z.boolean(),
  }),
});
export type MeetingView = z.output<typeof MeetingView>;

/** Whom one may invite: units, and the people of the one asked for. */
export const Invitable = z.object({
  units: z.array(z.object({ id: z.int(), name: z.string() })),
  people: z.array(z.object({ userId: z.int(), name: z.string(), title: z.string() })),
});
export type Invitable = z.output<typeof Invitable>;
export const InvitableQuery = z.strictObject({ unitId: RecordId.optional() });

export const meetingRefusals = [
  "meeting-changed",
  "meeting-over",
  "meeting-not-draft",
  "meeting-not-convened",
  "meeting-not-held",
  "meeting-not-begun",
  "meeting-ends-before",
  "meeting-starts-in-past",
  "meeting-without-chair",
  "meeting-without-participants",
  "meeting-without-agenda",
  "chair-twice",
  "chair-is-unit",
  "invited-twice",
  "invited-not-there",
  "item-has-papers",
  "item-unknown",
  "paper-laid-already",
  "paper-document-unknown",
  "paper-not-pdf",
  "paper-removed-already",
  "meeting-papers-full",
] as const;
export type MeetingRefusal = (typeof meetingRefusals)[number];
