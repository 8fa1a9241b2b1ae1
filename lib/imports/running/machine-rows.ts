import type { Readable } from "node:stream";
import { type Cell, MachineRow, machineColumns, type RawRow, type Reason } from "../model";
import { readObjects } from "../reading/machine";

export type MachineSource = { line: number; readonly cells: Cell[]; raw: RawRow | null; faults: Reason[] };

/** The rows of a machine's batch: by field where they fit the schema, else with what is wrong. */
export async function* readMachineRows(source: Readable): AsyncGenerator<MachineSource[]> {
  for await (const objects of readObjects(source))
    yield objects.map(({ line, value }) => {
      const parsed = MachineRow.safeParse(value);
      const row = {
        line,
        /** Asked for only of a row that comes back. */
        get cells() {
          return cellsOfObject(value);
        },
      };
      if (parsed.success) return Object.assign(row, { raw: rawOf(parsed.data), faults: [] });
      const faults = parsed.error.issues.flatMap((issue): Reason[] =>
        issue.code === "unrecognized_keys"
          ? issue.keys.map((key) => ({ code: "field-unknown", value: key.slice(0, 60) }))
          : [{ code: "field-invalid", value: String(issue.path[0] ?? "").slice(0, 60) }],
      );
      return Object.assign(row, { raw: null, faults });
    });
}

function cellsOfObject(value: unknown): Cell[] {
  const object: Record<string, unknown> =
    typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  return machineColumns.map((name) => {
    const cell = object[name];
    return cell === undefined || cell === null ? "" : String(cell).slice(0, 2_000);
  });
}

function rawOf(row: MachineRow): RawRow {
  return {
    code: row.code,
    procedureCode: row.procedureCode,
    unit: row.unitCode ?? "",
    receivingUnit: row.receivingUnitCode ?? "",
    applicantName: row.applicantName,
    applicantKind: row.applicantKind === "ORGANISATION" ? "organisation" : row.applicantKind === "CITIZEN" ? "citizen" : "",
    applicantAddress: row.applicantAddress ?? "",
    phone: row.phone ?? "",
    idNumber: row.idNumber ?? "",
    subject: row.subject ?? "",
    channel: row.channel ?? "",
    state: row.state ?? "",
    result: row.result ?? "",
    acceptedAt: row.acceptedAt,
    dueAt: row.dueAt ?? "",
    stoppedAt: row.stoppedAt ?? "",
    endedAt: row.endedAt ?? "",
    returnedAt: row.returnedAt ?? "",
  };
}
