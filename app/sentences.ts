import { refusals as auth } from "@/lib/auth/labels";
import { refusals as calendar } from "@/lib/calendar/labels";
import { refusals as door } from "@/lib/door/labels";
import { refusals as dossiers } from "@/lib/dossiers/labels";
import { type Locale, refusals, say, type Words } from "@/lib/words";

/** Every code that may reach a person, with its sentence. Rooms with refusals of their own are added here. */
const all: Record<string, Words> = { ...refusals, ...auth, ...calendar, ...door, ...dossiers };

export function sentence(locale: Locale, code: string): string {
  return say(locale, all[code] ?? refusals.unexpected);
}
