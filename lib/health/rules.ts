import type { Day } from "@/lib/calendar/model";
import type { Check, CheckState, Health } from "./model";

/** The state of the whole: the worst of its parts; what is off tells nothing. */
export function worst(checks: readonly Check[]): Health["state"] {
  if (checks.some((c) => c.state === "bad")) return "bad";
  return checks.some((c) => c.state === "watch") ? "watch" : "good";
}

/** A figure that is the worse the larger it is. */
export function above(value: number, limits: { watch: number; bad: number }): CheckState {
  return value > limits.bad ? "bad" : value > limits.watch ? "watch" : "good";
}
/** A figure that is the worse the smaller it is. */
export function below(value: number, limits: { watch: number; bad: number }): CheckState {
  return value < limits.bad ? "bad" : value < limits.watch ? "watch" : "good";
}
export function worse(one: CheckState, other: CheckState): CheckState {
  const order: readonly CheckState[] = ["off", "good", "watch", "bad"];
  return order.indexOf(one) > order.indexOf(other) ? one : other;
}

/** Whole months from a day to another; negative once it is past. */
export function wholeMonths(from: Day, to: Day): number {
  const [year = 0, month = 0, date = 0] = from.split("-").map(Number);
  const [toYear = 0, toMonth = 0, toDate = 0] = to.split("-").map(Number);
  return (toYear - year) * 12 + toMonth - month - (toDate < date ? 1 : 0);
}

/** The oldest PostgreSQL the product works with. */
export const oldestDatabase = 15;

/** One line of an error without what a database may have put behind it: values of a row, a stack. */
export function firstLine(error: string | null): string {
  return (
    (error ?? "")
      .split("\n")
      .map((line) => line.trim())
      .find((line) => line !== "" && !/^(Invalid `|at |DETAIL|→|\d+ )/.test(line))
      ?.slice(0, 200) ?? ""
  );
}
