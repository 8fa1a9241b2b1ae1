import { pool } from "@/lib/db/client";

const batch = 50_000;

/**
 * The job "fold-cells": moves what has happened since into the cells of dossiers and of documents, in short transactions. Harmless to run
 * twice at once: the second finds the first at work and leaves. Returns how many changes were moved.
 */
export async function foldCells(_payload?: unknown, signal?: AbortSignal): Promise<number> {
  const dossiers = await fold("select fold_dossier_cells($1) as moved", signal);
  return dossiers + (await fold("select fold_document_cells($1) as moved", signal));
}

async function fold(statement: string, signal?: AbortSignal): Promise<number> {
  let total = 0;
  for (;;) {
    const { rows } = await pool().query<{ moved: number }>(statement, [batch]);
    const moved = rows[0]?.moved ?? 0;
    if (moved > 0) total += moved;
    if (moved < batch || signal?.aborted) return total;
  }
}
