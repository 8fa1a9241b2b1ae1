import type { DocumentTaskRole } from "@/lib/documents/model";
import { searchable } from "@/lib/words";

export const order: readonly DocumentTaskRole[] = ["LEAD", "SUPPORT", "INFORM"];
type DueHow = "none" | "days" | "day";
export type Row = {
  key: number;
  unitId: string | null;
  userId: string | null;
  role: DocumentTaskRole;
  instruction: string;
  how: DueHow;
  days: number | "";
  day: string | null;
};
export type Passing = { rows: readonly Row[]; informed: string[]; onInstructionOf: string };
/** What a tab kept of this dialog, as far as it is of its shape. */
export function passingOf(kept: unknown): Passing | null {
  const of = (name: string, from: unknown = kept): unknown =>
    typeof from === "object" && from !== null ? Reflect.get(from, name) : undefined;
  const [rows, informed, onInstructionOf] = [of("rows"), of("informed"), of("onInstructionOf")];
  if (!Array.isArray(rows) || !Array.isArray(informed) || typeof onInstructionOf !== "string") return null;
  const read = rows.flatMap((row: unknown, key): Row[] => {
    const [unitId, userId, role, instruction] = [of("unitId", row), of("userId", row), of("role", row), of("instruction", row)];
    const [how, days, day] = [of("how", row), of("days", row), of("day", row)];
    const known = order.find((one) => one === role);
    if (!known || typeof instruction !== "string") return [];
    return [
      {
        ...{ key, role: known, instruction, unitId: typeof unitId === "string" ? unitId : null },
        userId: typeof userId === "string" ? userId : null,
        how: how === "days" || how === "day" ? how : "none",
        ...{ days: typeof days === "number" ? days : "", day: typeof day === "string" ? day : null },
      },
    ];
  });
  const isSaid =
    onInstructionOf !== "" || informed.length > 0 || read.some((row) => row.unitId !== null || row.instruction !== "");
  return isSaid ? { rows: read, informed: informed.filter((one) => typeof one === "string"), onInstructionOf } : null;
}

/** Searched as everything is: without diacritics. */
export const filter = ({ options, search }: { options: readonly unknown[]; search: string }) => {
  const asked = searchable(search);
  return options.filter(
    (option) =>
      typeof option === "object" &&
      option !== null &&
      "label" in option &&
      typeof option.label === "string" &&
      searchable(option.label).includes(asked),
  ) as never;
};
