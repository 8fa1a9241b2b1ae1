import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";
import { DocumentDirection, words } from "../record/model";

const Id = z.int().positive().max(2_147_483_647);
/** A book of its own for some types of documents; which share a sequence the agency's head decides (NĐ 30/2020 Đ.15). */
export const BookInput = z.strictObject({
  unitId: Id,
  direction: z.enum(DocumentDirection),
  name: words(120),
  typeIds: z.array(Id).min(1).max(60),
});

export const Book = z.object({
  id: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  direction: z.enum(DocumentDirection),
  name: z.string(),
  /** None: the unit's common book, for every type without one of its own. */
  typeIds: z.array(z.int()),
  years: z.array(z.object({ year: z.int(), lastNumber: z.int(), closedAt: z.iso.datetime().nullable() })),
});
export type Book = z.output<typeof Book>;
export const BookList = z.object({ books: z.array(Book) });
export type BookList = z.output<typeof BookList>;

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** How many documents with a mark of secrecy a unit had in a month. Nothing else of them is ever entered. */
export const SecretCountInput = z.strictObject({
  unitId: Id,
  month: Month,
  direction: z.enum(DocumentDirection),
  count: z.int().min(0).max(99_999),
});
export const SecretCountQuery = z.strictObject({ unitId: RecordId, year: z.coerce.number().int().min(2000).max(2100) });
export const SecretCounts = z.object({
  counts: z.array(z.object({ month: Month, direction: z.enum(DocumentDirection), count: z.int() })),
});
export type SecretCounts = z.output<typeof SecretCounts>;

const Year = z.coerce.number().int().min(1945).max(9999);
/** A register of a year (NĐ 30/2020, Phụ lục IV), whole or what came between two days. */
export const RegisterQuery = z.strictObject({
  bookId: RecordId,
  year: Year,
  from: Day.optional(),
  to: Day.optional(),
  /** The register itself, or of incoming documents how each is dealt with. */
  form: z.enum(["register", "follow-up"]).optional(),
});
export type RegisterQuery = z.output<typeof RegisterQuery>;
export const CloseInput = z.strictObject({ bookId: Id, year: z.int().min(1945).max(9999) });
