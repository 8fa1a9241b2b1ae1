import { addDays, cityDay } from "@/lib/calendar/rules";
import { pool } from "@/lib/db/client";

const most = 100;

/**
 * A part of the round "fold-cells": keeps how each camera stood at the end of every day that is over, so that figures of past days are read and not
 * counted. Harmless to run twice at once. Returns how many cameras it found not folded so far.
 */
export async function foldCameraDays(_payload?: unknown, signal?: AbortSignal, clock = () => new Date()): Promise<number> {
  let total = 0;
  for (;;) {
    const yesterday = addDays(cityDay(clock()), -1);
    const { rows } = await pool().query<{ folded: number }>("select fold_camera_days($1::date, $2) as folded", [yesterday, most]);
    const folded = rows[0]?.folded ?? 0;
    if (folded > 0) total += folded;
    if (folded < most || signal?.aborted) return total;
  }
}
