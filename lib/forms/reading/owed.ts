import type { Day } from "@/lib/calendar/model";
import { addDays, cityDay, cityInstant, readDay } from "@/lib/calendar/rules";
import { db, Prisma } from "@/lib/db/client";
import { isHiddenFrom } from "@/lib/dossiers/queries";
import { maskName } from "@/lib/dossiers/rules";
import { type Actor, type Reach, reachOf } from "@/lib/policy";
import { unitsBelow } from "@/lib/units/queries";
import { type OwedKind, type OwedPage, type OwedQuery, owed, owedKinds } from "../model";
import { issuers, standingsFor } from "../rules";

/** The steps each form is the paper of; written out, so that the partial index of these steps serves. */
const steps: Record<OwedKind, Prisma.Sql> = {
  SUPPLEMENT_REQUEST: Prisma.sql`('requestSupplement')`,
  APOLOGY: Prisma.sql`('extend')`,
  REFUSAL: Prisma.sql`('decline', 'refuse')`,
  STOP_NOTICE: Prisma.sql`('stop', 'withdraw')`,
  CHANGE_SLIP: Prisma.sql`('redate')`,
};

type Row = {
  id: number;
  code: string | null;
  applicantName: string;
  isSensitive: boolean;
  procedureName: string;
  unitId: number;
  unitName: string;
  dueOn: Date | null;
  at: Date;
  byName: string;
};

/**
 * The dossiers of the units an actor works for whose last step of a kind has no form yet and that still stand where it fits, the oldest
 * step first.
 */
function readKind(kind: OwedKind, units: Reach, today: Day): Promise<Row[]> {
  const since = cityInstant(addDays(today, -owed.days), 0);
  const issuer = issuers[kind] === "desk" ? Prisma.sql`d.receiving_unit_id` : Prisma.sql`d.unit_id`;
  const within = units === "all" ? Prisma.sql`true` : Prisma.sql`${issuer} = any (${[...units]}::int[])`;
  const standings = standingsFor(kind, today).map((s) => Prisma.sql`(${s.state}, ${s.resultKind ?? ""}, ${s.isAccepted})`);
  if (standings.length === 0) return Promise.resolve([]);
  return db.$queryRaw<Row[]>`
    select d.id, d.code, d.applicant_name as "applicantName", p.is_sensitive as "isSensitive", p.name as "procedureName", d.unit_id as "unitId",
      u.short_name as "unitName", coalesce(d.extended_due_on, d.due_on) as "dueOn", e.at, e.actor_name as "byName"
    from dossier_event e join dossier d on d.id = e.dossier_id join procedure p on p.id = d.procedure_id join unit u on u.id = d.unit_id
    where e.kind in ${steps[kind]} and e.at >= ${since} and ${within}
      and (d.state::text, coalesce(d.result_kind::text, ''), d.accepted_at is not null) in (${Prisma.join(standings)})
      and not exists (select from dossier_event l where l.dossier_id = d.id and l.version > e.version and l.kind in ${steps[kind]})
      and not exists (select from dossier_form f where f.dossier_id = d.id and f.kind = ${kind}::form_kind and f.issued_at >= e.at)
    order by e.at, e.id limit ${owed.most + 1}`;
}

/**
 * The forms that steps of the last days have left to be issued, in the units whose dossiers the actor works on: how many of each kind
 * (counted up to one more than `owed.most`), and the dossiers of one kind. What no longer fits the state is owed no more.
 */
export async function readOwed(actor: Actor, { unitId, kind }: OwedQuery, now: Date): Promise<OwedPage> {
  const today = cityDay(now);
  const reach = reachOf(actor, "dossiers.process");
  const asked = unitId === undefined ? null : await unitsBelow(unitId, today);
  const units = asked === null ? reach : reach === "all" ? asked : asked.filter((id) => reach.includes(id));
  const found = await Promise.all(owedKinds.map(async (one) => ({ kind: one, rows: await readKind(one, units, today) })));
  const shown = found.find((f) => f.kind === kind) ?? found.find((f) => f.rows.length > 0) ?? found[0];
  if (!shown) throw new Error("no kind of form is owed at all");
  return {
    kind: shown.kind,
    counts: found.map(({ kind: one, rows }) => ({ kind: one, count: rows.length })),
    rows: shown.rows.slice(0, owed.shown).map(({ dueOn, at, byName, id, code, procedureName, unitName, ...row }) => ({
      ...{ id, code, procedureName, unitName, byName },
      applicantName: isHiddenFrom(actor, row) ? maskName(row.applicantName) : row.applicantName,
      dueOn: dueOn && readDay(dueOn),
      at: at.toISOString(),
    })),
  };
}
