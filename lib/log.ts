import { pino } from "pino";
import * as z from "zod";
import { env } from "@/lib/env";

let root: pino.Logger | undefined;

/** JSON lines on stderr. Callers pass ids and counts, never names, numbers of persons or secrets. */
export function log(): pino.Logger {
  if (!root) {
    const out = pino.destination(2);
    root = pino(
      {
        level: env().LOG_LEVEL,
        base: { pid: process.pid },
        timestamp: pino.stdTimeFunctions.isoTime,
        hooks: {
          logMethod(args, write) {
            const [told, words] = args;
            const repeats = heardAgain(told, words);
            if (repeats === null) return;
            write.apply(this, repeats > 0 && typeof told === "object" ? [{ ...told, repeats }, words] : args);
          },
        },
      },
      { write: (line: string) => void out.write(plain(line)) },
    );
  }
  return root;
}

/** Signs that make a terminal obey or a reader see another order are written as their numbers; JSON reads them back. */
const plain = (line: string) =>
  line.replace(/[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (sign) => {
    const number = sign.charCodeAt(0).toString(16);
    return `\\u${number.padStart(4, "0")}`;
  });

const perMinute = 20;
const kindsKept = 1_000;
const kinds = new Map<string, { since: number; count: number }>();

/**
 * One kind of line is told twenty times a minute, so that what goes wrong for everybody buries nothing else and fills no disk. Null: not
 * this time; else how many were left out since the kind was last told.
 */
function heardAgain(told: unknown, words: unknown): number | null {
  const { route, error } = Kind(told);
  const kind = JSON.stringify([words ?? told, route, error]);
  const now = Date.now();
  const known = kinds.get(kind);
  if (!known || now - known.since >= 60_000) {
    if (kinds.size >= kindsKept) kinds.clear();
    kinds.set(kind, { since: now, count: 1 });
    return known ? Math.max(0, known.count - perMinute) : 0;
  }
  known.count += 1;
  return known.count <= perMinute ? 0 : null;
}
const Kind = (told: unknown): { route?: unknown; error?: unknown } => (typeof told === "object" && told !== null ? told : {});

export type SaidError = { name: string; code?: string; at?: string; of?: string; message?: string };

/**
 * What may be said of an error in a log: its class, code and place; never a value from a request or a query. The database's own words
 * repeat rows, so of them only the state and the constraint or table remain; elsewhere what stands in quotes is cut out.
 */
export function describeError(error: unknown): SaidError {
  if (!(error instanceof Error)) return { name: typeof error };
  const own = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const state = stateOf(error);
  const code = state && own && own !== state ? `${own} ${state}` : (own ?? (state || undefined));
  const frames = error.stack?.slice(Math.max(0, error.stack.indexOf(error.message)) + error.message.length);
  const at = /^ {4}at .*$/m.exec(frames ?? "")?.[0].trim();
  const isDatabase = "severity" in error || /^(Prisma|DriverAdapterError)/.test(error.name);
  if (isDatabase) return { name: error.name, code, at, of: placeOf(error) };
  const isOurs = error.name === "AppError" || error.name === "ZodError";
  return { name: error.name, code, at, ...(isOurs ? {} : { message: sayable(error.message) }) };
}

function placeOf(error: object): string | undefined {
  const named = ["constraint", "table", "routine"].map((name): unknown => Reflect.get(error, name));
  return named.find((name) => typeof name === "string");
}

/** A message without what it quotes: libraries quote what they were given. */
export function sayable(message: string): string {
  return message.replace(/["'`“‘].*["'`”’]|["'`“‘].*$/s, "…").slice(0, 300);
}

const Driver = z.object({ cause: z.object({ originalCode: z.string() }) });
/** Most come wrapped; what breaks at BEGIN or COMMIT comes as the driver's. */
const BehindPrisma = z.union([z.object({ meta: z.object({ driverAdapterError: Driver }) }), Driver]);
/** The SQLSTATE (or the driver's own code) behind an error, also behind Prisma's; "" when there is none. */
export function stateOf(error: unknown): string {
  const behind = BehindPrisma.safeParse(error).data;
  if (behind) return ("meta" in behind ? behind.meta.driverAdapterError : behind).cause.originalCode;
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
