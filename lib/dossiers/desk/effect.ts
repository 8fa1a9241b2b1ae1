import type { NamedDay } from "@/lib/calendar/model";
import { cityDay, isDecided, workingDaysBetween, workingDaysLeft } from "@/lib/calendar/rules";
import { formatDay, formatInstant, type Locale, locales, type Words } from "@/lib/words";
import { explainDue, isCountable } from "../clock/due";
import type { DossierFacts } from "../clock/facts";
import { dueText, limitText, weekdayText } from "../labels";
import { type ActName, isMove } from "../model";
import type { ActContext, ActDecision } from "./decide";
import { currentStep } from "./facts";

type Lawful = Extract<ActDecision, { ok: true }>;
type Told = { before: DossierFacts; decided: Lawful; act: ActName; context: ActContext; names: ReadonlyMap<string, NamedDay> };

/** What an act does to the time of a dossier, in a sentence: what an officer reads before confirming. From the decision itself. */
export function effectWords(told: Told): Words {
  const [vi, en] = locales.map((locale) => [clockText(locale, told), stepText(locale, told)].filter(Boolean).join(" "));
  return { vi: vi ?? "", en: en ?? "" };
}

function clockText(locale: Locale, told: Told): string {
  const isVi = locale === "vi";
  const { before, act, decided, context } = told;
  const { next } = decided;
  switch (act) {
    case "accept":
      return (
        counted(locale, told) ?? (isVi ? "Thủ tục này không tính hạn bằng ngày." : "No due day is counted for this procedure.")
      );
    case "requestSupplement":
    case "requestPayment":
      return standsText(locale, told);
    case "receiveSupplement":
    case "confirmPayment":
      return resumesText(locale, told);
    case "extend": {
      const [promised, due] = [next.extendedDueOn ?? "", next.dueOn ?? ""];
      return isVi
        ? `Hẹn lại ${weekdayText(locale, promised)}; chỉ được một lần, và đánh giá đúng hạn vẫn theo ngày hẹn ban đầu ${formatDay(due)}.`
        : `A new appointment on ${weekdayText(locale, promised)}; once only, and punctuality is still judged by ${formatDay(due)}.`;
    }
    case "finish":
    case "refuse":
      return endsText(locale, told);
    case "withdraw":
    case "stop":
      return `${isVi ? "Kết thúc tính thời hạn; hồ sơ không bị tính là quá hạn." : "The clock ends; the dossier is not counted as late."}${usedText(locale, next)}`;
    case "decline":
      return isVi ? "Thời hạn không bắt đầu tính; hồ sơ không được cấp mã." : "The clock never starts; no code is given out.";
    case "return":
      return isVi
        ? `Thời hạn đã kết thúc khi xử lý xong ngày ${formatDay(before.endedOn ?? cityDay(context.now))}; lúc trả kết quả không tính vào thời hạn.`
        : `The clock stopped when the dossier was finished on ${formatDay(before.endedOn ?? cityDay(context.now))}; the handing over does not count.`;
    default:
      return runsText(locale, told);
  }
}

function runsText(locale: Locale, { act, decided: { next } }: Told): string {
  const isVi = locale === "vi";
  const promised = next.extendedDueOn ?? next.dueOn;
  const open = next.stops.some((s) => s.resumedAt === null);
  if (open) return isVi ? "Thời hạn vẫn đang dừng." : "The clock still stands.";
  const runs = isMove(act)
    ? isVi
      ? "Thời hạn tiếp tục tính"
      : "The clock goes on"
    : isVi
      ? "Thời hạn của hồ sơ vẫn tính như trước"
      : "The dossier's time runs on as before";
  if (!promised) return `${runs}.`;
  return `${runs}, ${isVi ? "hẹn trả" : "due"} ${weekdayText(locale, promised)}.`;
}

/** The count from the acceptance, or from where it begins again. */
function counted(locale: Locale, { decided, context, names }: Told): string | null {
  const { limit } = decided.next;
  const { cutoff, calendar, now } = context;
  const told = explainDue({ acceptedAt: now, limit, cutoff, calendar, names });
  return told && `${dueText(locale, told)}.`;
}

function standsText(locale: Locale, { before, decided, context }: Told): string {
  const isVi = locale === "vi";
  const stop = decided.clock.opens;
  const today = cityDay(context.now);
  const stands = isVi
    ? `Dừng tính thời hạn từ hôm nay ${formatDay(today)}.`
    : `The clock stands from today, ${formatDay(today)}.`;
  if (!stop || !before.dueOn) return stands;
  const isKnown = [today, before.dueOn].every((day) => isDecided(day, context.calendar));
  const left = isKnown ? workingDaysLeft(today, before.dueOn, context.calendar) : null;
  if (stop.policy === "RESTART" && isCountable(before.limit)) {
    const limit = limitText(locale, before.limit);
    return `${stands} ${isVi ? `Khi nhận đủ, tính lại từ đầu: ${limit}.` : `When all is there it counts again from the start: ${limit}.`}`;
  }
  if (left === null) return stands;
  if (left < 0)
    return `${stands} ${isVi ? `Hồ sơ đã quá hạn ${-left} ngày làm việc; thời gian chờ không cộng thêm vào đó.` : `It is ${-left} working days late already; the wait adds nothing to that.`}`;
  return `${stands} ${isVi ? `Khi nhận lại, tính tiếp ${left} ngày làm việc còn lại.` : `Afterwards the ${left} working days left go on.`}`;
}

function resumesText(locale: Locale, told: Told): string {
  const isVi = locale === "vi";
  const { before, decided, context } = told;
  const stop = before.stops.find((s) => s.resumedAt === null);
  const { dueOn } = decided.next;
  if (!stop || !dueOn) return runsText(locale, told);
  if (stop.policy === "RESTART" && isCountable(before.limit)) {
    const again = counted(locale, told);
    if (again) return `${isVi ? "Tính lại từ đầu: " : "Counted again from the start: "}${again}`;
  }
  const today = cityDay(context.now);
  const days = isDecided(stop.stoppedOn, context.calendar) ? workingDaysBetween(stop.stoppedOn, today, context.calendar) : null;
  const was = stop.dueOnBefore ? `${formatDay(stop.dueOnBefore)} → ` : "";
  const stood = isVi
    ? `Đã dừng${days === null ? "" : ` ${days} ngày làm việc`} từ ${formatDay(stop.stoppedOn)}, không tính vào thời hạn; hẹn trả ${was}`
    : `It stood${days === null ? "" : ` for ${days} working days`} from ${formatDay(stop.stoppedOn)}, which is not counted; due ${was}`;
  return `${stood}${weekdayText(locale, dueOn)}.`;
}

function endsText(locale: Locale, { before, decided: { next }, context }: Told): string {
  const isVi = locale === "vi";
  const ends = isVi ? "Kết thúc tính thời hạn" : "The clock ends";
  if (!before.dueOn) return `${ends}.${usedText(locale, next)}`;
  const today = cityDay(context.now);
  // By how many days is not told of a year nobody has decided; early or late it is all the same.
  const isKnown = [today, before.dueOn].every((day) => isDecided(day, context.calendar));
  const days = isKnown ? Math.abs(workingDaysLeft(today, before.dueOn, context.calendar)) : 0;
  const outcome = {
    EARLY: isVi
      ? `xong trước hạn${days > 0 ? ` ${days} ngày làm việc` : ""}`
      : `early${days > 0 ? ` by ${days} working days` : ""}`,
    LATE: isVi ? `xong quá hạn${days > 0 ? ` ${days} ngày làm việc` : ""}` : `late${days > 0 ? ` by ${days} working days` : ""}`,
    ON_TIME: isVi ? "xong đúng hạn" : "on time",
  };
  const told = next.outcome === "EARLY" || next.outcome === "LATE" ? outcome[next.outcome] : outcome.ON_TIME;
  return `${ends}: ${told}.${usedText(locale, next)}`;
}

function usedText(locale: Locale, { workingDaysUsed: used }: DossierFacts): string {
  if (used === null) return "";
  return locale === "vi" ? ` Đã dùng ${used} ngày làm việc.` : ` ${used} working days were used.`;
}

/** Where it lies next, and by when that step is due. */
function stepText(locale: Locale, { decided: { desk, next } }: Told): string {
  const step = currentStep(desk);
  if (!step || next.endedAt !== null) return "";
  const isVi = locale === "vi";
  const due = step.dueAt ? (isVi ? `, đến hạn ${formatInstant(step.dueAt)}` : `, due ${formatInstant(step.dueAt)}`) : "";
  return isVi
    ? `Bước ${step.position}: ${step.name} (${step.role})${due}.`
    : `Step ${step.position}: ${step.name} (${step.role})${due}.`;
}
