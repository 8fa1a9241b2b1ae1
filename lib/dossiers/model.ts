/** The vocabulary of the record; each part lies with what it is about. */
export { DueAnswer, DueQuestion, DueStory } from "./clock/model";
export {
  Change,
  type ChangedField,
  Correctable,
  Corrected,
  type CorrectedField,
  CorrectInput,
  correctedFields,
  registerFields,
} from "./correction/model";
export {
  type ActName,
  actNames,
  bulkActs,
  type HandlingName,
  handlingNames,
  handlings,
  isAtDesk,
  isMove,
  type MoveName,
  moveNames,
  moves,
  needsReason,
} from "./desk/acts";
export {
  ActPreview,
  BulkAnswer,
  BulkInput,
  BulkLine,
  bulkMost,
  MovedDossier,
  MoveInput,
  mostAskedPapers,
  mostSuppliedPapers,
  PreviewQuery,
} from "./desk/model";
export {
  AcceptInput,
  Draft,
  DraftContent,
  DraftInput,
  DraftLine,
  DraftList,
  mostDong,
  Recalled,
  RecallInput,
  RegisterInput,
  SavedDraft,
} from "./intake/model";
export {
  DossierFilter,
  DossierPage,
  DossierRow,
  ExportFilter,
  FoundByCode,
  ListedDossier,
  SavedView,
  ViewInput,
} from "./list/model";
export { DossierDetail, RevealedIdentity } from "./record/detail";
export {
  Channel,
  type CutoffPolicy,
  channels,
  cutoffPolicies,
  DossierState,
  dossierStates,
  type LimitUnit,
  limitUnits,
  type Outcome,
  outcomes,
  type PaperForm,
  paperForms,
  type ResultKind,
  resultKinds,
  type ServiceLevel,
  type SupplementPolicy,
  serviceLevels,
  supplementPolicies,
} from "./record/model";
export {
  CalendarChangeInput,
  CalendarPreview,
  CalendarRowsQuery,
  RedatedPage,
  RedatedRow,
  RedatingList,
  RedatingView,
} from "./redating/model";
export {
  WorkCounts,
  WorkFilter,
  WorkLoad,
  WorkPage,
  type WorkPart,
  WorkRow,
  type WorkScope,
  workCountedUpTo,
  workParts,
  workScopes,
} from "./work/model";

/** What a register itself said of a dossier, as bits of `staged_dossier.given`; the rest was filled in, and does not overrule what is known. */
export const given = {
  state: 1,
  due: 2,
  channel: 4,
  result: 8,
  unit: 16,
  receivingUnit: 32,
  acceptedTime: 64,
  dueTime: 128,
  endedTime: 256,
  returnedTime: 512,
  applicantKind: 1024,
  returned: 2048,
} as const;

/** Where a person's numbers are sealed and indexed (lib/secrets): whoever writes or seeks one names the same place. */
export const personalPlaces = { phone: "dossier.phone", idNumber: "dossier.id_number" } as const;
