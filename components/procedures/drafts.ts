import type { Fee, Paper, Step, TimeLimit } from "@/lib/procedures/model";
import type { Draft } from "./rows-editor";

/** What stands in a line's fields, from a row and back to what the API takes. An empty field is null. */
type Values = Record<string, string>;
const text = (value: string | number | null): string => (value === null ? "" : String(value));
const orNull = (value: string | undefined): string | null => (value?.trim() ? value.trim() : null);
/** "75.000" and "75 000" are seventy-five thousand: no field takes a fraction here. */
const whole = (value: string | undefined): number | null => {
  const digits = (value ?? "").replace(/\D/g, "");
  return digits === "" ? null : Number(digits);
};
/** "0,5" and "0.5" are half. */
const decimal = (value: string | undefined): number | null => {
  const plain = (value ?? "").trim().replace(",", ".");
  return plain === "" || Number.isNaN(Number(plain)) ? null : Number(plain);
};
const decimalText = (value: number | null): string => text(value).replace(".", ",");
const conditions = (row: { channel: string | null; caseLabel: string | null }): Values => ({
  channel: text(row.channel),
  caseLabel: text(row.caseLabel),
});

export const limits = {
  empty: { channel: "", caseLabel: "", unit: "WORKING_DAY", value: "", text: "" },
  values: (row: TimeLimit): Values => ({ ...conditions(row), unit: row.unit, value: text(row.value), text: text(row.text) }),
  body: ({ values: v }: Draft) => ({
    channel: orNull(v.channel),
    caseLabel: orNull(v.caseLabel),
    unit: v.unit ?? "",
    value: v.unit === "SAME_DAY" || v.unit === "TEXT" ? null : whole(v.value),
    text: orNull(v.text),
  }),
};
export const steps = {
  empty: { name: "", role: "", workingDays: "", channel: "", caseLabel: "" },
  values: (row: Step): Values => ({
    ...conditions(row),
    name: row.name,
    role: row.role,
    workingDays: decimalText(row.workingDays),
  }),
  body: ({ values: v }: Draft) => ({
    name: v.name ?? "",
    role: v.role ?? "",
    workingDays: decimal(v.workingDays),
    channel: orNull(v.channel),
    caseLabel: orNull(v.caseLabel),
  }),
};
export const papers = {
  empty: { name: "", originals: "1", copies: "0", isRequired: "yes", caseLabel: "", formName: "", note: "" },
  values: (row: Paper): Values => ({
    name: row.name,
    originals: text(row.originals),
    copies: text(row.copies),
    isRequired: row.isRequired ? "yes" : "",
    caseLabel: text(row.caseLabel),
    formName: text(row.formName),
    note: text(row.note),
  }),
  body: ({ values: v }: Draft) => ({
    name: v.name ?? "",
    originals: whole(v.originals) ?? 0,
    copies: whole(v.copies) ?? 0,
    isRequired: v.isRequired !== "",
    caseLabel: orNull(v.caseLabel),
    formName: orNull(v.formName),
    note: orNull(v.note),
  }),
};
export const fees = {
  empty: { kind: "CHARGE", name: "", amountDong: "", channel: "", caseLabel: "", text: "", source: "" },
  values: (row: Fee): Values => ({
    ...conditions(row),
    kind: row.kind,
    name: row.name,
    amountDong: text(row.amountDong),
    text: text(row.text),
    source: text(row.source),
  }),
  body: ({ values: v }: Draft) => ({
    kind: v.kind ?? "",
    name: v.name ?? "",
    amountDong: whole(v.amountDong),
    channel: orNull(v.channel),
    caseLabel: orNull(v.caseLabel),
    text: orNull(v.text),
    source: orNull(v.source),
  }),
};
