import { once } from "node:events";
import type { PoolClient } from "pg";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import { sealIdentifiers } from "@/lib/dossiers/commands";
import type { JudgedRow } from "../rules";
import { Tuples } from "./tuples";

const names = `batch_id, line, code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind,
  applicant_kind, applicant_name, applicant_search, applicant_address, phone_sealed, phone_index, id_number_sealed, id_number_index,
  subject, limit_value, limit_unit, accepted_at, accepted_on, due_at, due_on, ended_at, ended_on, returned_at, returned_on,
  working_days_used, stopped_at, stopped_on, stop_kind, given`;

const chunkBytes = 64 * 1024;

/** Where judged rows go: by COPY into the staging table, which holds back the reader when the server is slower. */
export type Staging = {
  add(line: number, row: JudgedRow): Promise<void> | undefined;
  /** Ends a stretch: what was added is there for others to see. Adding may go on. */
  settle(): Promise<void>;
  abort(): void;
};

export function openStaging(client: PoolClient, batchId: number): Staging {
  let stream: CopyStreamQuery | null = null;
  let failure: Error | undefined;
  const tuples = new Tuples(names.split(",").length);
  const opened = () => {
    if (stream) return stream;
    stream = client.query(copyFrom(`copy staged_dossier (${names}) from stdin (format binary)`));
    stream.on("error", (error) => {
      failure = error;
    });
    return stream;
  };
  const flush = async () => {
    if (failure) throw failure;
    const to = opened();
    if (!to.write(tuples.take()))
      await Promise.race([once(to, "drain"), once(to, "error").then(([error]) => Promise.reject(error))]);
  };
  return {
    add(line, row) {
      if (!stream && tuples.length === 0) tuples.head();
      write(tuples, batchId, line, row);
      return tuples.length >= chunkBytes ? flush() : undefined;
    },
    async settle() {
      if (stream || tuples.length > 0) {
        tuples.tail();
        await flush();
      }
      if (!stream) return;
      const finished = once(stream, "finish");
      stream.end();
      await finished;
      stream = null;
      if (failure) throw failure;
    },
    abort: () => void stream?.destroy(),
  };
}

/** A row as the staging table has it, column by column, the person's numbers sealed. */
function write(to: Tuples, batchId: number, line: number, r: JudgedRow): void {
  const numbers = sealIdentifiers(r);
  to.row();
  to.int(batchId);
  to.int(line);
  to.text(r.code);
  to.int(r.procedureId);
  to.int(r.unitId);
  to.int(r.receivingUnitId);
  to.text(r.channel);
  to.text(r.serviceLevel);
  to.text(r.state);
  to.text(r.outcome);
  to.text(r.resultKind);
  to.text(r.applicantKind);
  to.text(r.applicantName);
  to.text(r.applicantSearch);
  to.text(r.applicantAddress);
  to.bytes(numbers.phoneSealed);
  to.bytes(numbers.phoneIndex);
  to.bytes(numbers.idNumberSealed);
  to.bytes(numbers.idNumberIndex);
  to.text(r.subject);
  to.int(r.limit?.value ?? null);
  to.text(r.limit?.unit ?? null);
  for (const moment of [r.accepted, r.due, r.ended, r.returned]) {
    to.instant(moment?.at ?? null);
    to.day(moment?.on ?? null);
  }
  to.int(r.workingDaysUsed);
  to.instant(r.stopped?.at ?? null);
  to.day(r.stopped?.on ?? null);
  to.text(r.stopKind);
  to.int(r.given);
}
