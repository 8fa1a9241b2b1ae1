import type { FeeKind, PaymentMethod, ResultDelivery, UnitKind } from "@/lib/db/generated/enums";
import type { Channel, DossierState, PaperForm, ResultKind } from "@/lib/dossiers/model";
import type { DueExplanation, Limit } from "@/lib/dossiers/rules";
import type { FormKind, Generation } from "../model";

/** An agency, or a desk of one, as a letterhead needs it. */
export type Agency = {
  name: string;
  kind: UnitKind;
  aboveName: string | null;
  placeName: string;
  headTitle: string | null;
  /** How it is reached; a desk's own, else that of the unit above. */
  phone: string | null;
  address: string | null;
};

/** All a form is made of: who issues it, for which dossier, and what happened to that. Times are instants. */
export type FormFacts = {
  kind: FormKind;
  generation: Generation;
  number: number;
  year: number;
  issuedAt: Date;
  /** The official who issues it. */
  officerName: string;
  /** The form this one corrects. */
  replaces: { numberText: string; issuedAt: Date } | null;
  /** The desk that took the dossier in, and the agency that settles it. */
  desk: Agency;
  settler: Agency;
  reason: string | null;
  /** With an apology: who is late, where the step said so; else it is the settling agency. */
  lateAgencies: readonly string[];
  items: readonly string[];
  /** With a receipt: the code its holder looks the dossier up by, and where. */
  lookUp: { code: string; address: string } | null;
  dossier: {
    code: string | null;
    state: DossierState;
    resultKind: ResultKind | null;
    channel: Channel;
    isOrganisation: boolean;
    applicantName: string;
    submitterName: string | null;
    address: string | null;
    phone: string | null;
    email: string | null;
    idNumber: string | null;
    subject: string | null;
    procedureName: string;
    procedureCode: string;
    caseLabel: string | null;
    setCount: number;
    resultDelivery: ResultDelivery;
    limit: Limit | null;
    registeredAt: Date | null;
    acceptedAt: Date | null;
    dueAt: Date | null;
    extendedDueAt: Date | null;
    endedAt: Date | null;
    returnedAt: Date | null;
    /** In working days, who was asked for an opinion. */
    consultedAgencies: readonly string[];
    /** `supplement` 0: handed in from the start; n: with the nth supplement. */
    papers: readonly { name: string; form: PaperForm; count: number; supplement: number }[];
    fees: readonly { kind: FeeKind; name: string; amountDong: number; method: PaymentMethod | null; isPaid: boolean }[];
    /** Who took the result, or how it went. */
    handOver: { delivery: ResultDelivery; collectorName: string | null; trackingNumber: string | null } | null;
    steps: readonly { name: string; role: string; startedAt: Date | null; dueAt: Date | null; endedAt: Date | null }[];
    /** When the dossier went from the desk to the agency. */
    startedAt: Date | null;
    /** The last time its due day was moved by a change of the calendar. */
    change: { at: Date; before: Date; after: Date; note: string | null } | null;
  };
  /** Why the due day is what it is; null where it cannot be told from acceptance alone. */
  due: DueExplanation | null;
};
