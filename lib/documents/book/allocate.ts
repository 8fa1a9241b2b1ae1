import type { Work } from "@/lib/command";
import { AppError } from "@/lib/errors";
import type { DocumentDirection } from "../record/model";

export type Numbered = { bookId: number; year: number; number: number };

/**
 * The next number of the book that takes a unit's documents of a type, in a year: without gaps or twins among those who commit, since the
 * counter's row is held to the end of the transaction; so this is asked for late in it. The unit's common book is opened by its first document.
 * Refuses `register-closed`.
 */
export async function allocateNumber(
  { tx, actor, now }: Pick<Work, "tx" | "actor" | "now">,
  asked: { unitId: number; direction: DocumentDirection; typeId: number; year: number },
): Promise<Numbered> {
  const { unitId, direction, typeId, year } = asked;
  const bookOf = async () =>
    (
      await tx.$queryRaw<
        { id: number }[]
      >`select id from document_book where unit_id = ${unitId} and direction = ${direction}::document_direction
        and (cardinality(type_ids) = 0 or type_ids @> array[${typeId}::int]) order by cardinality(type_ids) desc, id limit 1`
    )[0]?.id;
  let bookId = await bookOf();
  if (bookId === undefined) {
    await tx.$executeRaw`insert into document_book (unit_id, direction, name, type_ids, opened_at, opened_by)
      values (${unitId}, ${direction}::document_direction, ${commonNames[direction]}, '{}', ${now}, ${actor.id}) on conflict do nothing`;
    bookId = await bookOf();
  }
  if (bookId === undefined) throw new Error("a unit has no common book");
  const [row] = await tx.$queryRaw<{ number: number }[]>`
    insert into document_register as r (book_id, year, last_number) values (${bookId}, ${year}, 1)
    on conflict (book_id, year) do update set last_number = r.last_number + 1 where r.closed_at is null
    returning last_number as number`;
  if (!row) throw new AppError("refused", "register-closed", { detail: { year } });
  return { bookId, year, number: row.number };
}

/** What a unit's common book is called until somebody keeps others beside it. */
export const commonNames: Record<DocumentDirection, string> = {
  INCOMING: "Sổ đăng ký văn bản đến",
  OUTGOING: "Sổ đăng ký văn bản đi",
  INTERNAL: "Sổ đăng ký văn bản nội bộ",
};
