import type { Query } from "@tanstack/react-query";
import { Problem } from "./request";

/** The server was reached and will not tell (any more): what was read before is not for these eyes either. */
const isRefusal = (error: unknown): boolean => error instanceof Problem && error.status >= 400 && error.status < 500;

/**
 * What a screen shows of an answer: what was read last, marked `isUnread` when reading it again did not succeed; or, when there is
 * nothing to show or the server refuses, why.
 */
export function shownOf<T>({ data, error }: { data: T | undefined; error: unknown }): {
  data: T | undefined;
  refusal: unknown;
  isUnread: boolean;
} {
  if (error && (data === undefined || isRefusal(error))) return { data: undefined, refusal: error, isUnread: false };
  return { data, refusal: null, isUnread: Boolean(error) };
}

const againMs = 15_000;
/** When to read again what could not be read: soon, for nothing else may tell that it can be read now. */
export const readAgain = ({ state: { error } }: Pick<Query<unknown, Error>, "state">): number | false =>
  error && !isRefusal(error) ? againMs : false;
