import { createHash } from "node:crypto";
import { readDay } from "@/lib/calendar/rules";
import type { Document } from "@/lib/db/generated/client";

type Content = Pick<
  Document,
  | "direction"
  | "unitId"
  | "typeId"
  | "bookId"
  | "year"
  | "number"
  | "symbol"
  | "urgency"
  | "subject"
  | "issuer"
  | "authority"
  | "signerName"
  | "signerPost"
  | "recipients"
  | "keeper"
  | "copies"
  | "pages"
  | "issuedOn"
  | "arrivedOn"
  | "registeredOn"
  | "dueOn"
  | "responseForId"
  | "note"
>;

/**
 * SHA-256, in hex, of what stands in the register about a document: the database lets nothing of it change, and whoever changes it behind the
 * database's back is told by it.
 */
export function contentHash(row: Content): string {
  const day = (at: Date | null) => at && readDay(at);
  const said = [
    ...[
      row.direction,
      row.unitId,
      row.typeId,
      row.bookId,
      row.year,
      row.number,
      row.symbol,
      row.urgency,
      row.subject,
      row.issuer,
    ],
    ...[row.authority, row.signerName, row.signerPost, row.recipients, row.keeper, row.copies, row.pages],
    ...[day(row.issuedOn), day(row.arrivedOn), day(row.registeredOn), day(row.dueOn), row.responseForId, row.note],
  ];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}
