import type * as z from "zod";
import type { CalendarChangeInput } from "@/lib/dossiers/model";
import { previewedFile } from "@/lib/dossiers/queries";
import type { Actor } from "@/lib/policy";
import type { Locale } from "@/lib/words";
import { fileAnswer } from "./file-answer";

type Call = {
  actor: Actor;
  now: Date;
  locale: Locale;
  body: z.output<typeof CalendarChangeInput>;
  accessed(subject: { type: string; id: string | number }): void;
};

/** The dossiers of a preview as a download; who took it stands in the audit log. */
export async function calendarFile(format: "csv" | "xlsx", { actor, now, locale, body, accessed }: Call): Promise<Response> {
  const file = await previewedFile(actor, { ...body, format }, { locale, now });
  accessed({ type: "calendar-preview", id: file.from });
  return fileAnswer(file);
}
