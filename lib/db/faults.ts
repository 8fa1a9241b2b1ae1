import { stateOf } from "@/lib/log";

/**
 * States in which the database cannot serve right now and may in a moment: no connection, none left, shut down, a statement
 * or a wait for a lock cut off, two transactions in each other's way.
 */
const away = new Set(
  "ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT 08000 08003 08006 08P01 25P03 25P04 40001 40P01 53000 53100 53200 53300 53400 55P03 57014 57P01 57P02 57P03 57P05 P1001 P1002 P1008 P1017 P2024 P2028 P2034".split(
    " ",
  ),
);
/** The driver gives these no code. */
const awayWords =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Cannot use a pool after calling end)/;
/** A number, text or date no column can hold (class 22 of SQLSTATE): the schemas let it by, and the request is still at fault. */
const unstorable = /^22(003|007|008|021|P02|P05)$/;

/** Is the database merely away or too busy? Asking again later may help. */
export function isAway(error: unknown): boolean {
  return away.has(stateOf(error)) || (error instanceof Error && awayWords.test(error.message));
}
/** Was it a value no column can hold? */
export const isUnstorable = (error: unknown): boolean => unstorable.test(stateOf(error));
