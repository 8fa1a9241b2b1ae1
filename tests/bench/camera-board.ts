import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays, cityDay } from "@/lib/calendar/rules";
import { disconnect } from "@/lib/db/client";
import { freePort, prepareDatabase, startEmbedded } from "@/lib/db/embedded";
import { foundCity, unit } from "../city";
import { met, ms, time, took } from "./measure";

// tsx tests/bench/camera-board.ts [cameras]

/**
 * The board of so many cameras that were looked at for more than a year, each away every third day for some hours: nothing here is a camera, only
 * what is left of having looked at one. Told is how long the answers take, folded and with a day that was written to again, and what the fold takes.
 */
const count = Number(process.argv[2] ?? 1_000);
const days = 400;
const bar = 150;
const dir = mkdtempSync(join(tmpdir(), "vong-lau-bench-camera-board-"));
const server = await startEmbedded({ dir, port: await freePort(), password: "only-for-the-bench", durable: false });
Object.assign(process.env, {
  NODE_ENV: "production",
  APP_SECRET: "a-secret-that-is-only-for-the-bench-and-long-enough",
  FIELD_KEY: Buffer.from("a-field-key-of-32-bytes-for-test").toString("base64"),
  DATA_DIR: dir,
  LOG_LEVEL: "fatal",
});
process.env.DATABASE_URL = await prepareDatabase(server.ownerUrl, "only-for-the-bench");
process.env.MIGRATION_DATABASE_URL = server.ownerUrl;

try {
  const { asOwner, actor } = await import("../city");
  const { foldCameraDays } = await import("@/lib/cameras/jobs");
  const { readCameraBoard, readCameraFigures } = await import("@/lib/indicators/queries");
  await foundCity();
  await asOwner(async (c) => {
    await c.query(`insert into area (code, kind, name, parent_id, valid_from)
      select '00691.' || n, 'RESIDENTIAL_GROUP', 'Tổ ' || n, 2, '2010-09-27' from generate_series(1, 101) n`);
    await c.query(
      `insert into camera (code, name, group_id, unit_id, area_id, main_stream, valid_from, added_at)
       select 'C-' || n, 'Camera ' || n, 1 + n % 4, (array[${unit.tranPhu}, ${unit.tranPhuDesk}, ${unit.phuongDo}])[1 + n % 3],
         (select min(id) + n % 101 from area where kind = 'RESIDENTIAL_GROUP'), 'rtsp://10.20.1.5/s1', current_date - $2::int, now() - $2 * interval '1 day'
       from generate_series(1, $1) n`,
      [count, days],
    );
    await c.query("alter table camera_change disable trigger user; alter table camera_outage disable trigger user");
    await c.query(
      `insert into camera_outage (camera_id, state, proof, started_at, ended_at)
       select id, 'OFFLINE', 'silent', at, at + interval '1 minute' * (5 + (id * 7 + n * 13) % 600) from (
         select id, n, now() - interval '1 day' * ($1 - n * 3) + interval '1 minute' * ((id * 31 + n * 17) % 1400) as at from camera, generate_series(0, ($1 - 2) / 3) n) o`,
      [days],
    );
    await c.query(`insert into camera_change (camera_id, at, state, proof)
      select id, added_at, 'ONLINE', 'first-picture' from camera
      union all select camera_id, started_at, state, proof from camera_outage union all select camera_id, ended_at, 'ONLINE', 'picture-changes' from camera_outage`);
    await c.query("alter table camera_change enable trigger user; alter table camera_outage enable trigger user");
    await c.query("analyze");
  });
  const folding = await took(() => foldCameraDays());
  await asOwner((c) => c.query("vacuum analyze camera_day, camera_fold, camera_change, camera_outage"));
  const { rows } = await asOwner((c) =>
    c.query<{ changes: number; days: number; mb: number }>(`select (select count(*)::int from camera_change) as changes,
      (select count(*)::int from camera_day) as days, (pg_total_relation_size('camera_day') / 1048576.0)::float8 as mb`),
  );
  const told = rows[0];
  console.log(
    `${count} cameras, ${told?.changes} changes; the first fold of ${told?.days} days took ${(folding / 1_000).toFixed(1)} s, they hold ${told?.mb.toFixed(0)} MB\n`,
  );
  console.log(`| what | p50 ms | p95 ms | bar |\n|---|---|---|---|`);
  const today = cityDay(new Date());
  const asked = (from: string, to: string) => ({ period: { from, to }, asOf: to < today ? to : today, scope: {} });
  const month = asked(`${today.slice(0, 8)}01`, today);
  const quarter = asked(addDays(today, -58), today);
  const acts = {
    "the board, the month that runs": () => readCameraBoard(actor("leader"), month),
    "the board, two months by day": () => readCameraBoard(actor("leader"), quarter),
    "the board, a year": () => readCameraBoard(actor("leader"), asked(addDays(today, -364), today)),
    "the board, a past month": () => readCameraBoard(actor("leader"), asked(addDays(today, -150), addDays(today, -120))),
    "the board of one ward": () => readCameraBoard(actor("head"), month),
    "the five of the overview": () => readCameraFigures(actor("leader"), month),
  };
  const measure = async (name: string, act: () => Promise<unknown>) => {
    const { p50, p95 } = await time(act, 40, 4);
    console.log(`| ${name} | ${ms(p50)} | ${ms(p95)} | < ${bar} ${met(p95 < bar)} |`);
  };
  for (const [name, act] of Object.entries(acts)) await measure(name, act);
  await asOwner((c) =>
    c.query(
      "insert into camera_change (camera_id, at, state, proof) select id, now() - interval '40 days', 'FROZEN', 'picture-still' from camera where id % 50 = 0",
    ),
  );
  await measure(
    "the board, twenty cameras written to forty days back and not folded again",
    acts["the board, two months by day"],
  );
  console.log(`\nFolding those again took ${ms(await took(() => foldCameraDays()))} ms.`);
} finally {
  await disconnect();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exit(0);
