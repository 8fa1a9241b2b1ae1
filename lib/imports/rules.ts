import type { Day, WorkingCalendar } from "@/lib/calendar/model";
import { cityDay, closingMinute } from "@/lib/calendar/rules";
import type { Channel, CutoffPolicy, DossierState, Outcome, ResultKind, ServiceLevel } from "@/lib/dossiers/model";
import { given } from "@/lib/dossiers/model";
import { dueOf, type Limit, outcomeOf, parseDossierCode, workingDaysUsed } from "@/lib/dossiers/rules";
import { AppError } from "@/lib/errors";
import type { Reach } from "@/lib/policy";
import { searchable } from "@/lib/words";
import { clean, idNumberOf, phoneOf, readsAsOrganisation } from "./judging/texts";
import { instantOf, timeOf } from "./judging/times";
import { channelOf, resultOf, stateOf } from "./judging/words";
import { CityTime, type Field, type RawRow, type Reason } from "./model";

export { recalled, rememberedOf, suggestMapping } from "./headings/header";
export { headingKey } from "./headings/reader";
export { isRegisterName, nameFits } from "./reading/names";

/** What the law says of a procedure on a day, through a channel. */
export type Terms = { limit: Limit | null; cutoff: CutoffPolicy; serviceLevel: ServiceLevel };
/** Everything a row is judged by. Asking it is cheap: it is asked a million times. */
export type Judge = {
  now: Date;
  /** The day it is in the city at `now`. */
  today: Day;
  calendarIn(unitId: number): WorkingCalendar;
  /** The unit the register is sent in for, and the units its sender may import for. */
  unitId: number;
  reach: Reach;
  unitByCode(code: string, on: Day): number | null;
  unitByText(text: string, on: Day): number | null;
  procedureBy(code: string, name: string): number | null;
  termsOf(procedureId: number, channel: Channel, on: Day): Terms;
};

/** An instant with its day in the city. */
type Moment = { on: Day; at: number };
/** A row that may land. Times are milliseconds; numbers of persons stand in clear and are sealed by whoever writes them. */
export type JudgedRow = {
  code: string;
  procedureId: number;
  unitId: number;
  receivingUnitId: number;
  channel: Channel;
  serviceLevel: ServiceLevel;
  state: DossierState;
  outcome: Outcome | null;
  resultKind: ResultKind | null;
  applicantKind: "CITIZEN" | "ORGANISATION";
  applicantName: string;
  applicantSearch: string;
  applicantAddress: string | null;
  phone: string | null;
  idNumber: string | null;
  subject: string | null;
  limit: Limit | null;
  accepted: Moment;
  due: Moment | null;
  ended: Moment | null;
  returned: Moment | null;
  workingDaysUsed: number | null;
  stopped: Moment | null;
  stopKind: "SUPPLEMENT" | "PAYMENT" | null;
  given: number;
};
export type Verdict = { ok: true; row: JudgedRow } | { ok: false; reasons: Reason[] };

/**
 * A register that gives only a day of acceptance means office hours: 08:00, well before the 15:00 rule, so that a same-day procedure
 * is due that day. Ends and dues without a clock are the closing of their day: on time is judged by the day, and nothing given by
 * the day may look earlier than what is given to the minute.
 */
const acceptanceMinute = 480;
const maxLength: Partial<Record<Field, number>> = { applicantName: 300, applicantAddress: 500, subject: 2000 };

/** Judges one row of a register: what it says as a dossier, or every reason why it cannot be one. Pure; a few microseconds. */
export function judgeRow(raw: RawRow, judge: Judge): Verdict {
  const reasons: Reason[] = [];
  const codeText = textOf(raw, "code", reasons);
  const code = parseDossierCode(codeText);
  if (!code) reasons.push(codeText === "" ? { code: "code-missing" } : { code: "code-unreadable", value: codeText.slice(0, 60) });

  const acceptedTime = timeAt(raw, "acceptedAt", reasons);
  const dueTime = timeAt(raw, "dueAt", reasons);
  const endedTime = timeAt(raw, "endedAt", reasons);
  const returnedTime = timeAt(raw, "returnedAt", reasons);
  const stoppedTime = timeAt(raw, "stoppedAt", reasons);
  const { today } = judge;
  if (!acceptedTime && !reasons.some((r) => r.field === "acceptedAt")) reasons.push({ code: "accepted-missing" });

  const applicantName = textOf(raw, "applicantName", reasons);
  if (applicantName === "") reasons.push({ code: "applicant-missing" });

  const channelText = textOf(raw, "channel", reasons);
  const channel = channelText === "" ? "COUNTER" : channelOf(channelText);
  if (!channel) reasons.push({ code: "channel-unknown", value: channelText.slice(0, 60) });

  const [procedureCode, procedureName] = [textOf(raw, "procedureCode", reasons), textOf(raw, "procedureName", reasons)];
  const procedureId = judge.procedureBy(procedureCode, procedureName);
  if (procedureId === null)
    reasons.push(
      procedureCode === "" && procedureName === ""
        ? { code: "procedure-missing" }
        : { code: "procedure-unknown", value: (procedureCode || procedureName).slice(0, 120) },
    );

  const on = acceptedTime?.day ?? today;
  const units = unitsOf(textOf(raw, "unit", reasons), textOf(raw, "receivingUnit", reasons), code?.agencyCode ?? null, on, judge);
  if (units.fault) reasons.push(units.fault);

  const stateText = textOf(raw, "state", reasons);
  const stated = stateText === "" ? null : stateOf(stateText);
  if (stateText !== "" && !stated) reasons.push({ code: "state-unknown", value: stateText.slice(0, 60) });
  if (stated === "REGISTERED" || stated === "NOT_ACCEPTED") reasons.push({ code: "never-accepted" });

  const address = textOf(raw, "applicantAddress", reasons);
  const subject = textOf(raw, "subject", reasons);
  if (reasons.length > 0 || !code || !acceptedTime || !channel || procedureId === null || units.fault)
    return { ok: false, reasons };

  // ── The moments, made to stand in their order where only days are told ──
  const calendar = judge.calendarIn(units.unitId);
  const closes = (day: Day) => closingMinute(calendar, day);
  const ends = endedTime ?? (isOver(stated) || stated === null ? returnedTime : null);
  const firstEnd = ends?.minute ?? null;
  const acceptedMinute =
    acceptedTime.minute ?? (ends?.day === on && firstEnd !== null ? Math.min(acceptanceMinute, firstEnd) : acceptanceMinute);
  const accepted = moment(acceptedTime.day, acceptedMinute);
  const ended = ends && notBefore(moment(ends.day, ends.minute ?? closes(ends.day)), ends.minute === null, accepted);
  const handedOver =
    returnedTime &&
    notBefore(
      moment(returnedTime.day, returnedTime.minute ?? closes(returnedTime.day)),
      returnedTime.minute === null,
      ended ?? accepted,
    );
  // Registers with one day for both mean that the result was handed over when it was ready.
  const returned = handedOver ?? (stated === "RETURNED" ? ended : null);
  const givenDue = dueTime && moment(dueTime.day, dueTime.minute ?? closes(dueTime.day));

  const state = stateFrom(stated, ended, returned);
  if (accepted.on > today || accepted.at > judge.now.getTime() + 60_000) reasons.push({ code: "accepted-in-future" });
  if ((ended && ended.on > today) || (returned && returned.on > today)) reasons.push({ code: "ended-in-future" });
  if (givenDue && givenDue.on < accepted.on) reasons.push({ code: "due-before-accepted" });
  if (ended && ended.at < accepted.at) reasons.push({ code: "ended-before-accepted" });
  if (returned && ended && returned.at < ended.at) reasons.push({ code: "returned-before-ended" });
  if (isOver(state) && !ended) reasons.push({ code: "end-missing" });
  if (!isOver(state) && (ended || returned)) reasons.push({ code: "end-while-open" });
  if (reasons.length > 0) return { ok: false, reasons };

  const terms = judge.termsOf(procedureId, channel, accepted.on);
  let due: Moment | null = givenDue;
  if (!due) {
    try {
      const counted = dueOf({
        acceptedAt: new Date(accepted.at),
        limit: terms.limit,
        cutoff: terms.cutoff,
        calendar,
      });
      due = counted && { on: counted.dueOn, at: counted.dueAt.getTime() };
    } catch (error) {
      if (error instanceof AppError && error.code === "calendar-not-decided")
        return { ok: false, reasons: [{ code: "calendar-not-decided", value: accepted.on }] };
      throw error;
    }
  }
  const stopKind = state === "AWAITING_SUPPLEMENT" ? "SUPPLEMENT" : state === "AWAITING_PAYMENT" ? "PAYMENT" : null;
  const resultText = textOf(raw, "result", reasons);
  const kindText = searchable(textOf(raw, "applicantKind", reasons));
  const applicantSearch = searchable(applicantName);
  const phoneCell = textOf(raw, "phone", reasons);
  const idCell = textOf(raw, "idNumber", reasons);
  return {
    ok: true,
    row: {
      code: code.code,
      procedureId,
      unitId: units.unitId,
      receivingUnitId: units.receivingUnitId,
      channel,
      serviceLevel: terms.serviceLevel,
      state,
      outcome: ended ? outcomeFrom(state, due, ended) : null,
      resultKind: state === "FINISHED" || state === "RETURNED" ? resultOf(resultText || stateText) : null,
      applicantKind: kindFrom(kindText, applicantSearch),
      applicantName,
      applicantSearch,
      applicantAddress: address || null,
      phone: phoneCell === "" ? null : phoneOf(phoneCell),
      idNumber: idCell === "" ? null : idNumberOf(idCell, typeof raw.idNumber === "number"),
      subject: subject || null,
      limit: terms.limit,
      accepted,
      due,
      ended,
      returned,
      workingDaysUsed: ended && workingDaysUsed(accepted.on, ended.on, [], calendar),
      stopped: stopKind ? stopFrom(stoppedTime, accepted, judge.now) : null,
      stopKind,
      given:
        (stated ? given.state : 0) |
        (dueTime ? given.due : 0) |
        (channelText ? given.channel : 0) |
        (resultText ? given.result : 0) |
        (units.isUnitGiven ? given.unit : 0) |
        (units.isReceivingUnitGiven ? given.receivingUnit : 0) |
        (acceptedTime.minute !== null ? given.acceptedTime : 0) |
        (dueTime && dueTime.minute !== null ? given.dueTime : 0) |
        (ends && ends.minute !== null ? given.endedTime : 0) |
        (returnedTime && returnedTime.minute !== null ? given.returnedTime : 0) |
        (returnedTime ? given.returned : 0) |
        (kindText ? given.applicantKind : 0),
    },
  };
}

/** The cleaned text of a field, "" when there is none; a text that is too long is a reason. */
function textOf(raw: RawRow, field: Field, reasons: Reason[]): string {
  const cell = raw[field];
  if (cell === undefined || cell === "") return "";
  const value = clean(cell instanceof CityTime ? cell.day : String(cell));
  const longest = maxLength[field];
  if (longest !== undefined && value.length > longest) reasons.push({ code: "text-too-long", field });
  return value;
}
/** The time of a field, null when there is none; one that cannot be read is a reason. */
function timeAt(raw: RawRow, field: Field, reasons: Reason[]): CityTime | null {
  const cell = raw[field];
  if (cell === undefined || cell === "") return null;
  if (cell instanceof CityTime) return cell;
  const value = String(cell).trim();
  // A dash is how an empty cell is filled in by hand.
  if (value === "" || /^[-–—./]+$/.test(value)) return null;
  const read = timeOf(value);
  if (!read) reasons.push({ code: "date-unreadable", field, value: value.slice(0, 40) });
  return read;
}

/** A line without code, day or name is no dossier but a group's title, a total or a signature: it is passed over. */
export function isRecord(raw: RawRow): boolean {
  const has = (field: Field) => raw[field] !== undefined && String(raw[field]).trim() !== "";
  return has("code") || (has("acceptedAt") && has("applicantName"));
}

function moment(on: Day, minute: number): Moment {
  return { on, at: instantOf(on, minute) };
}
/** What is told only by its day does not come before what happened earlier that day. */
function notBefore(at: Moment, isDayOnly: boolean, earlier: Moment): Moment {
  return isDayOnly && at.on === earlier.on && at.at < earlier.at ? earlier : at;
}
const over: ReadonlySet<DossierState | null> = new Set<DossierState>(["WITHDRAWN", "STOPPED", "FINISHED", "RETURNED"]);
const isOver = (state: DossierState | null) => over.has(state);

/** Without a status the days tell it; "finished" with a day of return is returned. */
function stateFrom(stated: DossierState | null, ended: Moment | null, returned: Moment | null): DossierState {
  if (stated === null) return returned ? "RETURNED" : ended ? "FINISHED" : "IN_PROGRESS";
  return stated === "FINISHED" && returned ? "RETURNED" : stated;
}
function outcomeFrom(state: DossierState, due: Moment | null, ended: Moment): Outcome {
  if (state === "WITHDRAWN" || state === "STOPPED") return state;
  return outcomeOf({ dueOn: due?.on ?? null, endedOn: ended.on });
}
/** When the clock was stopped: as told, else now, for waiting that nobody dated must not shorten a deadline already missed. */
function stopFrom(told: CityTime | null, accepted: Moment, now: Date): Moment {
  const at = told ? moment(told.day, told.minute ?? acceptanceMinute) : { on: cityDay(now), at: now.getTime() };
  return at.at < accepted.at ? accepted : at;
}
function kindFrom(kindText: string, name: string): "CITIZEN" | "ORGANISATION" {
  if (kindText === "") return readsAsOrganisation(name) ? "ORGANISATION" : "CITIZEN";
  return /(to chuc|doanh nghiep|co quan|organisation|ho kinh doanh)/.test(kindText) ? "ORGANISATION" : "CITIZEN";
}

type Units =
  | { fault: null; unitId: number; receivingUnitId: number; isUnitGiven: boolean; isReceivingUnitGiven: boolean }
  | { fault: Reason };
/**
 * The code's prefix is the agency that received the dossier (NĐ 61/2018 Đ.26); a column may name who settles it. What names nobody
 * we know falls back on the code's agency, and without one on the unit the register is sent in for.
 */
function unitsOf(unitText: string, receivingText: string, agencyCode: string | null, on: Day, judge: Judge): Units {
  const coded = agencyCode === null ? null : judge.unitByCode(agencyCode, on);
  const named = unitText === "" ? null : judge.unitByText(unitText, on);
  if (unitText !== "" && named === null && coded === null)
    return { fault: { code: "unit-unknown", value: unitText.slice(0, 120) } };
  const received = receivingText === "" ? null : judge.unitByText(receivingText, on);
  const unitId = named ?? coded ?? judge.unitId;
  if (judge.reach !== "all" && !judge.reach.includes(unitId)) return { fault: { code: "unit-out-of-reach" } };
  return {
    fault: null,
    unitId,
    receivingUnitId: received ?? coded ?? unitId,
    isUnitGiven: named !== null,
    isReceivingUnitGiven: received !== null,
  };
}
