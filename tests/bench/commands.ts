import pg from "pg";
import { systemActor } from "@/lib/auth/queries";
import { db, pool, type Tx } from "@/lib/db/client";
import { acceptDossier, moveDossier } from "@/lib/dossiers/commands";
import { giveTimeLimits } from "./fill";
import { median, met, ms, ratio, type Table, turns } from "./measure";

const rounds = 50;
/** An application at work has compiled what it runs: the first tries measure the compiler. For both sides. */
const warmUps = 100;
const bar = 0.5;
type Sent = { text: string; values: unknown[] };
class Undone extends Error {}

/** Runs a command to its end and takes it back, so that every round meets the same records. */
async function undone(act: (tx: Tx) => Promise<unknown>): Promise<void> {
  try {
    await db.$transaction(async (tx) => {
      await act(tx);
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
}

/** The statements a command sends, in their order, without the transaction around them. */
async function statementsOf(act: () => Promise<void>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const { query } = pg.Client.prototype;
  const spy = function (this: pg.Client, ...given: unknown[]): unknown {
    const [first, values] = given;
    const config = (typeof first === "string" ? { text: first, values } : first) as { text?: string; values?: unknown[] };
    if (config.text && !/^\s*(begin|commit|rollback|savepoint|release|set)\b/i.test(config.text))
      sent.push({ text: config.text, values: config.values ?? [] });
    return Reflect.apply(query, this, given);
  };
  pg.Client.prototype.query = spy as typeof query;
  try {
    await act();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent;
}

/** Accepting and finishing a dossier by the product's commands, against the very statements they send, through the bare driver. */
export async function benchCommands(table: Table, owner: pg.Client, size: number): Promise<void> {
  table.section(`Commands at ${size.toLocaleString("en")} dossiers`, [
    "what",
    "statements",
    "bare SQL p50 ms",
    "command p50 ms",
    "of bare",
    "bar",
  ]);
  await giveTimeLimits(owner);
  const ctx = { actor: systemActor("bench"), now: new Date() };
  const { rows } = await owner.query<{ id: number; version: number }>(
    "select id, version from dossier where state = 'IN_PROGRESS' and due_on is not null and accepted_at < now() - interval '1 day' order by id desc limit 1",
  );
  const [open] = rows;
  if (!open) throw new Error("no dossier is open");
  const acts: [string, (tx: Tx) => Promise<unknown>][] = [
    [
      "accept",
      (tx) =>
        acceptDossier(
          ctx,
          { procedureId: 1, unitId: 7, channel: "COUNTER", applicantName: "Nguyễn Văn An", phone: "0912345678", papers: [] },
          tx,
        ),
    ],
    ["finish", (tx) => moveDossier(ctx, { dossierId: open.id, version: open.version, move: "finish" }, tx)],
  ];
  for (const [name, act] of acts) {
    const { rows: last } = await owner.query<{ id: number }>("select last_value::int as id from dossier_id_seq");
    // The same number for every try: what follows from it is in the statements' values.
    const rewind = () => owner.query("select setval('dossier_id_seq', $1)", [last[0]?.id]);
    await rewind();
    const sent = await statementsOf(() => undone(act));
    const sides = await turns(
      {
        before: rewind,
        bare: async () => {
          const client = await pool().connect();
          try {
            await client.query("begin");
            for (const { text, values } of sent) await client.query({ text, values });
          } finally {
            await client.query("rollback");
            client.release();
          }
        },
        between: rewind,
        command: () => undone(act),
      },
      rounds,
      warmUps,
    );
    const share = median(sides.bare) / median(sides.command);
    table.row(
      name,
      sent.length,
      ms(median(sides.bare)),
      ms(median(sides.command)),
      ratio(share),
      `≥ ${bar} ${met(share >= bar)}`,
    );
  }
}
