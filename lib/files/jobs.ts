import { forgetUploadDays } from "./arriving/uploads";
import { sweepFiles } from "./commands";
import { checkFiles, claimNight } from "./storing/check";

const unusedMs = 86_400_000;

/** Part of the job "sweep", once a night: forgets files no record needs, and reads a share of the others again. */
export async function tendFiles(now: Date): Promise<void> {
  if (!(await claimNight(now))) return;
  await sweepFiles(new Date(now.getTime() - unusedMs));
  await forgetUploadDays(now);
  await checkFiles(now);
}
