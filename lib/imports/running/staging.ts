import { once } from "node:events";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { sealIdentifiers } from "@/lib/dossiers/commands";
import type { JudgedRow } from "../rules";
import { Tuples } from "./tuples";

const names = `batch_id, line, code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind,
  applicant_kind, applicant_name, applicant_search, applicant_address, phone_sealed, phone_index, id_number_sealed, id_number_index,
  subject, limit_value, limit_unit, accepted_at, accepted_on, due_at, due_on, ended_at, ended_on, returned_at, returned_on,
  working_days_used, stopped_at, stopped_on, stop_kind, given`;

const chunkBytes = 64 * 1024;
/** How much may wait here while the server ends the stretch before. */
const waitingBytes = 1024 * 1024;

/** Where judged rows go: by COPY into the staging table, which holds back the reader when the server is slower. */
export type Staging = {
  add(line: number, row: JudgedRow): Promise<void> | undefined;
  /** Ends a stretch: when this resolves, what was added before is there for others to see. Adding goes on meanwhile. */
  settle(): Promise<void>;
  abort(): void;
};

export function openStaging(client: PoolClient, batchId: number): Staging {
  let copy: Copy | null = null;
  let ending = Promise.resolve();
  let isEnding = false;
  const tuples = new Tuples(names.split(",").length);
  const flush = async () => {
    // A connection carries one copy at a time.
    if (!copy) await ending;
    copy ??= openCopy(client);
    await copy.write(tuples.take());
  };
  return {
    add(line, row) {
      if (!copy && tuples.length === 0) tuples.head();
      write(tuples, batchId, line, row);
      return tuples.length >= (isEnding ? waitingBytes : chunkBytes) ? flush() : undefined;
    },
    settle() {
      if (!copy && tuples.length === 0) return ending;
      tuples.tail();
      const [rows, opened, before] = [tuples.take(), copy, ending];
      copy = null;
      isEnding = true;
      ending = before.then(async () => {
        const to = opened ?? openCopy(client);
        await to.write(rows);
        await to.end();
        isEnding = false;
      });
      return ending;
    },
    abort: () => copy?.destroy(),
  };
}

type Copy = { write(rows: Buffer): Promise<void>; end(): Promise<void>; destroy(): void };
function openCopy(client: PoolClient): Copy {
  const stream = client.query(copyFrom(`copy staged_dossier (${names}) from stdin (format binary)`));
  let failure: Error | undefined;
  stream.on("error", (error) => {
    failure = error;
  });
  return {
    async write(rows) {
      if (failure) throw failure;
      // Waiting for an event ends with the error that comes instead.
      if (!stream.write(rows)) await once(stream, "drain");
    },
    async end() {
      if (failure) throw failure;
      const finished = once(stream, "finish");
      stream.end();
      await finished;
      if (failure) throw failure;
    },
    destroy: () => void stream.destroy(),
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
