/** Why a request did not go through. The door turns a kind into a status, a code into a sentence. */
export const errorKinds = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "not-found",
  "conflict",
  "refused",
  "too-many",
  "unavailable",
  "full",
] as const;
export type ErrorKind = (typeof errorKinds)[number];

export type FieldFault = { path: string; code: string };

/** A code of ours, given by a schema in place of its own message: "phone-unreadable". */
const ownCode = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;
/** The fields a schema finds fault with, each under `prefix` and with our code where the schema names one. */
export function faultsOf(
  issues: readonly { path: readonly PropertyKey[]; code: string; message: string }[],
  prefix = "",
): FieldFault[] {
  return issues.map(({ path, code, message }) => ({
    path: [...(prefix ? [prefix] : []), ...path.map(String)].join("."),
    code: code === "custom" || ownCode.test(message) ? message : code,
  }));
}

/**
 * The only error our code throws on purpose. `code` has a label in both languages (lib/words.ts);
 * `faults` names the fields at fault; `detail` is for machines and never carries personal data.
 */
export class AppError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly more: {
      faults?: readonly FieldFault[];
      detail?: Record<string, string | number | boolean | null>;
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(code);
    this.name = "AppError";
  }
}
