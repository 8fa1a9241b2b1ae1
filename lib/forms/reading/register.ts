import { cityDay } from "@/lib/calendar/rules";
import { db, Prisma } from "@/lib/db/client";
import type { ResultDelivery } from "@/lib/db/generated/enums";
import { personalPlaces } from "@/lib/dossiers/model";
import { isHiddenFrom } from "@/lib/dossiers/queries";
import { maskName, maskNumber } from "@/lib/dossiers/rules";
import { type Actor, can } from "@/lib/policy";
import { open } from "@/lib/secrets";
import { unitsBelow } from "@/lib/units/queries";
import { formatDay } from "@/lib/words";
import type { Register, RegisterQuery } from "../model";
import { numberText } from "../rules";

type Row = Register["rows"][number];
type Line = {
  id: number;
  code: string | null;
  receiptNumber: number | null;
  procedure: string;
  isSensitive: boolean;
  unitId: number;
  setCount: number;
  applicantName: string;
  applicantAddress: string | null;
  phoneSealed: Uint8Array | null;
  agency: string;
  acceptedAt: Date;
  dueAt: Date | null;
  extendedDueAt: Date | null;
  returnedAt: Date | null;
  delivery: ResultDelivery;
  collectorName: string | null;
  note: string | null;
};
const deliveries: Record<ResultDelivery, string> = { COUNTER: "Trực tiếp", POST: "Bưu chính", ELECTRONIC: "Điện tử" };
const pageRows = 1_000;

function conditions(query: RegisterQuery, units: readonly number[]): Prisma.Sql {
  return Prisma.sql`d.receiving_unit_id = any (${[...units]}::int[]) and d.accepted_on between ${query.from}::date and ${query.to}::date
    and ${query.sectorId === undefined ? Prisma.sql`true` : Prisma.sql`p.sector_id = ${query.sectorId}`}`;
}

export async function countRegister(query: RegisterQuery): Promise<number> {
  const units = await unitsBelow(query.unitId, query.to);
  const [row] = await db.$queryRaw<
    { n: number }[]
  >`select count(*)::int as n from dossier d join procedure p on p.id = d.procedure_id where ${conditions(query, units)}`;
  return row?.n ?? 0;
}

/** What a unit took in over a period, in the order of acceptance, a thousand at a time. */
export async function* registerRows(actor: Actor, query: RegisterQuery): AsyncGenerator<Row[]> {
  const units = await unitsBelow(query.unitId, query.to);
  let behind: { at: Date; id: number } | null = null;
  for (let position = 1; ; ) {
    const after: Prisma.Sql = behind
      ? Prisma.sql`(d.accepted_at, d.id) > (${behind.at}::timestamptz, ${behind.id})`
      : Prisma.sql`true`;
    const lines: Line[] = await db.$queryRaw<Line[]>`
      select d.id, d.code, f.number as "receiptNumber", p.name as procedure, p.is_sensitive as "isSensitive", d.unit_id as "unitId",
        d.set_count as "setCount", d.applicant_name as "applicantName", d.applicant_address as "applicantAddress",
        d.phone_sealed as "phoneSealed", u.short_name as agency, d.accepted_at as "acceptedAt", d.due_at as "dueAt",
        d.extended_due_at as "extendedDueAt", d.returned_at as "returnedAt", coalesce(h.delivery, d.result_delivery)::text as delivery,
        h.collector_name as "collectorName", h.note
      from dossier d join procedure p on p.id = d.procedure_id join unit u on u.id = d.unit_id
        left join dossier_hand_over h on h.dossier_id = d.id
        left join lateral (select number from dossier_form where dossier_id = d.id and kind = 'RECEIPT' order by id desc limit 1) f on true
      where ${conditions(query, units)} and ${after} order by d.accepted_at, d.id limit ${pageRows}`;
    yield lines.map((line, i) => toRow(actor, line, position + i));
    position += lines.length;
    const last = lines.at(-1);
    if (!last || lines.length < pageRows) return;
    behind = { at: last.acceptedAt, id: last.id };
  }
}

const dayOf = (at: Date | null) => at && formatDay(cityDay(at));
function toRow(actor: Actor, line: Line, position: number): Row {
  const isHidden = isHiddenFrom(actor, line);
  const phone = line.phoneSealed && !isHidden ? open(line.phoneSealed, personalPlaces.phone) : null;
  const shownPhone = phone && (can(actor, "dossiers.reveal", line.unitId) ? phone : maskNumber(phone));
  const contact = isHidden ? [] : [line.applicantAddress, shownPhone].filter((part): part is string => Boolean(part));
  const notes = [line.extendedDueAt ? `Hẹn lại ${dayOf(line.extendedDueAt)}` : null, isHidden ? null : line.note];
  return {
    position,
    code: line.code,
    receipt: line.receiptNumber === null ? null : numberText("RECEIPT", line.receiptNumber),
    procedure: line.procedure,
    setCount: line.setCount,
    applicant: isHidden ? maskName(line.applicantName) : line.applicantName,
    contact: contact.join("; ") || null,
    agency: line.agency,
    acceptedAt: dayOf(line.acceptedAt),
    dueAt: dayOf(line.dueAt),
    returnedAt: dayOf(line.returnedAt),
    delivery: deliveries[line.delivery],
    collector: isHidden ? null : line.collectorName,
    note: notes.filter(Boolean).join("; ") || null,
  };
}
