import { pino } from "pino";
import { env } from "@/lib/env";

let root: pino.Logger | undefined;

/** JSON lines on stderr. Callers pass ids and counts, never names, numbers of persons or secrets. */
export function log(): pino.Logger {
  root ??= pino(
    { level: env().LOG_LEVEL, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  );
  return root;
}

/** What may be said of an error in a log: its class, code and place; never a value from a request or a query. */
export function describeError(error: unknown): { name: string; code?: string; at?: string; message?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const at = error.stack
    ?.split("\n")
    .find((line) => line.includes("    at "))
    ?.trim();
  const isOurs = error.name === "AppError" || error.name === "ZodError";
  return { name: error.name, code, at, ...(isOurs ? {} : { message: error.message.split("\n").at(-1)?.slice(0, 300) }) };
}
