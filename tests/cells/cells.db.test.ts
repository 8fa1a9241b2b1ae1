import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { foldCells } from "@/lib/cells/jobs";
import { asOwner, foundCity } from "../city";
import { anyDossier, type Chance, chance, differing, insertDossiers, insertStop, updateDossier } from "./records";
import { dayOf } from "./recount";

beforeAll(foundCity);

type Act = (client: pg.ClientBase, c: Chance) => Promise<unknown>;
const someIds = async (client: pg.ClientBase, c: Chance, n: number): Promise<number[]> => {
  const found = await client.query<{ id: number }>(
    "select id from dossier where id >= (select coalesce(max(id), 0) * $1::float from dossier) order by id limit $2",
    [c.next(), n],
  );
  return found.rows.map((r) => r.id);
};

/** Everything that can befall the records, also what no command does. */
const acts: readonly (readonly [weight: number, act: Act])[] = [
  [5, (client, c) => insertDossiers(client, [anyDossier(c)])],
  [
    1,
    (client, c) =>
      insertDossiers(
        client,
        Array.from({ length: 5 + c.below(40) }, () => anyDossier(c)),
      ),
  ],
  [
    6,
    async (client, c) => {
      for (const id of await someIds(client, c, 1)) await updateDossier(client, id, anyDossier(c));
    },
  ],
  [
    2,
    async (client, c) =>
      client.query("update dossier set unit_id = $2, channel = $3 where id = any($1)", [
        await someIds(client, c, 6),
        c.one([2, 3, 4, 5]),
        c.one(["COUNTER", "ONLINE", "POST"]),
      ]),
  ],
  [
    2,
    async (client, c) =>
      client.query("update dossier set procedure_id = 1 + procedure_id % 4, working_days_used = 7 where id = any($1)", [
        await someIds(client, c, 6),
      ]),
  ],
  [
    1,
    async (client, c) =>
      client.query("update dossier set applicant_name = 'Trần Thị Khác' where id = any($1)", [await someIds(client, c, 6)]),
  ],
  [2, async (client, c) => client.query("delete from dossier where id = any($1)", [await someIds(client, c, 1 + c.below(4))])],
  [
    4,
    async (client, c) => {
      for (const id of await someIds(client, c, 2)) {
        const stopped = c.below(110);
        await insertStop(client, id, {
          stopped,
          resumed: c.happens(0.5) ? stopped + c.below(15) : null,
          dueBefore: c.happens(0.8) ? c.below(110) : null,
        });
      }
    },
  ],
  [
    3,
    async (client, c) =>
      client.query(
        "update dossier_clock_stop set resumed_on = stopped_on + 3, resumed_at = stopped_at + interval '3 days' where dossier_id = any($1) and resumed_on is null",
        [await someIds(client, c, 20)],
      ),
  ],
  [
    1,
    async (client, c) =>
      client.query("update dossier_clock_stop set due_on_before = null, due_at_before = null where dossier_id = any($1)", [
        await someIds(client, c, 5),
      ]),
  ],
  [
    1,
    async (client, c) => client.query("delete from dossier_clock_stop where dossier_id = any($1)", [await someIds(client, c, 5)]),
  ],
  [
    1,
    async (client, c) => {
      const [from, to] = await someIds(client, c, 2);
      if (from && to)
        await client.query("update dossier_clock_stop set dossier_id = $2 where dossier_id = $1 and resumed_on is not null", [
          from,
          to,
        ]);
    },
  ],
  [
    1,
    async (client, c) =>
      client.query(
        "insert into dossier (id, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search) select id, 1, 1, 1, 'POST', 'REGISTERED', '', '' from dossier where id = any($1) on conflict (id) do update set unit_id = excluded.unit_id, due_on = null, due_at = null, ended_on = null, ended_at = null, outcome = null, returned_on = null, returned_at = null",
        [await someIds(client, c, 3)],
      ),
  ],
  [1, (client, c) => client.query("select fold_dossier_cells($1)", [1 + c.below(200)])],
];
const deck = acts.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));

async function transaction(client: pg.ClientBase, c: Chance): Promise<void> {
  await client.query("begin");
  try {
    const many = c.happens(0.3) ? 2 + c.below(4) : 1;
    for (let i = 0; i < many; i++) {
      await client.query("savepoint step");
      await c.one(deck)(client, c);
      if (c.happens(0.1)) await client.query("rollback to savepoint step");
    }
    await client.query(c.happens(0.12) ? "rollback" : "commit");
  } catch (error) {
    await client.query("rollback");
    // Losers of a race: deadlock victims, lock timeouts, a second open stop. Anything else is a fault of the triggers.
    if (!(error instanceof pg.DatabaseError && ["40P01", "55P03", "23505", "23503"].includes(error.code ?? ""))) throw error;
  }
}

test("whatever happens to the records, cells and deltas equal a full count of them", { timeout: 120_000 }, async () => {
  const c = chance(20261122);
  await asOwner(async (client) => {
    for (let i = 1; i <= 900; i++) {
      await transaction(client, c);
      if (i % 30 === 0) expect(await differing(client), `after ${i} transactions`).toBe(0);
    }
    const before = await client.query("select count(*)::int as n from dossier_delta");
    expect(before.rows[0]?.n).toBeGreaterThan(0);
  });
  await foldCells();
  await asOwner(async (client) => {
    expect((await client.query("select count(*)::int as n from dossier_delta")).rows[0]?.n).toBe(0);
    expect(await differing(client)).toBe(0);
    expect((await client.query("select count(*)::int as n from dossier")).rows[0]?.n).toBeGreaterThan(200);
  });
});

test("six connections at once, folds racing them: nothing is lost or counted twice", { timeout: 120_000 }, async () => {
  await Promise.all(
    [1, 2, 3, 4, 5, 6].map((seed) =>
      asOwner(async (client) => {
        const c = chance(seed);
        await client.query("set lock_timeout = '5s'");
        for (let i = 0; i < 60; i++) await transaction(client, c);
      }),
    ),
  );
  await asOwner(async (client) => expect(await differing(client)).toBe(0));
  await foldCells();
  await asOwner(async (client) => expect(await differing(client)).toBe(0));
});

test("a rebuild makes the same cells, and a wrong cell is found", async () => {
  await asOwner(async (client) => {
    const sum =
      "select level, sum(received)::int as received, sum(overdue_in - overdue_out)::int as overdue, sum(days_used)::int as days from dossier_cell group by level order by level";
    const before = await client.query(sum);
    await client.query("select rebuild_dossier_cells()");
    expect((await client.query(sum)).rows).toEqual(before.rows);
    await client.query(
      "update dossier_cell set late = late + 1 where ctid = (select ctid from dossier_cell where level = 4 limit 1)",
    );
    expect(await differing(client)).toBe(1);
    await client.query("select rebuild_dossier_cells()");
    expect(await differing(client)).toBe(0);
  });
});

test.each([
  ["count_inserted", "dossier", "insert"],
  ["count_updated", "dossier", "update"],
  ["count_deleted", "dossier", "delete"],
  ["count_before_delete", "dossier", "delete"],
  ["count_inserted", "dossier_clock_stop", "stop"],
  ["count_updated", "dossier_clock_stop", "resume"],
  ["count_deleted", "dossier_clock_stop", "remove the stop"],
])("the check notices that %s of %s did not fire (on %s)", async (trigger, table, act) => {
  const statements: Record<string, string> = {
    insert: "select 1",
    update: "update dossier set unit_id = 2 where unit_id = 3",
    delete:
      "delete from dossier where accepted_on is not null and id = (select id from dossier where accepted_on is not null and exists (select from dossier_clock_stop s where s.dossier_id = dossier.id) limit 1)",
    stop: "select 1",
    resume: "update dossier_clock_stop set resumed_on = '2026-12-31', resumed_at = '2026-12-31T03:00:00Z'",
    "remove the stop": "delete from dossier_clock_stop",
  };
  await asOwner(async (client) => {
    await client.query(`begin; alter table ${table} disable trigger ${trigger}`);
    const [id] = await insertDossiers(client, [
      {
        ...anyDossier(chance(11)),
        unitId: 3,
        accepted: 3,
        due: 5,
        ended: null,
        outcome: null,
        returned: null,
        refused: false,
        used: null,
      },
    ]);
    if (id) await insertStop(client, id, { stopped: 4, resumed: null, dueBefore: 5 });
    await client.query(statements[act] ?? "");
    expect(await differing(client)).toBeGreaterThan(0);
    await client.query("rollback");
  });
});

test("overdue now is what is open past its due day, told two ways", async () => {
  await asOwner(async (client) => {
    const day = dayOf(300);
    const counted = await client.query(
      "select sum(overdue_in - overdue_out)::int as flow, (select sum(open_due)::int from dossier_cell where level = 6 and period < $1) as open from dossier_cell where level = 6 and period <= $1",
      [day],
    );
    expect(counted.rows[0]?.flow).toBe(counted.rows[0]?.open);
  });
});

test("TRUNCATE leaves no number behind, with or without the clock stops alone", async () => {
  await asOwner(async (client) => {
    await client.query("truncate dossier_clock_stop, dossier_asked_paper");
    expect(await differing(client)).toBe(0);
    await client.query("truncate dossier cascade");
    expect(await differing(client)).toBe(0);
    expect((await client.query("select count(*)::int as n from dossier_cell")).rows[0]?.n).toBe(0);
  });
});

test("the application changes numbers only through the records", async () => {
  const app = new pg.Client({ connectionString: process.env.DATABASE_URL, options: "-c role=vong_lau_app" });
  await app.connect();
  try {
    for (const statement of [
      "insert into dossier_delta (day, unit_id, procedure_id, channel, received) values ('2026-01-01', 2, 1, 'POST', 1000)",
      "update dossier_cell set late = 0",
      "delete from dossier_delta",
      "select rebuild_dossier_cells()",
      "select count_clock_stops('{}', '{}')",
    ])
      await expect(app.query(statement), statement).rejects.toThrow(/permission denied/);
    await insertDossiers(app, [anyDossier(chance(3)), anyDossier(chance(4))]);
    expect(await differing(app)).toBe(0);
  } finally {
    await app.end();
  }
});

test("a fold is as quick when the planner holds the deltas to be none", async () => {
  await asOwner(async (client) => {
    await client.query("select fold_dossier_cells(10000000)");
    await client.query(
      "insert into dossier_delta (day, unit_id, procedure_id, channel, received) select '2026-03-02', 1, 1, 'COUNTER', case when i % 2 = 0 then 1 else -1 end from generate_series(1, 100000) i",
    );
    // What a vacuum between two folds leaves behind: pages, and nothing in them.
    await client.query(
      "update pg_class set reltuples = 0, relpages = pg_relation_size('dossier_delta') / 8192 where oid = 'dossier_delta'::regclass",
    );
    await client.query("set statement_timeout = '15s'");
    await client.query("select fold_dossier_cells(100000)");
    expect((await client.query("select count(*)::int as n from dossier_delta")).rows[0]?.n).toBe(0);
    expect(await differing(client)).toBe(0);
  });
});
