import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { disconnect } from "@/lib/db/client";
import { freePort, prepareDatabase, startEmbedded } from "@/lib/db/embedded";
import { cameraAccount, startSources } from "../cameras/sources";
import { foundCity, unit } from "../city";
import { ms, timingOf } from "./measure";

// tsx tests/bench/cameras.ts [cameras] [minutes]

/**
 * So many cameras looked at each minute by one worker, really: reached, described, a key picture decoded and compared. Nine in ten show a moving
 * picture, some by name and password; of the others some stand still, some hang up, some never answer. Told is how many looks there were, how late
 * they came, and what of the machine it took.
 */
const count = Number(process.argv[2] ?? 500);
const minutes = Number(process.argv[3] ?? 2);
const dir = mkdtempSync(join(tmpdir(), "vong-lau-bench-cameras-"));
const server = await startEmbedded({ dir, port: await freePort(), password: "only-for-the-bench", durable: false });
const sources = await startSources();
/** One that takes the connection and never says a word, as a camera that hangs. */
const held = new Set<Socket>();
const mute = createServer((socket) => void held.add(socket.on("error", () => undefined)));
await new Promise<void>((listening) => mute.listen(0, "127.0.0.1", listening));
const { port: mutePort } = mute.address() as AddressInfo;
Object.assign(process.env, {
  NODE_ENV: "production",
  APP_SECRET: "a-secret-that-is-only-for-the-bench-and-long-enough",
  FIELD_KEY: Buffer.from("a-field-key-of-32-bytes-for-test").toString("base64"),
  DATA_DIR: dir,
  LOG_LEVEL: "fatal",
  CAMERA_NETWORKS: `127.0.0.0/8:${sources.port},127.0.0.0/8:${sources.securePort},127.0.0.0/8:${mutePort}`,
});
process.env.DATABASE_URL = await prepareDatabase(server.ownerUrl, "only-for-the-bench");
process.env.MIGRATION_DATABASE_URL = server.ownerUrl;

/** Decoders of ours that run just now, and what memory they hold. */
function decoders(): { count: number; megabytes: number } {
  let [running, kilobytes] = [0, 0];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name)))
    try {
      if (readFileSync(`/proc/${pid}/comm`, "utf8").trim() !== "ffmpeg") continue;
      running += 1;
      kilobytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
    } catch {
      // It has ended meanwhile.
    }
  return { count: running, megabytes: kilobytes / 1_024 };
}

try {
  const { asOwner } = await import("../city");
  const { addCamera } = await import("@/lib/cameras/commands");
  const { probeCameras } = await import("@/lib/cameras/jobs");
  await foundCity();
  const admin = {
    ...{ id: "user:5", kind: "user" as const, userId: 5, name: "Bench", roles: ["IT_ADMIN" as const] },
    grants: [{ permission: "cameras.manage" as const, units: "all" as const }],
  };
  const streamOf = (i: number) =>
    i % 20 === 3
      ? `rtsp://127.0.0.1:${mutePort}/s1`
      : i % 20 === 7
        ? sources.url("/still")
        : i % 4 === 0
          ? sources.securedUrl("/moving")
          : sources.url("/moving");
  for (let i = 0; i < count; i += 1)
    await addCamera(
      { actor: admin, now: new Date() },
      {
        ...{
          code: `C-${i}`,
          name: `Camera ${i}`,
          groupId: 1,
          unitId: unit.tranPhu,
          areaId: null,
          address: null,
          model: null,
          purpose: null,
        },
        ...{
          latitude: null,
          longitude: null,
          bearingDegrees: null,
          viewDegrees: null,
          viewMetres: null,
          mainStream: streamOf(i),
        },
        ...{ subStream: null, snapshotUrl: null, note: null, validFrom: "2020-01-01", validUntil: null, signIn: cameraAccount },
      },
    );
  // Due in turn all through the first minute, as they are once they run.
  await asOwner((c) =>
    c.query("update camera_health set next_at = now() + make_interval(secs => 60.0 * camera_id / $1)", [count]),
  );
  const peak = { count: 0, megabytes: 0, ours: 0 };
  const watching = setInterval(() => {
    const now = decoders();
    peak.count = Math.max(peak.count, now.count);
    peak.megabytes = Math.max(peak.megabytes, now.megabytes);
    peak.ours = Math.max(peak.ours, process.memoryUsage().rss / 2 ** 20);
  }, 100);
  const [began, cpuBefore] = [Date.now(), process.cpuUsage()];
  const childrenBefore = childSeconds();
  const looks: number[] = [];
  const seen = new Map<number, number>();
  const lateness: number[] = [];
  while (Date.now() - began < minutes * 60_000) {
    await probeCameras({});
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const { rows } = await asOwner((c) =>
      c.query<{ id: number; at: Date; took: number }>(
        "select camera_id as id, checked_at as at, took_ms as took from camera_health where checked_at is not null",
      ),
    );
    for (const { id, at, took } of rows) {
      const last = seen.get(id);
      if (last === at.getTime()) continue;
      if (last !== undefined) lateness.push(at.getTime() - last - 60_000);
      seen.set(id, at.getTime());
      looks.push(took);
    }
  }
  clearInterval(watching);
  const cpu = process.cpuUsage(cpuBefore);
  const seconds = (Date.now() - began) / 1_000;
  const { rows: states } = await asOwner((c) =>
    c.query<{ state: string; n: number }>(
      "select state::text || ' ' || proof as state, count(*)::int as n from camera_health group by 1 order by 2 desc",
    ),
  );
  console.log(
    `| cameras | looks a minute | a look p50 | p95 | after the last look, beyond a minute, p95 | our processor, of a core | decoders', of a core | decoders at once | their memory | ours |\n|---|---|---|---|---|---|---|---|---|---|`,
  );
  const took = timingOf(looks);
  console.log(
    `| ${count} | ${Math.round((looks.length / seconds) * 60)} | ${ms(took.p50)} ms | ${ms(took.p95)} ms | ${ms(timingOf(lateness.filter((one) => one > -30_000)).p95)} ms | ${((cpu.user + cpu.system) / 1e6 / seconds).toFixed(2)} | ${((childSeconds() - childrenBefore) / seconds).toFixed(2)} | ${peak.count} | ${peak.megabytes.toFixed(0)} MB | ${peak.ours.toFixed(0)} MB |`,
  );
  console.log(`\nHow they stand: ${states.map(({ state, n }) => `${state} ${n}`).join(", ")}.`);
} finally {
  for (const socket of held) socket.destroy();
  mute.close();
  await disconnect();
  await sources.stop();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exit(0);

/** Seconds of processor that ended children of this process have used (proc(5), cutime and cstime). */
function childSeconds(): number {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}
