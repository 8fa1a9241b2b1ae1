import { createHash } from "node:crypto";
import * as z from "zod";
import { command } from "@/lib/command";
import { AppError } from "@/lib/errors";
import { CityInput, DemoRemoval, EmblemInput } from "./model";
import { findCity } from "./queries";
import { barePng } from "./rules";

/** Names the city and the roles that must sign in with a second factor. */
export const setCity = command(CityInput, async (work, input) => {
  work.require("city.manage", "city");
  const totpRoles = [...new Set(input.totpRoles)];
  const fields = { ...input, totpRoles, updatedAt: work.now };
  await work.tx.city.upsert({ where: { id: 1 }, create: { id: 1, ...fields }, update: fields });
  work.record("city.set", { type: "city", id: 1 }, { name: input.name, province: input.province, totpRoles });
  work.announce("city");
});

/** Gives the city its emblem, in place of the one before: only what makes the picture is kept of the file. Refuses `not-png`. */
export const setEmblem = command(EmblemInput, async (work, { png }) => {
  work.require("city.manage", "city");
  const bare = barePng(Buffer.from(png, "base64"));
  if (!bare) throw new AppError("invalid", "not-png", { faults: [{ path: "png", code: "not-png" }] });
  const emblem = Buffer.from(bare);
  const emblemSha = createHash("sha256").update(emblem).digest("hex");
  const { count } = await work.tx.city.updateMany({ where: { id: 1 }, data: { emblem, emblemSha, updatedAt: work.now } });
  if (count === 0) throw new AppError("refused", "city-not-named");
  work.record("city.set-emblem", { type: "city", id: 1 }, { sha: emblemSha, bytes: emblem.byteLength });
  work.announce("city");
});

/** Ends the guided set-up; a second time changes nothing. */
export const finishSetUp = command(z.strictObject({}), async (work) => {
  work.require("city.manage", "city");
  if (!(await findCity(work.tx))) throw new AppError("refused", "city-not-named");
  const { count } = await work.tx.city.updateMany({ where: { id: 1, setUpAt: null }, data: { setUpAt: work.now } });
  work.record("city.finish-set-up", { type: "city", id: 1 }, { first: count === 1 });
  work.announce("city");
});

/**
 * Takes everything marked as demo data away, in one transaction; the audit log stays. Units, areas and procedures that real
 * records stand on stay too and are no longer called demo. Refuses a demo account, which would remove itself.
 */
export const removeDemo = command(
  z.strictObject({}),
  async (work): Promise<DemoRemoval> => {
    work.require("city.manage", "city");
    const userId = work.actor.userId ?? 0;
    if (await work.tx.user.findFirst({ where: { id: userId, isDemo: true }, select: { id: true } }))
      throw new AppError("refused", "demo-account");
    if (!(await findCity(work.tx))?.hasDemoData) throw new AppError("refused", "no-demo-data");
    const [row] = await work.tx.$queryRaw<{ removed: unknown }[]>`select remove_demo_data() as removed`;
    const removed = DemoRemoval.safeParse(row?.removed);
    // Empty: somebody else removed it while this one waited.
    if (!removed.success) throw new AppError("refused", "no-demo-data");
    work.record("city.remove-demo", { type: "city", id: 1 }, removed.data);
    for (const topic of ["dossiers", "imports", "catalogue", "city", "users"] as const) work.announce(topic);
    return removed.data;
  },
  { timeoutMs: 120_000 },
);
