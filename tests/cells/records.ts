import type pg from "pg";
import type { Outcome } from "@/lib/dossiers/model";
import { dayOf, instantOf, type Story } from "./recount";

/** Mulberry32: the same seed tells the same story again. */
export function chance(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (n: number) => Math.floor(next() * n),
    happens: (p: number) => next() < p,
    one: <T>(list: readonly T[]): T => {
      const value = list[Math.floor(next() * list.length)];
      if (value === undefined) throw new Error("empty list");
      return value;
    },
  };
}
export type Chance = ReturnType<typeof chance>;

/** A dossier's own columns, anything the constraints allow; no stops. */
export function anyDossier(c: Chance): Omit<Story, "id" | "stops"> {
  const accepted = c.happens(0.9) ? c.below(90) : null;
  const due = accepted !== null && c.happens(0.85) ? accepted + c.below(25) : null;
  const ended = c.happens(0.6) ? (accepted ?? 0) + c.below(40) : null;
  const resolved: Outcome = due === null || ended === due ? "ON_TIME" : ended !== null && ended < due ? "EARLY" : "LATE";
  const outcome =
    ended === null
      ? null
      : accepted === null
        ? c.one<Outcome>(["NOT_ACCEPTED", "WITHDRAWN"])
        : c.happens(0.85)
          ? resolved
          : c.one<Outcome>(["WITHDRAWN", "STOPPED"]);
  return {
    unitId: c.one([2, 3, 4, 5]),
    procedureId: c.one([1, 2, 3, 4]),
    channel: c.one(["COUNTER", "ONLINE", "POST"]),
    full: c.happens(0.5),
    accepted,
    due,
    ended,
    returned: ended !== null && c.happens(0.7) ? ended + c.below(5) : null,
    outcome,
    refused: outcome === resolved && c.happens(0.1),
    used: outcome === resolved ? c.below(30) : null,
  };
}

const columns = `code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind, applicant_name, applicant_search,
  accepted_at, accepted_on, due_at, due_on, ended_at, ended_on, returned_at, returned_on, working_days_used`;
let serial = 0;

function values(d: Omit<Story, "id" | "stops">): unknown[] {
  const day = (n: number | null) => (n === null ? null : dayOf(n));
  const at = (n: number | null) => (n === null ? null : instantOf(n));
  serial += 1;
  return [
    d.accepted === null ? null : `T-${process.pid}-${serial}-${Math.floor(performance.now() * 1000)}`,
    d.procedureId,
    d.unitId,
    d.unitId,
    d.channel,
    d.full ? "FULL" : "PARTIAL",
    d.ended === null ? "IN_PROGRESS" : "FINISHED",
    d.outcome,
    d.outcome === "EARLY" || d.outcome === "ON_TIME" || d.outcome === "LATE" ? (d.refused ? "REFUSED" : "GRANTED") : null,
    "Nguyễn Văn Thử",
    "nguyen van thu",
    at(d.accepted),
    day(d.accepted),
    at(d.due),
    day(d.due),
    at(d.ended),
    day(d.ended),
    at(d.returned),
    day(d.returned),
    d.used,
  ];
}

export async function insertDossiers(client: pg.ClientBase, dossiers: readonly Omit<Story, "id" | "stops">[]): Promise<number[]> {
  const width = 20;
  const rows = dossiers.map((_, i) => `(${Array.from({ length: width }, (_, k) => `$${i * width + k + 1}`).join(", ")})`);
  const result = await client.query<{ id: number }>(
    `insert into dossier (${columns}) values ${rows.join(", ")} returning id`,
    dossiers.flatMap(values),
  );
  return result.rows.map((r) => r.id);
}

export async function updateDossier(client: pg.ClientBase, id: number, d: Omit<Story, "id" | "stops">): Promise<void> {
  const params = Array.from({ length: 20 }, (_, k) => `$${k + 2}`).join(", ");
  await client.query(`update dossier set (${columns}) = row(${params}) where id = $1`, [id, ...values(d)]);
}

export async function insertStop(client: pg.ClientBase, dossierId: number, s: Story["stops"][number]): Promise<void> {
  await client.query(
    `insert into dossier_clock_stop (dossier_id, kind, policy, reason, stopped_at, stopped_on, resumed_at, resumed_on, due_at_before, due_on_before)
     values ($1, 'SUPPLEMENT', 'PAUSE', 'thiếu giấy tờ', $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      dossierId,
      instantOf(s.stopped),
      dayOf(s.stopped),
      s.resumed === null ? null : instantOf(s.resumed, 11),
      s.resumed === null ? null : dayOf(s.resumed),
      s.dueBefore === null ? null : instantOf(s.dueBefore),
      s.dueBefore === null ? null : dayOf(s.dueBefore),
    ],
  );
}

/** How many cells differ from a full count of the records. */
export async function differing(client: pg.ClientBase): Promise<number> {
  const result = await client.query<{ n: number }>("select count(*)::int as n from differing_dossier_cells()");
  return result.rows[0]?.n ?? -1;
}
