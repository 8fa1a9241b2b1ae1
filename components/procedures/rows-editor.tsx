"use client";
import { ActionIcon, Autocomplete, Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import classes from "./procedures.module.css";

/** A line that is being written: what stands in its fields, as text; a tick is "yes" or "". */
export type Draft = { key: number; values: Readonly<Record<string, string>> };
export type Field = {
  name: string;
  label: string;
  kind: "text" | "whole" | "decimal" | "choice" | "tick";
  options?: readonly { value: string; label: string }[];
  /** What was written elsewhere, offered while typing. */
  known?: readonly string[];
  help?: string;
  required?: boolean;
  maxLength?: number;
  isWide?: boolean;
  /** Not asked in a line that says something else. */
  isAsked?: (values: Draft["values"]) => boolean;
};

let lastKey = 0;
export const draftOf = (values: Record<string, string>): Draft => ({ key: ++lastKey, values });

/**
 * Lines that are written together: added, removed (and brought back), moved, each by keyboard. `faults` are places like "0.value" the
 * server found wrong.
 */
export function RowsEditor({
  legend,
  fields,
  rows,
  empty,
  nameField,
  faults,
  onRows,
}: {
  legend: string;
  fields: readonly Field[];
  rows: readonly Draft[];
  empty: Record<string, string>;
  nameField: string;
  faults: readonly string[];
  onRows: (rows: Draft[]) => void;
}) {
  const t = useTranslations("procedures");
  const [removed, setRemoved] = useState<{ row: Draft; at: number } | null>(null);
  const [told, setTold] = useState("");
  const list = useRef<HTMLFieldSetElement>(null);
  const focusOn = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line takes the focus when it is drawn.
  useEffect(() => {
    if (focusOn.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-row="${focusOn.current}"] :is(input, select)`)?.focus();
    focusOn.current = null;
  }, [rows]);
  const set = (key: number, name: string, value: string) =>
    onRows(rows.map((row) => (row.key === key ? { ...row, values: { ...row.values, [name]: value } } : row)));
  const add = () => {
    const row = draftOf(empty);
    focusOn.current = row.key;
    onRows([...rows, row]);
  };
  const remove = (row: Draft) => {
    setRemoved({ row, at: rows.indexOf(row) });
    onRows(rows.filter((one) => one !== row));
  };
  const bringBack = () => {
    if (!removed) return;
    focusOn.current = removed.row.key;
    onRows(rows.toSpliced(removed.at, 0, removed.row));
    setRemoved(null);
  };
  const move = (at: number, by: 1 | -1) => {
    const [row] = rows.slice(at, at + 1);
    if (!row) return;
    onRows(rows.toSpliced(at, 1).toSpliced(at + by, 0, row));
    setTold(t("moved", { n: at + by + 1 }));
  };
  return (
    <fieldset className={classes.rows} ref={list}>
      <legend className={classes.legend}>{legend}</legend>
      {rows.map((row, at) => (
        <fieldset key={row.key} className={classes.row} data-row={row.key} aria-label={t("rowLabel", { n: at + 1 })}>
          <span className={classes.number} aria-hidden="true">
            {at + 1}
          </span>
          <div className={classes.fields}>
            {fields.map((field) =>
              field.isAsked && !field.isAsked(row.values) ? null : (
                <FieldInput
                  key={field.name}
                  field={field}
                  value={row.values[field.name] ?? ""}
                  isWrong={faults.includes(`${at}.${field.name}`)}
                  onValue={(value) => set(row.key, field.name, value)}
                />
              ),
            )}
          </div>
          <div className={classes.rowActs}>
            <ActionIcon variant="subtle" aria-label={t("up", { n: at + 1 })} disabled={at === 0} onClick={() => move(at, -1)}>
              <IconArrowUp size="1rem" aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              aria-label={t("down", { n: at + 1 })}
              disabled={at === rows.length - 1}
              onClick={() => move(at, 1)}
            >
              <IconArrowDown size="1rem" aria-hidden />
            </ActionIcon>
            <ActionIcon variant="subtle" color="red" aria-label={t("remove", { n: at + 1 })} onClick={() => remove(row)}>
              <IconTrash size="1rem" aria-hidden />
            </ActionIcon>
          </div>
        </fieldset>
      ))}
      <div className={classes.line}>
        <Button variant="default" size="compact-sm" onClick={add}>
          {t("addRow")}
        </Button>
        <span role="status" className={classes.hint}>
          {removed ? t("removed", { name: removed.row.values[nameField] || t("rowLabel", { n: removed.at + 1 }) }) : told}
        </span>
        {removed ? (
          <Button variant="subtle" size="compact-sm" onClick={bringBack}>
            {t("undo")}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

function FieldInput({
  field,
  value,
  isWrong,
  onValue,
}: {
  field: Field;
  value: string;
  isWrong: boolean;
  onValue: (value: string) => void;
}) {
  const { label, kind, required, maxLength, help } = field;
  const common = { label, error: isWrong, className: field.isWide ? classes.wideField : undefined };
  if (kind === "tick")
    return (
      <Checkbox {...common} checked={value !== ""} onChange={(event) => onValue(event.currentTarget.checked ? "yes" : "")} />
    );
  if (kind === "choice")
    return (
      <NativeSelect
        {...common}
        value={value}
        data={[...(field.options ?? [])]}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
    );
  if (field.known)
    return (
      <Autocomplete
        {...common}
        value={value}
        data={[...field.known]}
        required={required}
        maxLength={maxLength}
        onChange={onValue}
      />
    );
  return (
    <TextInput
      {...common}
      title={help}
      value={value}
      required={required}
      maxLength={maxLength ?? 9}
      inputMode={kind === "text" ? undefined : kind === "whole" ? "numeric" : "decimal"}
      pattern={kind === "whole" ? "[\\d.\\s]*" : kind === "decimal" ? "\\d*([.,]\\d{1,2})?" : undefined}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}
