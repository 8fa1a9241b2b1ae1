"use client";
import { type ComponentProps, useState } from "react";
import { useTranslations } from "use-intl";
import { DayField } from "./day-field";

export type DaySpan = { from: string; to: string };
type Props = Pick<ComponentProps<typeof DayField>, "required" | "withAsterisk" | "isInPopover" | "max"> & {
  from: string | null | undefined;
  to: string | null | undefined;
  labels: DaySpan;
  /** Under which names the form around it sends them. */
  names?: DaySpan;
  /** The stretch, or null while a day is missing or they stand the wrong way round. */
  onSpan?: (span: DaySpan | null) => void;
};

/** A stretch of days. Of one that stands the wrong way round a sentence at its last day says so, and its form is not sent. */
export function DaySpanFields({ from: first, to: last, labels, names, onSpan, ...field }: Props) {
  const t = useTranslations("ui.day");
  const [days, setDays] = useState({ from: first ?? null, to: last ?? null });
  const isBackwards = days.from !== null && days.to !== null && days.from > days.to;
  const choose = (changed: Partial<typeof days>) => {
    const next = { ...days, ...changed };
    setDays(next);
    const { from, to } = next;
    onSpan?.(from !== null && to !== null && from <= to ? { from, to } : null);
  };
  return (
    <>
      <DayField
        {...field}
        {...(names && { name: names.from })}
        label={labels.from}
        defaultValue={first}
        onDay={(from) => choose({ from })}
      />
      <DayField
        {...field}
        {...(names && { name: names.to })}
        label={labels.to}
        defaultValue={last}
        onDay={(to) => choose({ to })}
        barred={isBackwards ? t("backwards") : null}
      />
    </>
  );
}
