import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { cityDay, cityMinute } from "@/lib/calendar/rules";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { FileFaults, type StoredFile } from "../model";
import { nightShare } from "../rules";
import { neededFiles } from "./needed";
import { store } from "./store";

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
  const { has } = store();
  const stored: StoredFile[] = [];
  for await (const file of store().list()) stored.push(file);
  const there = new Set(stored.map(({ sha }) => sha));
  const again = Object.keys(FileFaults.parse(before?.faults ?? {})).filter((sha) => there.has(sha));
  const read = [...new Set([...nightShare(stored, day, budget), ...again])];
  const faults: FileFaults = {};
  for (const sha of read) if (!(await isWhole(sha)) && (await has(sha))) faults[sha] = "damaged";
  // What came or was forgotten since the list was made is asked for by itself.
  const missing = (await neededFiles()).filter((sha) => !there.has(sha));
  const needed = new Set(missing.length > 0 ? await neededFiles() : []);
  for (const sha of missing) if (needed.has(sha) && !(await has(sha))) faults[sha] = "missing";
  await db.fileCheck.update({ where: { on }, data: { checked: read.length, faults, endedAt: new Date() } });
  await db.fileCheck.deleteMany({ where: { on: { lt: new Date(on.getTime() - keptDays * 86_400_000) } } });
  for (const [sha, fault] of Object.entries(faults)) log().error({ sha, fault }, "a stored file is not what it was");
  return { checked: read.length, faults };
}

/** What cannot be read is as good as damaged. */
async function isWhole(sha: string): Promise<boolean> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  return store()
    .open(sha)
    .then((bytes) => pipeline(bytes, nowhere))
    .then(
      () => true,
      (error: unknown) => {
        // A store that is away says nothing of its files: the night is tried again by the next day's.
        if (error instanceof AppError && error.code === "store-away") throw error;
        return false;
      },
    );
}
