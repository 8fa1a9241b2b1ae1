import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { disconnect } from "@/lib/db/client";
import { freePort, prepareDatabase, startEmbedded } from "@/lib/db/embedded";
import type { Actor } from "@/lib/policy";
import { startSources } from "../cameras/sources";
import { actor, foundCity, unit } from "../city";
import { ms, timingOf } from "./measure";

// tsx tests/bench/live.ts [streams] [viewers] [seconds]

/**
 * So many cameras live at once, from one simulated source by RTSP, each read once and passed on as it comes; then so many who look at one of them,
 * each asking as a player does: for the list as soon as it has grown, and for what it names. Told is how soon the first picture is there, what a
 * stream and what a viewer take of a core, and the memory.
 */
const [streams, viewers, seconds] = [
  Number(process.argv[2] ?? 100),
  Number(process.argv[3] ?? 50),
  Number(process.argv[4] ?? 20),
];
const dir = mkdtempSync(join(tmpdir(), "vong-lau-bench-live-"));
const server = await startEmbedded({ dir, port: await freePort(), password: "only-for-the-bench", durable: false });
const sources = await startSources();
Object.assign(process.env, {
  ...{ NODE_ENV: "production", DATA_DIR: dir, LOG_LEVEL: "fatal" },
  APP_SECRET: "a-secret-that-is-only-for-the-bench-and-long-enough",
  FIELD_KEY: Buffer.from("a-field-key-of-32-bytes-for-test").toString("base64"),
  ...{ CAMERA_NETWORKS: `127.0.0.0/8:${sources.port}`, CAMERAS_LIVE_AT_ONCE: String(streams) },
});
process.env.DATABASE_URL = await prepareDatabase(server.ownerUrl, "only-for-the-bench");
process.env.MIGRATION_DATABASE_URL = server.ownerUrl;

/** Decoders of ours that run just now: what processor they have used and what memory they hold. */
function decoders(): { count: number; seconds: number; megabytes: number } {
  const sum = { count: 0, seconds: 0, megabytes: 0 };
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name)))
    try {
      if (readFileSync(`/proc/${pid}/comm`, "utf8").trim() !== "ffmpeg") continue;
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      sum.count += 1;
      sum.seconds += (Number(fields[11]) + Number(fields[12])) / 100;
      // Programs and libraries that all of them share are counted once.
      sum.megabytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1_024;
    } catch {
      // It has ended meanwhile.
    }
  return sum;
}
const rest = (msToWait: number) => new Promise((resolve) => setTimeout(resolve, msToWait));
/** What of a core we and our decoders use while `act` lasts. */
async function used(act: () => Promise<unknown>): Promise<{ ours: number; theirs: number }> {
  const [cpu, before, began] = [process.cpuUsage(), decoders().seconds, Date.now()];
  await act();
  const lasted = (Date.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { ours: (user + system) / 1e6 / lasted, theirs: (decoders().seconds - before) / lasted };
}
const percent = (share: number) => `${(share * 100).toFixed(2)} %`;

try {
  const { addCamera, watchCamera } = await import("@/lib/cameras/commands");
  const { readLivePart, readPlaylist, stopReaders } = await import("@/lib/cameras/queries");
  await foundCity();
  const leader: Actor = {
    ...actor("leader"),
    session: { id: "bench", mustSetUpTotp: false, confirmedAt: null, factor: "password" },
  };
  const nowhere = { address: null, latitude: null, longitude: null, bearingDegrees: null, viewDegrees: null, viewMetres: null };
  const watches: { id: number; watch: string }[] = [];
  for (let i = 0; i < streams; i += 1) {
    const { id } = await addCamera(
      { actor: actor("admin"), now: new Date() },
      {
        ...{ code: `C-${i}`, name: `Camera ${i}`, groupId: 1, unitId: unit.tranPhu, areaId: null, model: null, purpose: null },
        ...{ ...nowhere, mainStream: sources.url("/moving"), subStream: null, snapshotUrl: null, note: null },
        ...{ validFrom: "2020-01-01", validUntil: null },
      },
    );
    const { playlist } = await watchCamera({ actor: leader, now: new Date() }, { id, quality: "low" });
    watches.push({ id, watch: new URL(playlist, "http://x").searchParams.get("watch") ?? "" });
  }
  const list = ({ id, watch }: { id: number; watch: string }, next = {}) =>
    readPlaylist(leader, id, { watch, ...next }, new Date());

  // One by one, as people click.
  const firsts: number[] = [];
  for (const one of watches.slice(0, 20)) {
    const began = performance.now();
    await list(one);
    firsts.push(performance.now() - began);
  }
  for (const one of watches.slice(20)) await list(one);
  /** Everybody's player asks for the list at least so often. */
  const keep = setInterval(() => void Promise.all(watches.map((one) => list(one).catch(() => ""))), 5_000);
  await rest(3_000);
  const live = await used(() => rest(seconds * 1_000));
  const memory = decoders();
  const first = timingOf(firsts);
  console.log(
    "| live streams | first picture p50 | p95 | ours, of a core, a stream | the decoder's | decoders | their memory, each | ours |\n|---|---|---|---|---|---|---|---|",
  );
  console.log(
    `| ${streams} | ${ms(first.p50)} ms | ${ms(first.p95)} ms | ${percent(live.ours / streams)} | ${percent(live.theirs / streams)} | ${memory.count} | ${(memory.megabytes / memory.count).toFixed(0)} MB | ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB |`,
  );
  clearInterval(keep);
  stopReaders();
  await rest(2_000);

  const [shown] = watches;
  if (!shown) throw new Error("no camera");
  await list(shown);
  const alone = await used(() => rest(5_000));
  let [bytes, parts, isOver] = [0, 0, false];
  const view = async () => {
    let next = {};
    while (!isOver) {
      const text = await list(shown, next);
      const hint = /PRELOAD-HINT:TYPE=PART,URI="live\/part-(\d+)-(\d+)/.exec(text);
      next = hint ? { _HLS_msn: Number(hint[1]), _HLS_part: Number(hint[2]) } : {};
      const newest = [...text.matchAll(/#EXT-X-PART:[^\n]*URI="live\/([^?"]+)[^"]*key=([^"&]+)"/g)].at(-1);
      if (!newest) continue;
      const part = await readLivePart(
        leader,
        shown.id,
        newest[1] ?? "",
        { watch: shown.watch, key: newest[2] ?? "" },
        new Date(),
      );
      bytes += part.length;
      parts += 1;
    }
  };
  const all = Array.from({ length: viewers }, view);
  const watched = await used(() => rest(seconds * 1_000));
  isOver = true;
  await Promise.all(all);
  console.log(
    "\n| viewers of one camera | ours, of a core, a viewer | parts a second, each | kB a second, each | readers |\n|---|---|---|---|---|",
  );
  console.log(
    `| ${viewers} | ${percent((watched.ours - alone.ours) / viewers)} | ${(parts / seconds / viewers).toFixed(1)} | ${(bytes / seconds / viewers / 1_000).toFixed(0)} | 1 |`,
  );
  stopReaders();
} finally {
  await disconnect();
  await sources.stop();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exit(0);
