import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { findCity } from "@/lib/city/queries";
import { channelWords, stateWords } from "@/lib/dossiers/labels";
import type { ExportFilter } from "@/lib/dossiers/model";
import { exportDossiers } from "@/lib/dossiers/queries";
import type { Actor } from "@/lib/policy";
import { findProcedure, listSectors } from "@/lib/procedures/queries";
import { listUnits } from "@/lib/units/queries";
import { formatDay, formatInstant, type Locale, say, type Words } from "@/lib/words";
import { fileAnswer } from "./file-answer";
import { dossiers } from "./messages/dossiers";

type Call = {
  actor: Actor;
  now: Date;
  locale: Locale;
  query: ExportFilter;
  accessed(subject: { type: string; id: string | number }): void;
};

/** The list of a filter as a download. What it is of stands above the rows; who took it stands in the audit log. */
export async function exportFile(format: "csv" | "xlsx", { actor, now, locale, query, accessed }: Call): Promise<Response> {
  const today = cityDay(now);
  const clock = { today, calendar: await workingCalendar() };
  const words = dossiers[locale];
  const title = query.set ? `${words.title}: ${words.sets[query.set]}` : words.title;
  const notes = await notesOf(actor, query, locale, now);
  const file = await exportDossiers(actor, query, clock, { format, locale, now, title, notes });
  accessed({ type: "dossier-list", id: query.set ?? "all" });
  return fileAnswer(file);
}

const note: Record<
  "period" | "asOf" | "unit" | "alone" | "sector" | "procedure" | "channel" | "state" | "text" | "at" | "demo",
  Words
> = {
  period: { vi: "Kỳ", en: "Period" },
  asOf: { vi: "Số liệu đến hết ngày", en: "Data to the end of" },
  unit: { vi: "Đơn vị", en: "Unit" },
  alone: { vi: "Phạm vi", en: "Scope" },
  sector: { vi: "Lĩnh vực", en: "Sector" },
  procedure: { vi: "Thủ tục", en: "Procedure" },
  channel: { vi: "Kênh nộp", en: "Channel" },
  state: { vi: "Trạng thái", en: "State" },
  text: { vi: "Tìm", en: "Search" },
  at: { vi: "Xuất lúc", en: "Exported at" },
  demo: { vi: "Dữ liệu mô phỏng", en: "Simulated data" },
};
const withoutBelow: Words = { vi: "Riêng đơn vị, không gồm đơn vị trực thuộc", en: "The unit alone, without the units below" };

async function notesOf(actor: Actor, query: ExportFilter, locale: Locale, now: Date): Promise<string[]> {
  const [units, sectors, procedure, city] = await Promise.all([
    query.unitId ? listUnits(actor, query.asOf ?? cityDay(now)) : [],
    query.sectorId ? listSectors(actor) : [],
    query.procedureId ? findProcedure(actor, query.procedureId) : null,
    findCity(),
  ]);
  const facts = {
    period: query.from && query.to && `${formatDay(query.from)} – ${formatDay(query.to)}`,
    asOf: query.asOf && formatDay(query.asOf),
    unit: units.find((u) => u.id === query.unitId)?.name,
    alone: query.unitId !== undefined && query.isAlone && say(locale, withoutBelow),
    sector: sectors.find((s) => s.id === query.sectorId)?.name,
    procedure: procedure?.name,
    channel: query.channel && say(locale, channelWords[query.channel]),
    state: query.state && say(locale, stateWords[query.state]),
    text: query.text,
    at: formatInstant(now),
  };
  return [
    ...Object.entries(facts).flatMap(([name, fact]) =>
      fact ? [`${say(locale, note[name as keyof typeof facts])}: ${fact}`] : [],
    ),
    ...(city?.hasDemoData ? [say(locale, note.demo)] : []),
  ];
}
