import { reviewReadings, sealAudit } from "@/lib/audit/jobs";
import { disableUnused, sweepAccounts } from "@/lib/auth/jobs";
import { foldCells } from "@/lib/cells/jobs";
import { forgetAnswers } from "@/lib/command";
import { redateDossiers, sweepDrafts } from "@/lib/dossiers/jobs";
import { tendFiles } from "@/lib/files/jobs";
import { runImport, sweepImports } from "@/lib/imports/jobs";
import type { JobName } from "@/lib/queue";

/** Does one job. It parses its own payload, may be run twice, and ends early when `signal` says so. */
export type Handler = (payload: unknown, signal: AbortSignal) => Promise<unknown>;

/** Clears away what has had its day and takes up what a dead worker left lying. */
async function sweep(): Promise<void> {
  const now = new Date();
  await sweepImports(now);
  await tendFiles(now);
  await disableUnused(now);
  await sweepAccounts(now);
  await forgetAnswers(now);
  await sweepDrafts(now);
  await reviewReadings(now);
}

export const handlers: Record<JobName, Handler> = {
  "run-import": runImport,
  "redate-dossiers": redateDossiers,
  "fold-cells": foldCells,
  "seal-audit": sealAudit,
  sweep,
};

/** What comes round by itself, and how often. */
export const rounds: readonly { name: JobName; everyMs: number }[] = [
  { name: "fold-cells", everyMs: 3_000 },
  { name: "seal-audit", everyMs: 10_000 },
  { name: "sweep", everyMs: 60_000 },
];
