import type pg from "pg";
import { systemActor } from "@/lib/auth/queries";
import type { Day } from "@/lib/calendar/model";
import { workingCalendar } from "@/lib/calendar/queries";
import { toCursor } from "@/lib/dossiers/list/cursor";
import { DossierFilter, type DossierPage } from "@/lib/dossiers/model";
import { listDossiers } from "@/lib/dossiers/queries";
import { searchable } from "@/lib/words";
import { nameOf, phoneOf, phones } from "./fill";
import { median, met, ms, ratio, type Table, timingOf, turns } from "./measure";

const actor = systemActor("bench");
const runs = 20;
const deepPage = 1_000;
const { take } = DossierFilter.parse({});

/** The list and its search as the route asks for them: the page with its count, read by the product's own query. */
export async function benchList(table: Table, owner: pg.Client, size: number, today: Day): Promise<void> {
  table.section(`List and search at ${size.toLocaleString("en")} dossiers`, ["what", "p50 ms", "p95 ms", "bar"]);
  const clock = { today, calendar: await workingCalendar() };
  const list = (filter: object): Promise<DossierPage> => listDossiers(actor, DossierFilter.parse(filter), clock);

  for (const [name, scope] of [
    ["all units", {}],
    ["one unit", { unitId: 7 }],
  ] as const) {
    const unitId = "unitId" in scope ? scope.unitId : null;
    const { rows } = await owner.query<{ n: number }>(
      "select count(*)::int as n from dossier where ($1::int is null or unit_id = $1) and accepted_at is not null",
      [unitId],
    );
    // Where there are fewer pages, the last full one.
    const page = Math.min(deepPage, Math.floor((rows[0]?.n ?? 0) / take));
    if (page < 2) throw new Error(`${name}: too few dossiers to leaf through`);
    const deep = await cursorOf(owner, page - 1, unitId);
    const sides = await turns({ first: () => list(scope), deep: () => list({ ...scope, cursor: deep }) }, runs, 3);
    const [first, last] = [timingOf(sides.first), timingOf(sides.deep)];
    const share = median(sides.deep) / median(sides.first);
    table.row(`${name}, page 1`, ms(first.p50), ms(first.p95), `p95 < 50 ${met(first.p95 < 50)}`);
    table.row(
      `${name}, page ${page.toLocaleString("en")}`,
      ms(last.p50),
      ms(last.p95),
      `p95 < 50 ${met(last.p95 < 50)}, ≤ 1.5 × page 1: ${ratio(share)} ${met(share <= 1.5)}`,
    );
  }

  const ids = Array.from({ length: runs + 3 }, (_, i) => 1 + ((i * 7_919_993) % size));
  const codes = await owner.query<{ code: string }>("select code from dossier where id = any($1::int[])", [ids]);
  const searches: [string, number, (i: number) => string][] = [
    ["by code", 10, (i) => codes.rows[i % codes.rows.length]?.code ?? ""],
    ["by phone", 10, (i) => phoneOf(1 + ((i * 37) % Math.min(phones, size)))],
    ["by all words of a name, without diacritics", 200, (i) => searchable(nameOf(i * 97 + 5))],
  ];
  for (const [name, bar, text] of searches) {
    let found = 0;
    const { search } = await turns(
      {
        search: async (i) => {
          const page = await list({ text: text(i) });
          if (page.rows.length > 0) found += 1;
        },
      },
      runs,
      3,
    );
    if (found === 0) throw new Error(`${name} found nothing`);
    const timing = timingOf(search);
    table.row(name, ms(timing.p50), ms(timing.p95), `p95 < ${bar} ${met(timing.p95 < bar)}`);
  }
}

/** The place a reader of so many pages has come to. */
async function cursorOf(owner: pg.Client, pages: number, unitId: number | null): Promise<string> {
  const { rows } = await owner.query<{ id: number; at: Date }>(
    "select id, coalesce(accepted_at, registered_at, entered_at) as at from dossier where ($1::int is null or unit_id = $1) order by at desc, id desc offset $2 limit 1",
    [unitId, pages * take - 1],
  );
  const [place] = rows;
  if (!place) throw new Error(`nobody has ${pages} pages to leaf through`);
  return toCursor({ listedAt: place.at, id: place.id });
}
