import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { addDays, addWorkingDays, cityInstant, isWorkingDay } from "@/lib/calendar/rules";
import { formatSymbol } from "@/lib/documents/rules";
import type { Random } from "../random";
import { departments, units, wards } from "../units";
import { type SeedType, senders, subjectOf, types } from "./texts";

/**
 * What became of a paper's signatures: both as NĐ 30/2020 Đ.32–33 wants them, the agency's or both missing, the file changed
 * after it was signed, or signed with a certificate that had run out.
 */
export type Signing = "BOTH" | "PERSON_ONLY" | "NONE" | "CHANGED" | "EXPIRED";
export type SeedDocument = {
  direction: "INCOMING" | "OUTGOING" | "INTERNAL";
  unit: string;
  type: SeedType;
  year: number;
  number: number;
  symbol: string;
  issuerMark: string | null;
  drafterMark: string | null;
  urgency: "NORMAL" | "URGENT" | "VERY_URGENT";
  subject: string;
  /** Of an incoming one who wrote it; of our own the unit's name. */
  issuer: string;
  recipients: readonly string[];
  issuedOn: Day;
  arrivedOn: Day | null;
  registeredAt: Date;
  dueOn: Day | null;
  pages: number | null;
  signing: Signing | null;
};

const markOf: Readonly<Record<string, string>> = {
  justice: "TP",
  land: "TNMT",
  urban: "QLĐT",
  economy: "KT",
  finance: "TCKH",
  labour: "LĐTBXH",
  culture: "VHTT",
  education: "GDĐT",
};
/** Units that keep registers, with the mark in their symbols and their part of all documents. */
export const keepers: readonly { key: string; mark: string; drafters: readonly string[]; share: number }[] = [
  { key: "city", mark: "UBND", drafters: ["VP", "TNMT", "QLĐT", "TCKH", "VHTT"], share: 36 },
  ...departments.filter((d) => d.key !== "office").map(({ key }) => ({ key, mark: markOf[key] ?? "", drafters: [], share: 3 })),
  ...wards.map(({ key, share }) => ({ key, mark: "UBND", drafters: ["VP", "TP", "ĐC"], share: share / 2.5 })),
];

export type Volume = { incoming: number; outgoing: number; internal: number };
/** A hundredth of what the reports of a whole province give (680,000 in, 250,000 out). */
export const fullVolume: Volume = { incoming: 6_800, outgoing: 2_500, internal: 300 };

/** The registers of the twelve months up to an instant, in the order their numbers were given. */
export function seedDocuments(
  until: { day: Day; at: Date },
  volume: Volume,
  { calendar, random }: { calendar: WorkingCalendar; random: Random },
): SeedDocument[] {
  const days: Day[] = [];
  for (let day = addDays(until.day, -364); day <= until.day; day = addDays(day, 1))
    if (isWorkingDay(day, calendar)) days.push(day);
  const drawn = [
    ...Array.from({ length: volume.incoming }, () => incoming(days, calendar, random)),
    ...Array.from({ length: volume.outgoing }, (_, i) => own("OUTGOING", signingAt(i, volume.outgoing), days, random)),
    ...Array.from({ length: volume.internal }, () => own("INTERNAL", "BOTH", days, random)),
  ]
    .filter((d) => d.registeredAt < until.at)
    .sort((a, b) => a.registeredAt.getTime() - b.registeredAt.getTime());
  const last = new Map<string, number>();
  return drawn.map((draft) => {
    const year = Number(draft.issuedOn.slice(0, 4));
    const book = `${draft.unit} ${draft.direction} ${draft.direction === "INCOMING" ? draft.arrivedOn?.slice(0, 4) : year}`;
    const number = (last.get(book) ?? 0) + 1;
    last.set(book, number);
    const counted = Number(book.slice(-4));
    const symbol =
      draft.issuerMark === null
        ? draft.symbol
        : formatSymbol({
            number,
            year: counted,
            abbreviation: draft.type.abbreviation,
            isLegal: false,
            issuerMark: draft.issuerMark,
            drafterMark: draft.drafterMark,
          });
    return { ...draft, year: counted, number, symbol };
  });
}

type Drawn = Omit<SeedDocument, "year" | "number">;

function incoming(days: readonly Day[], calendar: WorkingCalendar, random: Random): Drawn {
  const type = random.weighted(types, (t) => t.weight);
  const arrivedOn = random.pick(days);
  const urgency = random.weighted(
    ["NORMAL", "URGENT", "VERY_URGENT"] as const,
    (u) => ({ NORMAL: 92, URGENT: 7, VERY_URGENT: 1 })[u],
  );
  const sender = random.weighted(senders, (s) => s.weight);
  const issuedOn = addDays(arrivedOn, -random.int(0, 4));
  return {
    direction: "INCOMING",
    unit: keeper(random).key,
    type,
    symbol: formatSymbol({
      number: random.int(1, 2_400),
      year: 0,
      abbreviation: type.abbreviation,
      isLegal: false,
      issuerMark: sender.mark,
      drafterMark: type.abbreviation ? null : "VP",
    }),
    issuerMark: null,
    drafterMark: null,
    urgency,
    subject: subjectOf(type, random),
    issuer: sender.name,
    recipients: [],
    issuedOn,
    arrivedOn,
    registeredAt: inOfficeHours(arrivedOn, random),
    dueOn: random.chance(0.45) ? addWorkingDays(arrivedOn, random.int(3, 15), calendar) : null,
    pages: random.int(1, 9),
    signing: null,
  };
}

function own(direction: "OUTGOING" | "INTERNAL", signing: Signing, days: readonly Day[], random: Random): Drawn {
  const type = random.weighted(types, (t) => t.weight);
  const { key, mark, drafters } = keeper(random);
  const issuedOn = random.pick(days);
  const toWhom = direction === "INTERNAL" ? [] : random.shuffled(senders).slice(0, random.int(1, 3));
  return {
    direction,
    unit: key,
    type,
    symbol: "",
    issuerMark: mark,
    drafterMark: type.abbreviation || drafters.length === 0 ? null : random.pick(drafters),
    urgency: random.chance(0.05) ? "URGENT" : "NORMAL",
    subject: subjectOf(type, random),
    issuer: units.find((u) => u.key === key)?.name ?? "",
    recipients: toWhom.map((s) => s.name),
    issuedOn,
    arrivedOn: null,
    registeredAt: inOfficeHours(issuedOn, random),
    dueOn: null,
    pages: 1,
    signing,
  };
}

const keeper = (random: Random) => random.weighted(keepers, (k) => k.share);
const inOfficeHours = (day: Day, random: Random) =>
  new Date(cityInstant(day, random.pick([450, 840]) + random.int(0, 210)).getTime() + random.int(0, 59_999));

const faults: readonly Signing[] = ["CHANGED", "NONE", "PERSON_ONLY", "EXPIRED", "NONE", "PERSON_ONLY", "CHANGED", "NONE"];
/** More than 99 of 100 are signed as they must be (the report of Hà Giang); what is not is of every kind there is. */
function signingAt(i: number, of: number): Signing {
  const every = Math.max(1, Math.floor(of / Math.max(faults.length, Math.round(of * 0.006))));
  return i % every === every - 1 ? (faults[Math.floor(i / every) % faults.length] ?? "BOTH") : "BOTH";
}
