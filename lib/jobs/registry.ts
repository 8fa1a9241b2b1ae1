import { scanFiles } from "@/lib/attachments/jobs";
import { reviewReadings, sealAudit } from "@/lib/audit/jobs";
import { disableUnused, sweepAccounts } from "@/lib/auth/jobs";
import { foldCameraDays, forgetPictures, probeCameras } from "@/lib/cameras/jobs";
import { foldCells } from "@/lib/cells/jobs";
import { forgetAnswers } from "@/lib/command";
import { checkDocumentFiles, scanDocumentFiles, signDocuments } from "@/lib/documents/jobs";
import { redateDossiers, sweepDrafts } from "@/lib/dossiers/jobs";
import { pushExchange, sweepExchange } from "@/lib/exchange/jobs";
import { tendFiles } from "@/lib/files/jobs";
import { runImport, sweepImports } from "@/lib/imports/jobs";
import { describeError, log } from "@/lib/log";
import { checkMeetingPapers, scanMeetingPapers } from "@/lib/meetings/jobs";
import { pushPackets, sweepPackets } from "@/lib/packets/jobs";
import { countQuality } from "@/lib/quality/jobs";
import type { JobName } from "@/lib/queue";
import { askResponders, fetchLists } from "@/lib/signatures/jobs";

/** Does one job. It parses its own payload, may be run twice, and ends early when `signal` says so. */
export type Handler = (payload: unknown, signal: AbortSignal) => Promise<unknown>;

type Part = (now: Date) => Promise<unknown>;
/** What has had its day, and what a dead worker left lying. */
const parts: Record<string, Part> = {
  imports: sweepImports,
  files: tendFiles,
  "unused-accounts": disableUnused,
  accounts: sweepAccounts,
  answers: forgetAnswers,
  drafts: sweepDrafts,
  exchange: sweepExchange,
  packets: sweepPackets,
  readings: reviewReadings,
  "camera-pictures": forgetPictures,
};

/** Does one part after the other; one that fails is logged and keeps none of the others from its turn. Throws the first fault at the end. */
export async function inSpite(parts: Readonly<Record<string, Part>>, now: Date): Promise<void> {
  const faults: unknown[] = [];
  for (const [part, act] of Object.entries(parts))
    await act(now).catch((error: unknown) => {
      log().error({ part, error: describeError(error) }, "a part of the sweep failed");
      faults.push(error);
    });
  if (faults.length > 0) throw faults[0];
}

export const handlers: Record<JobName, Handler> = {
  "run-import": runImport,
  "redate-dossiers": redateDossiers,
  "fold-cells": async (payload, signal) => {
    await foldCells(payload, signal);
    await foldCameraDays(payload, signal);
  },
  "seal-audit": sealAudit,
  "scan-files": async (payload, signal) => {
    await scanFiles(payload, signal);
    await scanDocumentFiles(payload, signal);
    await scanMeetingPapers(payload, signal);
  },
  "check-signatures": async (payload, signal) => {
    await checkDocumentFiles(payload, signal);
    await checkMeetingPapers(payload, signal);
  },
  "fetch-lists": fetchLists,
  "ask-responders": askResponders,
  "sign-documents": signDocuments,
  "count-quality": countQuality,
  "push-exchange": pushExchange,
  "push-packets": pushPackets,
  "probe-cameras": probeCameras,
  sweep: () => inSpite(parts, new Date()),
};

/** What comes round by itself, and how often. */
export const rounds: readonly { name: JobName; everyMs: number }[] = [
  { name: "fold-cells", everyMs: 3_000 },
  { name: "seal-audit", everyMs: 10_000 },
  { name: "scan-files", everyMs: 3_000 },
  { name: "check-signatures", everyMs: 5_000 },
  { name: "fetch-lists", everyMs: 300_000 },
  { name: "ask-responders", everyMs: 60_000 },
  { name: "sign-documents", everyMs: 5_000 },
  { name: "count-quality", everyMs: 3_600_000 },
  { name: "push-exchange", everyMs: 5_000 },
  { name: "push-packets", everyMs: 5_000 },
  { name: "probe-cameras", everyMs: 1_000 },
  { name: "sweep", everyMs: 60_000 },
];
