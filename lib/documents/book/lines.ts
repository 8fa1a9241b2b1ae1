import { db } from "@/lib/db/client";
import type { RegisterQuery } from "./model";

/** A line of a register as its columns need it. */
export type RegisterLine = {
  number: number;
  symbol: string | null;
  arrivedOn: Date | null;
  issuedOn: Date | null;
  issuer: string;
  typeName: string;
  subject: string;
  signerName: string | null;
  recipients: string[];
  keeper: string | null;
  copies: number | null;
  note: string | null;
  voidReason: string | null;
};

/** Lines one file may have: paper is drawn whole, a workbook is written as it is read. */
export const mostPrinted = { pdf: 3_000, xlsx: 100_000 };
const pageRows = 1_000;

/** The lines of a register of a year in the order of their numbers, voided ones among them, so many at a time. */
export async function* bookRows({ bookId, year, from, to }: RegisterQuery): AsyncGenerator<RegisterLine[]> {
  for (let after = 0; ; ) {
    const lines = await db.$queryRaw<RegisterLine[]>`
      select d.number, d.symbol, d.arrived_on as "arrivedOn", d.issued_on as "issuedOn", d.issuer, t.name as "typeName", d.subject,
        d.signer_name as "signerName", d.recipients, d.keeper, d.copies, d.note, d.void_reason as "voidReason"
      from document d join document_type t on t.id = d.type_id
      where d.book_id = ${bookId} and d.year = ${year} and d.number > ${after}
        and d.registered_on between ${from ?? "0001-01-01"}::date and ${to ?? "9999-12-31"}::date
      order by d.number limit ${pageRows}`;
    if (lines.length > 0) yield lines;
    if (lines.length < pageRows) return;
    after = lines.at(-1)?.number ?? after;
  }
}
