import { db, Prisma } from "@/lib/db/client";
import type { DocumentTaskState } from "../work/model";
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
  /** How it is dealt with, where that is asked for. */
  receivers: string | null;
  workDueOn: Date | null;
  leadState: DocumentTaskState | null;
  progress: string | null;
  closedAt: Date | null;
  outcome: string | null;
  answers: string | null;
};

/** Lines one file may have: paper is drawn whole, a workbook is written as it is read. */
export const mostPrinted = { pdf: 3_000, xlsx: 100_000 };
const pageRows = 1_000;

/** The lines of a register of a year in the order of their numbers, voided ones among them, so many at a time. */
export async function* bookRows({ bookId, year, from, to, form }: RegisterQuery): AsyncGenerator<RegisterLine[]> {
  const [columns, work] = form === "follow-up" ? [workColumns, workOf] : [noColumns, Prisma.empty];
  for (let after = 0; ; ) {
    const lines = await db.$queryRaw<RegisterLine[]>`
      select d.number, d.symbol, d.arrived_on as "arrivedOn", d.issued_on as "issuedOn", d.issuer, t.name as "typeName", d.subject,
        d.signer_name as "signerName", d.recipients, d.keeper, d.copies, d.note, d.void_reason as "voidReason", ${columns}
      from document d join document_type t on t.id = d.type_id ${work}
      where d.book_id = ${bookId} and d.year = ${year} and d.number > ${after}
        and d.registered_on between ${from ?? "0001-01-01"}::date and ${to ?? "9999-12-31"}::date
      order by d.number limit ${pageRows}`;
    if (lines.length > 0) yield lines;
    if (lines.length < pageRows) return;
    after = lines.at(-1)?.number ?? after;
  }
}

const noColumns = Prisma.sql`null as receivers, null as "workDueOn", null as "leadState", null as progress, null as "closedAt", null as outcome, null as answers`;
const workColumns = Prisma.sql`passed.receivers, coalesce(led.due_on, d.due_on) as "workDueOn", led.state as "leadState", led.progress,
  work.closed_at as "closedAt", work.outcome, answered.answers`;
/** To whom a document was passed from its own unit, the lead first; how the lead stands; what answered it. */
const workOf = Prisma.sql`left join document_work work on work.document_id = d.id
  left join lateral (select string_agg(coalesce(a.assignee_name, u.short_name) || (case a.role when 'LEAD' then ' (chủ trì)' when 'SUPPORT' then ' (phối hợp)'
      else ' (để biết)' end), '; ' order by a.role, a.id) as receivers
    from document_task a join unit u on u.id = a.unit_id
    where a.document_id = d.id and a.parent_id is null and a.state not in ('RETURNED', 'RECALLED')) passed on true
  left join lateral (select l.due_on, l.state::text as state, coalesce(l.progress, (select p.progress from document_task p
        where p.parent_id = l.id and p.progress is not null order by p.id desc limit 1)) as progress
    from document_task l where l.document_id = d.id and l.parent_id is null and l.role = 'LEAD' and l.state not in ('RETURNED', 'RECALLED')
    order by l.id desc limit 1) led on true
  left join lateral (select string_agg(r.symbol, '; ' order by r.id) as answers from document r
    where r.response_for_id = d.id and r.state = 'REGISTERED') answered on true`;
