import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { cityDay, cityMinute } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { FileFaults, isSha } from "../model";
import { nightShare } from "../rules";
import { neededFiles } from "./needed";
import { pathOf } from "./place";

/** When the day's visitors have gone and the backups not yet begun. */
const fromMinute = 60;
/** What a night reads: about two minutes of an ordinary disk. */
const nightBytes = 20 * 2 ** 30;
const keptDays = 90;

/** Takes the night of this day of the city for whoever asks first, from one o'clock on; everyone else is told no. */
export async function claimNight(now: Date): Promise<boolean> {
  if (cityMinute(now) < fromMinute) return false;
  const claimed = await db.fileCheck.createMany({ data: [{ on: new Date(cityDay(now)), startedAt: now }], skipDuplicates: true });
  return claimed.count === 1;
}

/**
 * Reads a share of the stored files again and compares them with their names, looks whether every file a record needs is there, and looks
 * again at what was wrong the night before. What it finds stands beside the claimed night, for the health page.
 */
export async function checkFiles(now: Date, budget = nightBytes): Promise<{ checked: number; faults: FileFaults }> {
  const day = cityDay(now);
  const on = new Date(day);
  const before = await db.fileCheck.findFirst({ where: { on: { lt: on }, endedAt: { not: null } }, orderBy: { on: "desc" } });
  const again = Object.keys(FileFaults.parse(before?.faults ?? {})).filter((sha) => existsSync(pathOf(sha)));
  const read = [...new Set([...nightShare(await storedFiles(), day, budget), ...again])];
  const faults: FileFaults = {};
  for (const sha of read) if ((await shaOn(sha)) !== sha && existsSync(pathOf(sha))) faults[sha] = "damaged";
  const missing = async () => (await neededFiles()).filter((sha) => !existsSync(pathOf(sha)));
  // What was forgotten in between is needed no longer.
  if ((await missing()).length > 0) for (const sha of await missing()) faults[sha] = "missing";
  await db.fileCheck.update({ where: { on }, data: { checked: read.length, faults, endedAt: new Date() } });
  await db.fileCheck.deleteMany({ where: { on: { lt: new Date(on.getTime() - keptDays * 86_400_000) } } });
  for (const [sha, fault] of Object.entries(faults)) log().error({ sha, fault }, "a stored file is not what it was");
  return { checked: read.length, faults };
}

async function storedFiles(): Promise<{ sha: string; bytes: number }[]> {
  const root = join(env().DATA_DIR, "files");
  const found: { sha: string; bytes: number }[] = [];
  for (const folder of await readdir(root).catch(() => []))
    for (const name of await readdir(join(root, folder)).catch(() => [])) {
      const size = isSha(name) ? await stat(join(root, folder, name)).catch(() => null) : null;
      if (size) found.push({ sha: name, bytes: size.size });
    }
  return found;
}

async function shaOn(sha: string): Promise<string | null> {
  const hash = createHash("sha256");
  // What cannot be read is as good as damaged.
  return pipeline(createReadStream(pathOf(sha), { highWaterMark: 1 << 20 }), hash).then(
    () => hash.digest("hex"),
    () => null,
  );
}
