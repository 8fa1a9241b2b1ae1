"use client";
import { Popover } from "@mantine/core";
import { IconQuestionMark } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import type { ComparedReading, Direction, TargetCode } from "@/lib/indicators/model";
import { lazily } from "../ui/lazily";
import classes from "./explain.module.css";

const Explanation = lazily(() => import("./explanation").then((m) => m.Explanation));

/** A number somebody asks about, of whatever records it is counted from. */
export type Explained = {
  code: TargetCode;
  name: string;
  /** What makes its explanation old: the topic of the live channel. */
  topic: "dossiers" | "documents" | "cameras";
  /** The last day that was counted: of a past period the texts of then are told. */
  on: string;
  direction: Direction;
  /** A value, and an aim as somebody set it, with what they are counted in. */
  told(value: number): string;
  aimed(value: number): string;
  /** The lists of what stands above and below the line, where the reader may open them. */
  ways: { top: string | null; bottom: string | null };
} & Pick<ComparedReading, "trail" | "target">;

/** "?" beside a number: what it means, in words a leader understands. Read only when asked for. */
export function Explain(explained: Explained) {
  const t = useTranslations("overview.explain");
  const { name } = explained;
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
