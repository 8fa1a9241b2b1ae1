import { Readable } from "node:stream";
import { cameraSheetHeadings, cameraSheetNotes } from "@/lib/cameras/labels";
import { cameraSheetFields } from "@/lib/cameras/model";
import { cameraSheetRows, exportedFields } from "@/lib/cameras/queries";
import { writeWorkbook } from "@/lib/files/queries";
import { csvHead, csvLine, fileName } from "@/lib/files/rules";
import type { Actor } from "@/lib/policy";
import { type Locale, say } from "@/lib/words";
import { fileAnswer } from "./file-answer";

const title = { vi: "Danh sách camera", en: "List of cameras" };
type Call = {
  actor: Actor;
  locale: Locale;
  query: { template?: "1" | undefined };
  accessed(subject: { type: string; id: string | number }): void;
};

/** The registry as a file that can be imported again, or the empty template of one, which has columns for name and password too. */
export async function cameraFile(kind: "xlsx" | "csv", { actor, locale, query, accessed }: Call): Promise<Response> {
  const all = await cameraSheetRows(actor);
  const [rows, fields] = query.template ? [[], [...cameraSheetFields]] : [all, exportedFields()];
  const name = say(locale, title);
  const head = {
    ...{ title: name, notes: cameraSheetNotes.map((words) => say(locale, words)), wraps: true },
    columns: fields.map((field) => cameraSheetHeadings[field].vi),
  };
  accessed({ type: "camera-list", id: query.template ? "template" : "all" });
  if (kind === "csv")
    return fileAnswer({
      body: Readable.from([csvHead(head), ...rows.map((cells) => csvLine(cells))]),
      ...{ name: `${fileName(name)}.csv`, type: "text/csv; charset=utf-8" },
    });
  return fileAnswer({
    body: writeWorkbook(head, [rows]),
    ...{ name: `${fileName(name)}.xlsx`, type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  });
}
