import { sealAudit } from "@/lib/audit/jobs";
import { sweepAccounts } from "@/lib/auth/jobs";
import { foldCells } from "@/lib/cells/jobs";
import { forgetAnswers } from "@/lib/command";
import type { JobName } from "@/lib/queue";

/** Does one job. It parses its own payload, may be run twice, and ends early when `signal` says so. */
export type Handler = (payload: unknown, signal: AbortSignal) => Promise<unknown>;

async function sweep(): Promise<void> {
  const now = new Date();
  await sweepAccounts(now);
  await forgetAnswers(now);
}

export const handlers: Record<JobName, Handler> = {
  "fold-cells": foldCells,
  "seal-audit": sealAudit,
  sweep,
};

/** What comes round by itself, and how often. */
export const rounds: readonly { name: JobName; everyMs: number }[] = [
  { name: "fold-cells", everyMs: 3_000 },
  { name: "seal-audit", everyMs: 10_000 },
  { name: "sweep", everyMs: 3_600_000 },
];
