import { cityDay } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import type { OldFile, OldRegister, OldRow } from "@/lib/documents/model";
import { listDocumentTypes } from "@/lib/documents/queries";
import type { Actor } from "@/lib/policy";
import type { Cell } from "../model";
import { cellsOf, pick, places } from "../running/cells";
import { reporter } from "../running/progress";
import type { Rejections } from "../running/rejections";
import type { Batch } from "../running/rows";
import { hashOfName, readCleaned } from "./cleaned";
import { documentJudge, isDash, isDocumentRow, isSecretVerdict, judgeDocument } from "./judge";
import { namesOfRow } from "./keys";
import { type Asking, matchFiles } from "./match";
import type { DocumentField, DocumentMapping } from "./model";
import { inOrder } from "./order";

/** A file of the zip with the row it goes with, or what a row names and is not there. */
export type FileLine = { id: number; line: number };
export type Weighed = {
  rows: OldRow[];
  /** The cells of rows, so that one that is set aside later comes back as it came. */
  cells: ReadonlyMap<number, readonly Cell[]>;
  repeats: number;
  lines: FileLine[];
  missing: { line: number; name: string; fault: string }[];
  /** Rows that are secret because their file is. */
  blank: Set<number>;
};
type Of = { batch: Batch; mapping: DocumentMapping; register: OldRegister; actor: Actor; now: Date };

/**
 * Reads a stored register and says what of it may be taken: rows judged one by one, then against each other, each with its files. What may not is
 * told to `rejections`, a secret row without what it said.
 */
export async function weigh(of: Of, rejections: Rejections): Promise<Weighed> {
  const { batch } = of;
  const judge = await judgeFor(of);
  const columns = places<DocumentField>(of.mapping);
  const secret = new Set(batch.secretKeys.filter((key) => key.startsWith("file:")));
  const progress = reporter(batch.id);
  const good: Omit<OldRow, "files">[] = [];
  const asking: Asking[] = [];
  const cells = new Map<number, readonly Cell[]>();
  const blank = new Set<number>();
  let read = 0;
  for await (const row of readCleaned(batch.fileSha ?? "")) {
    const raw = row.cells && pick(row.cells, columns);
    if (raw && !isDocumentRow(raw)) continue;
    await progress(++read, rejections.count);
    if (!raw || !row.cells) {
      await rejections.add(row.line, [], [{ code: "secret-document" }]);
      continue;
    }
    const verdict = judgeDocument(raw, judge);
    const named = {
      line: row.line,
      file: isDash(textIn(raw.file)) ? "" : textIn(raw.file),
      symbol: textIn(raw.symbol),
    };
    const isHidden =
      secret.size > 0 && namesOfRow([named.symbol], named.file).some((name) => secret.has(hashOfName(name, "file")));
    if (isHidden || (!verdict.ok && isSecretVerdict(verdict.reasons))) {
      blank.add(row.line);
      await rejections.add(row.line, [], [{ code: "secret-document" }]);
      continue;
    }
    cells.set(row.line, row.cells);
    asking.push({ ...named, symbol: verdict.ok ? (verdict.document.symbol ?? null) : named.symbol });
    if (verdict.ok) good.push({ line: row.line, document: verdict.document });
    else await rejections.add(row.line, row.cells, verdict.reasons);
  }
  await progress(read, rejections.count, true);
  const files = await filesOf(batch.id);
  const matched = matchFiles(asking, files);
  const { kept, repeats, refused } = inOrder(
    good.map((row) => ({ ...row, files: (matched.files.get(row.line) ?? []).filter(({ isStored }) => isStored) })),
  );
  for (const { line, reasons } of refused) await rejections.add(line, cells.get(line) ?? [], reasons);
  return {
    ...{ rows: kept, cells, repeats, blank },
    lines: [...matched.files].flatMap(([line, found]) => found.map(({ id }) => ({ id, line }))),
    missing: matched.missing,
  };
}

const textIn = (cell: Cell | undefined): string => (cell === undefined ? "" : (cellsOf([cell])[0] ?? "").trim());

/** What the rows of a register are judged by now. */
export async function judgeFor({ register, actor, now }: Pick<Of, "register" | "actor" | "now">) {
  const { unitId, direction, year } = register;
  const { name } = await db.unit.findUniqueOrThrow({ where: { id: unitId }, select: { name: true } });
  return documentJudge({ today: cityDay(now), direction, year, unitId, unitName: name }, await listDocumentTypes(actor));
}

/** The files of the zip; of one that was not taken there is its name, so that its row is told of it. */
async function filesOf(batchId: number): Promise<(OldFile & { id: number; isStored: boolean })[]> {
  const rows = await db.importFile.findMany({
    where: { batchId, OR: [{ fault: null }, { fault: { notIn: ["file-missing", "file-ambiguous"] } }] },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id, name, sha, bytes, pages, active, words }) => ({
    ...{ id, name, sha: sha ?? "", bytes: bytes ?? 0, pages, active, search: words ?? "", isStored: sha !== null },
  }));
}
