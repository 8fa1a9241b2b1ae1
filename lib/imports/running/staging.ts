import { once } from "node:events";
import type { PoolClient } from "pg";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import { sealIdentifiers } from "@/lib/dossiers/commands";
import type { JudgedRow } from "../rules";

const columns = `batch_id, line, code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, outcome, result_kind,
  applicant_kind, applicant_name, applicant_search, applicant_address, phone_sealed, phone_index, id_number_sealed, id_number_index,
  subject, limit_value, limit_unit, accepted_at, accepted_on, due_at, due_on, ended_at, ended_on, returned_at, returned_on,
  working_days_used, stopped_at, stopped_on, stop_kind, given`;

const chunkLength = 64 * 1024;

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
  let pending = "";
  const opened = () => {
    if (stream) return stream;
    stream = client.query(copyFrom(`copy staged_dossier (${columns}) from stdin`));
    stream.on("error", (error) => {
      failure = error;
    });
    return stream;
  };
  const flush = async () => {
    if (failure) throw failure;
    const text = pending;
    pending = "";
    const to = opened();
    if (!to.write(text)) await Promise.race([once(to, "drain"), once(to, "error").then(([error]) => Promise.reject(error))]);
  };
  return {
    add(line, row) {
      pending += encode(batchId, line, row);
      return pending.length >= chunkLength ? flush() : undefined;
    },
    async settle() {
      if (pending !== "") await flush();
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

const none = "\\N";
const special = /[\\\t\n\r]/;
function text(value: string | null): string {
  if (value === null) return none;
  return special.test(value)
    ? value.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r")
    : value;
}
const bytes = (value: Uint8Array) => `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`;
const instant = (moment: { at: number } | null) => (moment ? new Date(moment.at).toISOString() : none);
const day = (moment: { on: string } | null) => moment?.on ?? none;
const sealed = (value: Uint8Array | null) => (value === null ? none : bytes(value));

/** A row in COPY's text format, the person's numbers sealed. */
function encode(batchId: number, line: number, r: JudgedRow): string {
  const numbers = sealIdentifiers(r);
  return `${[
    batchId,
    line,
    r.code,
    r.procedureId,
    r.unitId,
    r.receivingUnitId,
    r.channel,
    r.serviceLevel,
    r.state,
    r.outcome ?? none,
    r.resultKind ?? none,
    r.applicantKind,
    text(r.applicantName),
    text(r.applicantSearch),
    text(r.applicantAddress),
    sealed(numbers.phoneSealed),
    sealed(numbers.phoneIndex),
    sealed(numbers.idNumberSealed),
    sealed(numbers.idNumberIndex),
    text(r.subject),
    r.limit?.value ?? none,
    r.limit?.unit ?? none,
    instant(r.accepted),
    r.accepted.on,
    instant(r.due),
    day(r.due),
    instant(r.ended),
    day(r.ended),
    instant(r.returned),
    day(r.returned),
    r.workingDaysUsed ?? none,
    instant(r.stopped),
    day(r.stopped),
    r.stopKind ?? none,
    r.given,
  ].join("\t")}\n`;
}
