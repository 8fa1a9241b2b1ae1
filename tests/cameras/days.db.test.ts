import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addDays, cityDay, cityInstant } from "@/lib/calendar/rules";
import { foldCameraDays } from "@/lib/cameras/jobs";
import type { CameraState } from "@/lib/cameras/model";
import { isTrouble, restoredOf, type Span, sharesOf } from "@/lib/cameras/rules";
import { readCameraBoard, readCameraRoster, readIndicator } from "@/lib/indicators/queries";
import { type Chance, chance } from "../cells/records";
import { actor, asOwner, foundCity, unit } from "../city";

const first = "2026-10-01";
const days = Array.from({ length: 24 }, (_, i) => addDays(first, i));
const last = days.at(-1) ?? first;
const dayMs = 86_400_000;

/** What befell a camera: all that its figures are counted from. */
type Life = {
  id: number;
  unitId: number;
  areaId: number | null;
  validFrom: string;
  validUntil: string | null;
  addedAt: Date;
  changes: { at: Date; state: CameraState }[];
  outages: { startedAt: Date; endedAt: Date | null; state: CameraState }[];
  maintenance: Span[];
};

beforeAll(async () => {
  await foundCity();
  await asOwner((c) =>
    c.query(`insert into area (id, code, kind, name, parent_id, valid_from, valid_until) values
      (11, '00691.01', 'RESIDENTIAL_GROUP', 'Tổ 1', 2, '2010-09-27', null), (12, '00691.02', 'RESIDENTIAL_GROUP', 'Tổ 2', 2, '2010-09-27', null),
      (13, '00946.01', 'HAMLET', 'Thôn Tha', 3, '2010-09-27', null), (14, '00946.02', 'HAMLET', 'Thôn Cũ', 3, '2010-09-27', '2026-10-12')`),
  );
});
beforeEach(() => asOwner((c) => c.query("truncate camera cascade")));

const inWindow = (c: Chance, spread = days.length) =>
  new Date(cityInstant(first, 0).getTime() + Math.floor(c.next() * spread * dayMs));
const states: readonly CameraState[] = ["ONLINE", "ONLINE", "OFFLINE", "FROZEN", "UNKNOWN"];

function anyLife(c: Chance, id: number): Life {
  // Often two at once, and often just at midnight.
  const at = () => (c.happens(0.15) ? cityInstant(c.one(days), 0) : inWindow(c));
  const changes = Array.from({ length: c.below(14) }, () => ({ at: at(), state: c.one(states) })).sort(
    (a, b) => Number(a.at) - Number(b.at),
  );
  if (changes[1] && c.happens(0.3)) changes[1].at = changes[0]?.at ?? changes[1].at;
  let from = cityInstant(first, 0).getTime() - c.below(3) * dayMs;
  const outages: Life["outages"] = [];
  for (let i = c.below(5); i > 0; i -= 1) {
    const startedAt = new Date(from + c.below(4 * dayMs));
    const endedAt = new Date(startedAt.getTime() + c.below(3 * dayMs));
    from = endedAt.getTime() + 1;
    outages.push({ startedAt, endedAt, state: "OFFLINE" });
  }
  if (c.happens(0.3)) outages.push({ startedAt: new Date(from + 1), endedAt: null, state: "FROZEN" });
  return {
    ...{
      id,
      unitId: c.one([unit.tranPhu, unit.tranPhuDesk, unit.phuongDo, unit.committee]),
      areaId: c.one([null, 2, 3, 11, 12, 13, 14]),
    },
    ...{
      validFrom: c.happens(0.5) ? "2020-01-01" : c.one(days),
      addedAt: c.happens(0.5) ? new Date("2020-05-01T00:00:00Z") : inWindow(c, 10),
    },
    ...{ validUntil: null, changes, outages },
    maintenance: Array.from({ length: c.below(4) }, () => {
      const begins = at();
      return { from: begins, until: new Date(begins.getTime() + 1 + c.below(2 * dayMs)) };
    }),
  };
}

async function insert(life: Life): Promise<void> {
  await asOwner(async (c) => {
    await c.query(
      `insert into camera (id, code, name, group_id, unit_id, area_id, valid_from, valid_until, added_at, main_stream)
       values ($1, $2, $2, $3, $4, $5, $6, $7, $8, 'rtsp://10.20.1.5/s1')`,
      [life.id, `C-${life.id}`, 1 + (life.id % 3), life.unitId, life.areaId, life.validFrom, life.validUntil, life.addedAt],
    );
    await c.query("insert into camera_health (camera_id, since_at, seen_since_at, next_at) values ($1, now(), now(), now())", [
      life.id,
    ]);
    for (const { at, state } of life.changes) await change(life.id, at, state);
    for (const one of life.outages)
      await c.query(
        "insert into camera_outage (camera_id, state, proof, started_at, ended_at) values ($1, $2, 'silent', $3, $4)",
        [...[life.id, one.state, one.startedAt, one.endedAt]],
      );
    for (const one of life.maintenance)
      await c.query(
        "insert into camera_maintenance (camera_id, from_at, until_at, reason, made_at, made_by, made_by_name) values ($1, $2, $3, 'Thay nguồn', $2, 'user:5', 'x')",
        [life.id, one.from, one.until],
      );
  });
}
const change = (id: number, at: Date, state: CameraState) =>
  asOwner((c) =>
    c.query("insert into camera_change (camera_id, at, state, proof) values ($1, $2, $3, 'silent')", [id, at, state]),
  );

// ── The full count: camera by camera and day by day, by the rules alone ─────

const endOf = (day: string) => new Date(cityInstant(addDays(day, 1), 0).getTime() - 1);
const isCounted = (life: Life, day: string) =>
  life.validFrom <= day && cityDay(life.addedAt) <= day && (life.validUntil === null || day <= life.validUntil);
const stateAt = (life: Life, day: string): CameraState => life.changes.findLast(({ at }) => at <= endOf(day))?.state ?? "UNKNOWN";
const isMaintainedAt = (life: Life, day: string) =>
  life.maintenance.some(({ from, until }) => from <= endOf(day) && endOf(day) < until);
const wholeDay = (day: string): Span => ({ from: cityInstant(day, 0), until: cityInstant(addDays(day, 1), 0) });
const hourMs = 3_600_000;

function recount(lives: readonly Life[], from: string, to: string, asOf: string) {
  const told = {
    inService: 0,
    online: 0,
    trouble: 0,
    maintained: 0,
    unknown: 0,
    onlineMs: 0,
    troubleMs: 0,
    restored: 0,
    restoredMs: 0,
  };
  for (const life of lives) {
    if (isCounted(life, asOf)) {
      const [state, isMaintained] = [stateAt(life, asOf), isMaintainedAt(life, asOf)];
      told.inService += 1;
      if (state === "ONLINE") told.online += 1;
      if (isMaintained) told.maintained += 1;
      if (state === "UNKNOWN") told.unknown += 1;
      if (isTrouble(state) && !isMaintained) told.trouble += 1;
    }
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (!isCounted(life, day)) continue;
      const shares = sharesOf(life.changes, wholeDay(day), life.maintenance);
      const { count, ms } = restoredOf(life.outages, wholeDay(day), life.maintenance);
      told.onlineMs += shares.onlineMs;
      told.troubleMs += shares.troubleMs;
      told.restored += count;
      told.restoredMs += ms;
    }
  }
  const { onlineMs, troubleMs, restoredMs, ...counts } = told;
  return {
    ...counts,
    onlineHours: onlineMs / hourMs,
    knownHours: (onlineMs + troubleMs) / hourMs,
    restoredHours: restoredMs / hourMs,
  };
}
const hamlets = [
  { id: 11, until: null, unitId: unit.tranPhu },
  { id: 12, until: null, unitId: unit.tranPhu },
  { id: 13, until: null, unitId: unit.phuongDo },
  { id: 14, until: "2026-10-12", unitId: unit.phuongDo },
];
const seenOn = (lives: readonly Life[], day: string, unitIds: readonly number[]) => {
  const known = lives.some((life) => [life.validFrom, cityDay(life.addedAt)].every((begins) => begins <= day));
  const there = hamlets.filter(({ until, unitId }) => known && unitIds.includes(unitId) && (until === null || day <= until));
  const isSeen = (id: number) =>
    lives.some((life) => life.areaId === id && isCounted(life, day) && stateAt(life, day) === "ONLINE");
  return { hamlets: there.length, covered: there.filter(({ id }) => isSeen(id)).length };
};
const near = (value: number) => expect.closeTo(value, 6);
const alike = ({ onlineHours, knownHours, restoredHours, ...counts }: ReturnType<typeof recount>) => ({
  ...counts,
  ...{ onlineHours: near(onlineHours), knownHours: near(knownHours), restoredHours: near(restoredHours) },
});
const below: Record<number, readonly number[]> = { 3: [3, 4], 5: [5] };

async function compare(lives: readonly Life[], c: Chance): Promise<void> {
  const [from = first, to = last] = [c.one(days), c.one(days)].sort();
  const asOf = c.happens(0.5) ? to : c.one(days.filter((day) => day >= from));
  const until = asOf < to ? asOf : to;
  for (const unitId of [undefined, unit.tranPhu, unit.phuongDo]) {
    const units = unitId === undefined ? null : (below[unitId] ?? []);
    const own = lives.filter((life) => units === null || units.includes(life.unitId));
    const governed = unitId === undefined ? [unit.tranPhu, unit.phuongDo] : [unitId];
    const board = await readCameraBoard(actor("leader"), { period: { from, to }, asOf, scope: { ...(unitId && { unitId }) } });
    expect(board.total, `${from} ${to} ${asOf} ${unitId}`).toEqual({
      ...alike(recount(own, from, until, asOf)),
      ...seenOn(lives, asOf, governed),
    });
    for (const point of board.trend)
      expect(point, `${unitId} ${point.from}`).toMatchObject({
        ...alike(recount(own, point.from, point.to, point.to)),
        ...seenOn(lives, point.to, governed),
      });
    // What stands beside each other is the whole.
    for (const rows of [board.units, board.groups, board.areas])
      for (const what of ["inService", "online", "trouble", "restored", "onlineHours", "knownHours", "restoredHours"] as const)
        expect(
          rows.reduce((sum, row) => sum + row[what], 0),
          what,
        ).toBeCloseTo(board.total[what], 6);
    for (const rows of [board.units, board.areas])
      for (const what of ["hamlets", "covered"] as const)
        expect(
          rows.reduce((sum, row) => sum + row[what], 0),
          what,
        ).toBe(board.total[what]);
    expect(board.uncovered).toHaveLength(board.total.hamlets - board.total.covered);
    const lengthOf = async (set: Parameters<typeof readCameraRoster>[1]["set"]) => {
      const roster = await readCameraRoster(actor("leader"), { from, to, asOf, set, ...(unitId && { unitId }) }, new Date());
      expect(roster.rows).toHaveLength(roster.total);
      return roster;
    };
    const { inService, online, trouble, restored, restoredHours, hamlets: all, covered } = board.total;
    for (const [set, count] of [
      ...([
        ["in-service", inService],
        ["online", online],
        ["not-online", inService - online],
        ["in-trouble", trouble],
      ] as const),
      ...([
        ["restored", restored],
        ["hamlets", all],
        ["covered", covered],
        ["uncovered", all - covered],
      ] as const),
    ] as const)
      expect((await lengthOf(set)).total, set).toBe(count);
    const lasted = (await lengthOf("restored")).rows.reduce((sum, row) => sum + (row.lastedMs ?? 0), 0);
    expect(lasted / hourMs).toBeCloseTo(restoredHours, 6);
  }
}

describe("figures of cameras are the full count of the records, folded or not, whatever is written late", () => {
  test.each([1, 2, 3, 4, 5, 6])(
    "story %i",
    async (seed) => {
      const c = chance(seed);
      const lives = Array.from({ length: 9 }, (_, i) => anyLife(c, i + 1));
      for (const life of lives) await insert(life);
      await compare(lives, c);
      await foldCameraDays({}, undefined, () => cityInstant(c.one(days), 600));
      await compare(lives, c);
      for (let step = 0; step < 4; step += 1) {
        const life = c.one(lives);
        const act = c.below(4);
        if (act === 0) {
          const late = { at: inWindow(c), state: c.one(states) };
          life.changes = [...life.changes, late].sort((a, b) => Number(a.at) - Number(b.at));
          await change(life.id, late.at, late.state);
        } else if (act === 1) {
          const late = { from: inWindow(c), until: new Date("2026-10-25T00:00:00Z") };
          life.maintenance.push(late);
          await asOwner((owner) =>
            owner.query(
              "insert into camera_maintenance (camera_id, from_at, until_at, reason, made_at, made_by, made_by_name) values ($1, $2, $3, 'x', $2, 'user:5', 'x')",
              [life.id, late.from, late.until],
            ),
          );
        } else if (act === 2) {
          life.validUntil = c.one(days.filter((day) => day >= life.validFrom));
          await asOwner((owner) => owner.query("update camera set valid_until = $2 where id = $1", [life.id, life.validUntil]));
        } else {
          const open = life.outages.find(({ endedAt }) => endedAt === null);
          if (open) {
            open.endedAt = new Date(Math.max(open.startedAt.getTime(), inWindow(c).getTime()));
            await asOwner((owner) =>
              owner.query("update camera_outage set ended_at = $2 where camera_id = $1 and ended_at is null", [
                life.id,
                open.endedAt,
              ]),
            );
          }
        }
        if (c.happens(0.5)) await foldCameraDays();
        await compare(lives, c);
      }
      await foldCameraDays();
      expect((await asOwner((owner) => owner.query("select count(*)::int as n from camera_fold"))).rows[0].n).toBe(9);
      await compare(lives, c);
    },
    120_000,
  );
});

test("the rate's verdict, its past, and nothing of the days before the first camera was entered", async () => {
  const life = (id: number, areaId: number, changes: Life["changes"]): Life => ({
    ...{ id, areaId, unitId: unit.tranPhu, validFrom: "2015-01-01", validUntil: null, addedAt: cityInstant("2026-09-10", 0) },
    ...{ changes, outages: [], maintenance: [] },
  });
  await insert(life(1, 11, [{ at: cityInstant("2026-09-10", 5), state: "ONLINE" }]));
  await insert(life(2, 12, [{ at: cityInstant("2026-10-02", 0), state: "OFFLINE" }]));
  const asked = (from: string, to: string) => ({ period: { from, to }, asOf: to, scope: { unitId: unit.tranPhu } });
  const october = await readIndicator(actor("leader"), "camera-connected-rate", asked("2026-10-01", "2026-10-31"));
  expect(october).toMatchObject({ top: 1, bottom: 2, value: 0.5, previous: { top: 1, bottom: 2 }, lastYear: null });
  expect(october.trail.map(({ value }) => value).slice(-3)).toEqual([null, 0.5, 0.5]);
  const coverage = await readIndicator(actor("leader"), "camera-coverage-rate", asked("2026-08-01", "2026-08-31"));
  expect(coverage).toMatchObject({ top: 0, bottom: 0, value: null, verdict: "no-data" });
  expect(await readIndicator(actor("leader"), "camera-availability-rate", asked("2026-10-01", "2026-10-02"))).toMatchObject({
    ...{ top: 48, bottom: 72 },
  });
});

test("a ward sees its own cameras' figures, and another's not at all; whoever sees no camera is told no hamlet", async () => {
  const c = chance(77);
  const lives = Array.from({ length: 9 }, (_, i) => anyLife(c, i + 1));
  for (const life of lives) await insert(life);
  const asked = (unitId?: number) => ({ period: { from: first, to: last }, asOf: last, scope: { ...(unitId && { unitId }) } });
  const own = await readCameraBoard(actor("head"), asked());
  expect(own.total).toEqual((await readCameraBoard(actor("leader"), asked(unit.tranPhu))).total);
  await expect(readCameraBoard(actor("head"), asked(unit.phuongDo))).rejects.toMatchObject({ kind: "not-found" });
  const roster = (who: Parameters<typeof actor>[0], unitId?: number) =>
    readCameraRoster(actor(who), { from: first, to: last, set: "in-service", ...(unitId && { unitId }) }, new Date());
  await expect(roster("head", unit.phuongDo)).rejects.toMatchObject({ kind: "not-found" });
  const seen = await roster("head");
  expect(new Set(seen.rows.map(({ cameraId }) => lives.find(({ id }) => id === cameraId)?.unitId)).has(unit.phuongDo)).toBe(
    false,
  );
  const officer = await readCameraBoard(actor("officer"), asked());
  expect([officer.total, officer.uncovered]).toEqual([own.total, null]);
  const unnamed = await roster("officer");
  expect([unnamed.rows, unnamed.unnamed]).toEqual([[], own.total.inService]);
});
