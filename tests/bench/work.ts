import type pg from "pg";
import { systemActor } from "@/lib/auth/queries";
import type { Day } from "@/lib/calendar/model";
import { workingCalendar } from "@/lib/calendar/queries";
import { type WorkFilter, workParts } from "@/lib/dossiers/model";
import { countWork, readWork } from "@/lib/dossiers/queries";
import { toWorkCursor } from "@/lib/dossiers/work/place";
import type { Actor } from "@/lib/policy";
import { met, ms, type Table, timingOf, turns } from "./measure";

const runs = 20;
const bar = 50;
const people = 2_000;
const unitId = 7;
const take = 50;

/**
 * What lies on the desks, as the routes ask for it: for the whole city, for a unit and for one person. Two in three open dossiers are
 * given to somebody, on one in twenty another unit is asked, as on as many that have ended without its answer, and some results lie
 * unfetched, for as long as this is measured.
 */
export async function benchWork(table: Table, owner: pg.Client, size: number, today: Day): Promise<void> {
  table.section(`Work lists at ${size.toLocaleString("en")} dossiers`, ["what", "rows", "p50 ms", "p95 ms", "bar"]);
  const calendar = await workingCalendar();
  const clock = { today, calendar };
  // The cells count neither who has a dossier nor what is measured here, and are measured elsewhere as they are.
  const quietly = async (sql: string) => {
    await owner.query("alter table dossier disable trigger all");
    await owner.query(sql);
    await owner.query("alter table dossier enable trigger all");
  };
  const unfetched = "state = 'FINISHED' and ended_on > current_date - 20 and id % 5 = 0";
  await quietly(`update dossier set assignee_id = 1 + id % ${people} where ended_on is null and id % 3 > 0;
    update dossier set returned_at = null, returned_on = null where ${unfetched}`);
  const question = `select id, 'Đơn vị', 1 + (unit_id + id) % 30, 'Ý kiến?', now(), 'bench', current_date + id % 9 - 3 from dossier`;
  await owner.query(`insert into dossier_consultation (dossier_id, agency, unit_id, question, asked_at, asked_by, due_on)
    (${question} where ended_on is null and id % 20 = 0) union all (${question} where ended_on > current_date - 300 and id % 400 = 0)`);
  await owner.query("vacuum analyze dossier, dossier_consultation");
  try {
    const city = systemActor("bench");
    const desk: Actor = { ...city, userId: 5, grants: [{ permission: "dossiers.process", units: [unitId] }] };
    const head: Actor = { ...desk, grants: [...desk.grants, { permission: "dossiers.approve", units: [unitId] }] };
    for (const [who, actor] of [
      ["a unit's", head],
      ["the city's", city],
    ] as const) {
      const filter = (part: WorkFilter["part"], more: object = {}): WorkFilter => ({ scope: "unit", part, take, ...more });
      for (const part of workParts) {
        let rows = 0;
        const { page } = await turns(
          {
            page: async () => {
              rows = (await readWork(actor, filter(part), clock)).rows.length;
            },
          },
          runs,
          3,
        );
        tell(table, `${who} ${part}, page 1`, rows, page);
      }
      // The middle of all there is, however much that is.
      const deep = await owner.query<{ on: string; id: number }>(
        `with open as (select due_on::text as on, id, row_number() over (order by due_on, id) as place, count(*) over () as n from dossier
           where ended_on is null and due_on is not null and ($1::int is null or unit_id = $1))
         select "on", id from open where place = n / 2`,
        [who === "a unit's" ? unitId : null],
      );
      const [place] = deep.rows;
      if (!place) throw new Error("no dossier is open");
      let rows = 0;
      const { page, counts } = await turns(
        {
          page: async () => {
            rows = (await readWork(actor, filter("all", { cursor: toWorkCursor(place) }), clock)).rows.length;
          },
          counts: () => countWork(actor, { scope: "unit" }, clock),
        },
        runs,
        3,
      );
      tell(table, `${who} all, from the middle on`, rows, page);
      tell(table, `${who} ${workParts.length + 3} counts`, workParts.length + 3, counts);
    }
    let rows = 0;
    const { mine } = await turns(
      {
        mine: async () => {
          rows = (await readWork(desk, { scope: "mine", part: "all", take }, clock)).rows.length;
        },
      },
      runs,
      3,
    );
    tell(table, "one's own", rows, mine);
  } finally {
    await owner.query("delete from dossier_consultation where asked_by = 'bench'");
    await quietly(`update dossier set assignee_id = null where assignee_id is not null;
      update dossier set returned_at = ended_at + interval '1 hour', returned_on = ended_on where ${unfetched} and returned_on is null`);
    await owner.query("vacuum analyze dossier");
  }
}

function tell(table: Table, what: string, rows: number, times: readonly number[]): void {
  const { p50, p95 } = timingOf(times);
  table.row(what, rows, ms(p50), ms(p95), `p95 < ${bar} ${met(p95 < bar)}`);
}
