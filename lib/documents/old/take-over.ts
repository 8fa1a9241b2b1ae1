import type { Work } from "@/lib/command";
import { env } from "@/lib/env";
import { holdFile } from "@/lib/files/commands";
import { commonNames } from "../book/allocate";
import { contentHash } from "../record/content";
import { searchWords } from "../record/search";
import { symbolKey } from "../symbol/symbol";
import { bookOf, type ComparedRow, columnsOfOld, compareOld } from "./compare";
import type { OldFile, OldOutcome, OldRegister, OldRow } from "./model";

const atOnce = 500;

/**
 * Takes rows of an old register over in the caller's transaction, each under the number it had: those that are good land with their files, and the
 * register then ends with the last of them, so that the next document registered here follows it. What is there already stays as it is, only files it
 * lacks are put to it. The register is held until the transaction ends. Answers what became of each row. Refuses `register-closed`.
 */
export async function takeOver(work: Work, register: OldRegister, rows: readonly OldRow[]): Promise<OldOutcome> {
  const { tx } = work;
  if (rows.length === 0) return { fates: [], gaps: 0 };
  const bookId = await openedBook(work, register);
  const { good, fates, gaps, standing } = await compareOld(tx, { ...register, bookId }, rows, true);
  const ids = new Map([...standing.known].map(([number, { id }]) => [number, id]));
  const fresh = good.filter(({ known }) => !known);
  for (let at = 0; at < fresh.length; at += atOnce)
    for (const { id, number } of await insert(work, { ...register, bookId }, fresh.slice(at, at + atOnce)))
      if (number !== null) ids.set(number, id);
  for (const { document, files, known } of good)
    for (const file of files) if (!known?.shas.includes(file.sha)) await attach(work, ids.get(document.number) ?? 0, file);
  const last = fresh.reduce((most, { document }) => Math.max(most, document.number), 0);
  await tx.$executeRaw`update document_register set imported_to = greatest(imported_to, ${last}), last_number = greatest(last_number, ${last})
    where book_id = ${bookId} and year = ${register.year}`;
  work.record(
    "document-book.take-over",
    { type: "document-book", id: bookId },
    { rowsNew: fresh.length, number: last },
    register.unitId,
  );
  work.announce("documents");
  return { fates, gaps };
}

/** The unit's common book is opened by what comes first. */
async function openedBook({ tx, actor, now }: Work, register: OldRegister): Promise<number> {
  const { unitId, direction } = register;
  const there = await bookOf(tx, register);
  if (there !== null) return there;
  await tx.$executeRaw`insert into document_book (unit_id, direction, name, type_ids, opened_at, opened_by)
    values (${unitId}, ${direction}::document_direction, ${commonNames[direction]}, '{}', ${now}, ${actor.id}) on conflict do nothing`;
  const opened = await bookOf(tx, register);
  if (opened === null) throw new Error("a unit has no common book");
  return opened;
}

async function insert({ tx, actor, now }: Work, register: OldRegister, rows: readonly ComparedRow[]) {
  const types = new Map((await tx.documentType.findMany({ select: { id: true, name: true } })).map((t) => [t.id, t.name]));
  const by = { enteredAt: now, enteredBy: actor.id, enteredByName: actor.name };
  const registered = { registeredAt: now, registeredBy: actor.id, registeredByName: actor.name };
  return tx.document.createManyAndReturn({
    select: { id: true, number: true },
    data: rows.map(({ document }) => {
      const row = columnsOfOld(document, register);
      return {
        ...row,
        ...by,
        ...registered,
        state: "REGISTERED" as const,
        takenOver: true,
        symbolKey: row.symbol && symbolKey(row.symbol),
        search: searchWords([
          ...[row.symbol, row.subject, row.issuer, row.signerName, types.get(row.typeId)],
          ...[...row.recipients, row.note],
        ]),
        contentHash: contentHash(row),
      };
    }),
  });
}

async function attach({ tx, actor, now }: Work, documentId: number, file: OldFile): Promise<void> {
  await holdFile(tx, file.sha);
  const scan = env().CLAMD_ADDRESS === undefined ? "NOT_SCANNED" : "WAITING";
  await tx.$executeRaw`
    insert into document_file (document_id, name, type, bytes, pages, sha, active, scan, words, added_at, added_by, added_by_name)
    values (${documentId}, ${file.name}, 'application/pdf', ${file.bytes}, ${file.pages}, ${file.sha}, ${[...file.active]}, ${scan}::file_scan,
      case when ${file.search} = '' then null else strip(to_tsvector('simple', ${file.search})) end, ${now}, ${actor.id}, ${actor.name})
    on conflict do nothing`;
}
