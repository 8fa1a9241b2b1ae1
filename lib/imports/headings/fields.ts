import * as z from "zod";

/** What a column of a register can tell about a dossier. */
export const fields = [
  "code",
  "procedureCode",
  "procedureName",
  "unit",
  "receivingUnit",
  "applicantName",
  "applicantKind",
  "applicantAddress",
  "phone",
  "idNumber",
  "subject",
  "acceptedAt",
  "dueAt",
  "endedAt",
  "returnedAt",
  "stoppedAt",
  "channel",
  "state",
  "result",
] as const;
export type Field = (typeof fields)[number];

/** Which column (0 the first) holds which field. */
export const Mapping = z.partialRecord(z.enum(fields), z.int().min(0).max(199));
export type Mapping = z.output<typeof Mapping>;
