"use client";
import { Button, Popover } from "@mantine/core";
import { IconCalendar, IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Day } from "@/lib/calendar/model";
import { formatDay } from "@/lib/words";
import { lazily } from "../ui/lazily";
import { useAddress } from "./address";
import { defaultAsOf, nameOf, type Stretch } from "./period";
import classes from "./period-picker.module.css";
import { usePeriodName } from "./period-words";

export type Known = { on: Day | null; since: Day };
const PeriodPanel = lazily(() => import("./period-panel").then((m) => m.PeriodPanel));

/** Which days the page is about. The choice goes into the address, so that it can be sent to somebody. */
export function PeriodPicker({
  period,
  asOf,
  today,
  known,
}: {
  period: Stretch;
  asOf: Day;
  today: Day;
  /** Where the figures can be seen as they were known on a day; lists show today's records only. */
  known?: Known;
}) {
  const t = useTranslations("shell.period");
  const name = usePeriodName();
  const { go, isGoing } = useAddress();
  const [isOpen, setOpen] = useState(false);
  const isUsual = asOf === defaultAsOf(period, known?.on ?? today);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      shadow="md"
      trapFocus
      width="target"
      classNames={{ dropdown: classes.dropdown }}
    >
      <Popover.Target>
        <Button
          variant="default"
          loading={isGoing}
          leftSection={<IconCalendar size="1rem" aria-hidden />}
          rightSection={<IconChevronDown size="1rem" aria-hidden />}
          onClick={() => setOpen((o) => !o)}
          aria-label={`${t("label")}: ${name(period)}`}
          data-kind={nameOf(period).kind}
        >
          {name(period)}
          {isUsual ? null : <span className={classes.asOf}>{t("asOfShort", { day: formatDay(asOf) })}</span>}
          {known?.on ? <span className={classes.asOf}>{t("knownOnShort", { day: formatDay(known.on) })}</span> : null}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("choose")}>
        <PeriodPanel
          period={period}
          asOf={isUsual ? null : asOf}
          today={today}
          known={known}
          onChoose={(chosen, day, knownOn) => {
            setOpen(false);
            go({ from: chosen.from, to: chosen.to, asOf: day, knownOn, cursor: null });
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
