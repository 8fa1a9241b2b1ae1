"use client";
import "@mantine/dates/styles.layer.css";
import { DateInput, type DateInputProps } from "@mantine/dates";
import "dayjs/locale/vi";
import { type FocusEvent, type FormEvent, useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { formatDay, readDay } from "@/lib/words";
import classes from "./day-field.module.css";

type Props = Pick<
  DateInputProps,
  "name" | "label" | "withAsterisk" | "description" | "error" | "required" | "readOnly" | "placeholder" | "className" | "size"
> & {
  defaultValue?: string | null | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onDay?: (day: string | null) => void;
  /** Why the day cannot stand beside another one: shown, and the form is not sent. */
  barred?: string | null;
  /** Inside a popover, which a click on a calendar beside it would close. */
  isInPopover?: boolean;
};

/**
 * A day, shown and typed as dd/mm/yyyy whatever the browser speaks, and handed over as "2026-09-02": to `onDay`, and under `name` to
 * the form around it. A form is not sent while what is typed is no day or lies outside `min` and `max`.
 */
export function DayField({
  min = "2000-01-01",
  max = "2100-12-31",
  defaultValue,
  error,
  onDay,
  barred = null,
  isInPopover = false,
  ...field
}: Props) {
  const t = useTranslations("ui.day");
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [isLeft, setLeft] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const faultOf = (text: string) => {
    const day = readDay(text);
    if (text.trim() === "") return null;
    if (!day) return t("unreadable");
    return day < min || day > max ? t("outside", { from: formatDay(min), to: formatDay(max) }) : null;
  };
  const kept = wrong ?? barred;
  useEffect(() => input.current?.setCustomValidity(kept ?? ""), [kept]);
  return (
    <DateInput
      placeholder={t("format")}
      {...field}
      ref={input}
      defaultValue={defaultValue || null}
      onChange={(day) => {
        setWrong(null);
        onDay?.(day);
      }}
      onInput={(event: FormEvent<HTMLInputElement>) => {
        setLeft(false);
        setWrong(faultOf(event.currentTarget.value));
      }}
      onBlur={(event: FocusEvent<HTMLInputElement>) => setLeft(event.currentTarget.value !== "")}
      // What cannot be read stays to be mended; the day before it would come back unasked.
      fixOnBlur={wrong === null}
      error={error || barred || (isLeft ? wrong : null)}
      dateParser={readDay}
      classNames={{ month: classes.month ?? "", day: classes.day ?? "" }}
      valueFormat="DD/MM/YYYY"
      locale={locale}
      minDate={min}
      maxDate={max}
      clearable={!field.required}
      allowDeselect={false}
      clearButtonProps={{ "aria-label": t("clear") }}
      ariaLabels={{
        previousMonth: t("previousMonth"),
        nextMonth: t("nextMonth"),
        previousYear: t("previousYear"),
        nextYear: t("nextYear"),
        previousDecade: t("previousYears"),
        nextDecade: t("nextYears"),
        monthLevelControl: t("chooseMonth"),
        yearLevelControl: t("chooseYear"),
      }}
      popoverProps={{ withinPortal: !isInPopover, onOpen: () => setOpen(true), onClose: () => setOpen(false) }}
      // Escape closes the calendar first; the dialog around it only with the next.
      data-mantine-stop-propagation={isOpen || undefined}
    />
  );
}
