"use client";
import { Popover } from "@mantine/core";
import { IconQuestionMark } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import type { ComparedReading, IndicatorCode } from "@/lib/indicators/model";
import { lazily } from "../ui/lazily";
import classes from "./explain.module.css";
import { useIndicatorName } from "./indicator-words";
import type { Question } from "./links";

const Explanation = lazily(() => import("./explanation").then((m) => m.Explanation));

export type Explained = { code: IndicatorCode; question: Question; canList: boolean } & Pick<ComparedReading, "trail" | "target">;

/** "?" beside a number: what it means, in words a leader understands. Read only when asked for. */
export function Explain(explained: Explained) {
  const t = useTranslations("overview.explain");
  const name = useIndicatorName()(explained.code);
  return (
    <Popover width={340} position="bottom-start" shadow="md" withArrow trapFocus>
      <Popover.Target>
        <button type="button" className={classes.ask} aria-label={t("open", { name })}>
          <IconQuestionMark size="0.875rem" aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.answer} aria-label={name}>
        <Explanation {...explained} />
      </Popover.Dropdown>
    </Popover>
  );
}
