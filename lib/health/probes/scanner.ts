import { scannerBacklog as ofDossiers } from "@/lib/attachments/queries";
import { scannerBacklog as ofDocuments } from "@/lib/documents/queries";
import { env } from "@/lib/env";
import { scannerBacklog as ofMeetings } from "@/lib/meetings/queries";
import type { Check } from "../model";
import { above } from "../rules";

/** How long the oldest file has waited for the virus scanner: a scanner that is away, or a file it cannot take. */
export async function probeScanner(now: Date): Promise<Check> {
  const backlogs = await Promise.all([ofDossiers(), ofDocuments(), ofMeetings()]);
  const waiting = backlogs.reduce((n, one) => n + one.waiting, 0);
  const [since] = backlogs.flatMap((one) => one.since ?? []).sort((a, b) => a.getTime() - b.getTime());
  const minutes = since ? Math.max(0, Math.floor((now.getTime() - since.getTime()) / 60_000)) : 0;
  const isOff = env().CLAMD_ADDRESS === undefined && waiting === 0;
  return { code: "scanner", state: isOff ? "off" : above(minutes, { watch: 15, bad: 24 * 60 }), facts: { waiting, minutes } };
}
