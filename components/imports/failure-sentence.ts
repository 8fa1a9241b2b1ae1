import { refusals as importRefusals } from "@/lib/imports/labels";
import { type Locale, refusals, say, type Words } from "@/lib/words";

const all: Record<string, Words> = { ...refusals, ...importRefusals };

/** Why a whole register was not taken, from the code its import ended with. */
export function failureSentence(locale: Locale, code: string): string {
  return say(locale, all[code] ?? refusals.unexpected);
}
