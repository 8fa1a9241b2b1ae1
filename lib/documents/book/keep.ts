import { cityDay } from "@/lib/calendar/rules";
import { command } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { can } from "@/lib/policy";
import { checkedUnit, faultAt } from "../record/checked";
import { BookInput, CloseInput, SecretCountInput } from "./model";

/**
 * Opens a book of its own for some types of a unit's documents, with a sequence of its own from its next document on. Refuses
 * `book-types-taken` where one of them has a book already, `document-type-unknown`.
 */
export const openBook = command(BookInput, async (work, { unitId, direction, name, typeIds }) => {
  const { tx, actor, now } = work;
  work.require("documents.manage", unitId);
  await checkedUnit(work, unitId, cityDay(now));
  if ((await tx.documentType.count({ where: { id: { in: typeIds } } })) !== new Set(typeIds).size)
    throw faultAt("typeIds", "document-type-unknown");
  // Two who open books of one unit at once wait for each other.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`document-book:${unitId}:${direction}`}, 0))`;
  const taken = await tx.documentBook.count({ where: { unitId, direction, typeIds: { hasSome: typeIds } } });
  if (taken > 0) throw faultAt("typeIds", "book-types-taken");
  const { id } = await tx.documentBook.create({
    select: { id: true },
    data: { unitId, direction, name, typeIds, openedAt: now, openedBy: actor.id },
  });
  work.record("document-book.open", { type: "document-book", id }, { name }, unitId);
  work.announce("documents");
  return { id };
});

/** Notes how many documents with a mark of secrecy a unit had in a month: the number, and nothing else of them, so that shares can leave them out. */
export const setSecretCount = command(SecretCountInput, async (work, { unitId, month, direction, count }) => {
  const { tx, actor, now } = work;
  work.require("documents.register", unitId);
  await checkedUnit(work, unitId, cityDay(now));
  await tx.$executeRaw`insert into secret_document_count (unit_id, month, direction, count, recorded_at, recorded_by)
    values (${unitId}, ${`${month}-01`}::date, ${direction}::document_direction, ${count}, ${now}, ${actor.id})
    on conflict (unit_id, month, direction) do update set count = excluded.count, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by`;
  work.record(
    "document-book.count-secret",
    { type: "unit", id: unitId },
    { day: `${month}-01`, kind: direction, number: count },
    unitId,
  );
  work.announce("documents");
  return { count };
});

/**
 * Closes the register of a year that has ended (khóa sổ): no number is given out or voided in it any more. Refuses `register-year-runs`,
 * `register-closed`; not-found for a book out of the actor's reach or without that year.
 */
export const closeRegister = command(CloseInput, async (work, { bookId, year }) => {
  const { tx, actor, now } = work;
  const book = await tx.documentBook.findUnique({ where: { id: bookId }, select: { unitId: true } });
  if (!book || !can(actor, "documents.view", book.unitId)) throw new AppError("not-found", "not-found");
  work.require("documents.manage", book.unitId);
  if (year >= Number(cityDay(now).slice(0, 4))) throw new AppError("refused", "register-year-runs");
  const { count } = await tx.documentRegister.updateMany({
    where: { bookId, year, closedAt: null },
    data: { closedAt: now, closedBy: actor.id, closedByName: actor.name },
  });
  if (count === 0) {
    if (await tx.documentRegister.findUnique({ where: { bookId_year: { bookId, year } } }))
      throw new AppError("conflict", "register-closed");
    throw new AppError("not-found", "not-found");
  }
  work.record("document-book.close", { type: "document-book", id: bookId }, { number: year }, book.unitId);
  work.announce("documents");
  return { bookId, year };
});
