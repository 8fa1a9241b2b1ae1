import { afterAll, beforeAll, expect, test } from "vitest";
import { db, disconnect, pool } from "@/lib/db/client";
import { foundCity } from "../city";
import { acts, countsOf, grown, key } from "../security/acts";
import { call, isMutating, type Route, routes, title } from "../security/callers";
import { type Cut, cuttingProxy } from "./cutting-proxy";

const target = new URL(process.env.DATABASE_URL ?? "");
const proxy = await cuttingProxy({ host: target.hostname, port: Number(target.port) });
target.port = String(proxy.port);
process.env.DATABASE_URL = target.toString();

beforeAll(async () => {
  await disconnect();
  await foundCity();
});
afterAll(async () => {
  await disconnect();
  await proxy.close();
});

/** Changes nothing, whatever it notes of having been asked: there is no COMMIT of its own to cut. */
const readsOnly = new Set([
  "exports.table",
  "calendar.preview",
  "calendar.preview-csv",
  "calendar.preview-rows",
  "calendar.preview-xlsx",
  "procedures.preview-import",
  "look-up.ask",
  "exchange.try-portal",
  "signatures.check",
  "signatures.look-into-trust",
  "signatures.report",
  "signatures.report-list",
  "certificates.look",
  "certificates.preview-import",
  "camera-registry.preview-import",
  "camera-registry.ask",
]);
const mutating = routes.filter((r) => isMutating(r) && !readsOnly.has(r.handler.declaration.id));
/** A stream is stored, noted and settled in transactions of its own. */
const commitsOf = (route: Route) => (route.handler.declaration.id === "dossiers.batch" ? [1, 2] : [1]);

/** Whoever sends a register in under a key looks after a failure whether it was noted all the same, and then says so at once. */
const looksAgain = new Set(["imports.upload", "document-imports.upload", "dossiers.batch"]);
const toldAfter = (route: Route, cut: Cut, nth: number) =>
  cut === "after" && nth === 1 && looksAgain.has(route.handler.declaration.id) ? 200 : 503;

async function perform(route: Route, cut: Cut | null, nth: number) {
  const act = await acts[route.handler.declaration.id]?.();
  const ask = { ...act, headers: { ...act?.headers, ...key() } };
  const before = await countsOf();
  const cutsBefore = proxy.cuts;
  const statuses: number[] = [];
  if (cut !== null) {
    proxy.arm(cut, nth);
    statuses.push((await call(route, ask)).status);
    proxy.disarm();
  }
  const answer = await call(route, ask);
  return { grown: grown(before, await countsOf()), answer, statuses, wasCut: proxy.cuts > cutsBefore };
}

test.each(mutating.map((r) => [title(r), r] as const))(
  "T-26: the line is cut around COMMIT, the same request comes again: %s is done exactly once",
  async (_, route) => {
    const undisturbed = await perform(route, null, 0);
    expect(undisturbed.answer.status, undisturbed.answer.text).toBe(200);
    for (const nth of commitsOf(route))
      for (const cut of ["before", "after"] as const) {
        const disturbed = await perform(route, cut, nth);
        const at = `${cut} COMMIT ${nth}: ${disturbed.statuses} then ${disturbed.answer.status} ${disturbed.answer.text.slice(0, 300)}`;
        expect(disturbed.wasCut, at).toBe(true);
        expect(disturbed.statuses, at).toEqual([toldAfter(route, cut, nth)]);
        expect(disturbed.answer.status, at).toBe(200);
        expect(disturbed.grown, at).toEqual(undisturbed.grown);
      }
  },
);

test("control: without a key the same retry acts twice", async () => {
  const write = () =>
    db.$transaction((tx) => tx.sector.create({ data: { code: `c-${Math.random()}`, name: "Thử", position: 1 } }));
  const before = (await pool().query("select count(*)::int as n from sector")).rows[0].n;
  proxy.arm("after");
  await expect(write()).rejects.toThrow();
  await write();
  expect((await pool().query("select count(*)::int as n from sector")).rows[0].n).toBe(before + 2);
});
