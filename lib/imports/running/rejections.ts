import { pool } from "@/lib/db/client";
import { seal } from "@/lib/secrets";
import type { Cell, Reason } from "../model";
import { cellsOf } from "./cells";

/** Keeps rows that were not taken, sealed, a few hundred at a time. */
export class Rejections {
  private waiting: { line: number; cells: Uint8Array; reasons: string }[] = [];
  count = 0;
  constructor(private readonly batchId: number) {}

  async add(line: number, cells: readonly Cell[], reasons: readonly Reason[]): Promise<void> {
    this.count++;
    this.waiting.push({
      line,
      cells: seal(JSON.stringify(cellsOf(cells)), "import_rejection.cells"),
      reasons: JSON.stringify(reasons),
    });
    if (this.waiting.length >= 500) await this.flush();
  }

  async flush(): Promise<void> {
    const rows = this.waiting;
    this.waiting = [];
    if (rows.length === 0) return;
    await pool().query(
      `insert into import_rejection (batch_id, line, cells, reasons)
       select $1, line, cells, reasons::jsonb from unnest($2::int[], $3::bytea[], $4::text[]) r (line, cells, reasons)`,
      [this.batchId, rows.map((r) => r.line), rows.map((r) => Buffer.from(r.cells)), rows.map((r) => r.reasons)],
    );
  }
}
