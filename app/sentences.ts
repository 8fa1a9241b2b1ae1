import { refusals as areas } from "@/lib/areas/labels";
import { refusals as attachments } from "@/lib/attachments/labels";
import { refusals as auth } from "@/lib/auth/labels";
import { refusals as calendar } from "@/lib/calendar/labels";
import { refusals as cameras } from "@/lib/cameras/labels";
import { refusals as citizens } from "@/lib/citizens/labels";
import { refusals as city } from "@/lib/city/labels";
import { refusals as documents } from "@/lib/documents/labels";
import { refusals as door } from "@/lib/door/labels";
import { refusals as dossiers } from "@/lib/dossiers/labels";
import { refusals as exchange } from "@/lib/exchange/labels";
import { refusals as files } from "@/lib/files/labels";
import { refusals as forms } from "@/lib/forms/labels";
import { refusals as imports } from "@/lib/imports/labels";
import { refusals as indicators } from "@/lib/indicators/labels";
import { refusals as meetings } from "@/lib/meetings/labels";
import { packetFaultWords, refusals as packets } from "@/lib/packets/labels";
import { refusals as procedures } from "@/lib/procedures/labels";
import { refusals as quality } from "@/lib/quality/labels";
import { refusals as signatures } from "@/lib/signatures/labels";
import { refusals as subsystems } from "@/lib/subsystems/labels";
import { refusals as units } from "@/lib/units/labels";
import { fieldFaults, formatDay, formatNumber, type Locale, refusals, say, type Words } from "@/lib/words";

/** Every code that may reach a person, with its sentence. Rooms with refusals of their own are added here. */
const all: Record<string, Words> = {
  ...refusals,
  ...packetFaultWords,
  ...areas,
  ...attachments,
  ...auth,
  ...calendar,
  ...cameras,
  ...subsystems,
  ...citizens,
  ...city,
  ...documents,
  ...door,
  ...dossiers,
  ...exchange,
  ...files,
  ...forms,
  ...imports,
  ...indicators,
  ...meetings,
  ...packets,
  ...procedures,
  ...quality,
  ...signatures,
  ...units,
};

export function sentence(locale: Locale, code: string): string {
  return say(locale, all[code] ?? refusals.unexpected);
}

export function hasSentence(code: string): boolean {
  return Object.hasOwn(all, code);
}

/** What is wrong with one field: the sentence of its own code, or what a schema's code says of any field. */
export function fieldSentence(locale: Locale, code: string): string {
  return say(locale, all[code] ?? fieldFaults[code] ?? refusals.input);
}

const factWords = {
  line: { vi: "Dòng {fact}.", en: "Line {fact}." },
  row: { vi: "Dòng {fact}.", en: "Row {fact}." },
  day: { vi: "Ngày {fact}.", en: "The day is {fact}." },
  year: { vi: "Năm {fact}.", en: "The year is {fact}." },
  count: { vi: "Hiện có {fact}.", en: "There are {fact}." },
  most: { vi: "Nhiều nhất {fact}.", en: "At most {fact}." },
} as const satisfies Record<string, Words>;

/** What a refusal is about as far as a person reads it: the line, the day, the number. Null where there is nothing of that. */
export function factsSentence(locale: Locale, facts: Readonly<Record<string, string | number | boolean | null>>): string | null {
  const told = Object.entries(factWords).flatMap(([key, words]) => {
    const fact = facts[key];
    if (typeof fact !== "string" && typeof fact !== "number") return [];
    return say(locale, words).replace("{fact}", () => factText(locale, key, fact));
  });
  return told.join(" ") || null;
}

function factText(locale: Locale, key: string, fact: string | number): string {
  if (key === "day") return formatDay(String(fact));
  return typeof fact === "number" && (key === "count" || key === "most") ? formatNumber(locale, fact) : String(fact);
}
