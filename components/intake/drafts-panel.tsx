"use client";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { DraftList } from "@/lib/dossiers/model";
import { formatInstant } from "@/lib/words";
import { Panel } from "../ui/panel";
import classes from "./intake.module.css";
import { draftsQuery } from "./intake-query";

/** What else is half typed, to go on with or to throw away. */
export function DraftsPanel({
  openId,
  onOpen,
  onThrow,
}: {
  openId: string;
  onOpen(id: string): void;
  onThrow(id: string): void;
}) {
  const t = useTranslations("intake.drafts");
  const parts = useTranslations("intake.parts");
  const { data } = useQuery<DraftList>(draftsQuery);
  const others = (data?.drafts ?? []).filter((draft) => draft.id !== openId);
  return (
    <Panel title={parts("drafts")}>
      {others.length === 0 ? <p className={classes.faint}>{t("none")}</p> : null}
      <ul className={classes.drafts}>
        {others.map((draft) => {
          const name = draft.applicantName || t("noName");
          return (
            <li key={draft.id}>
              <Button variant="subtle" size="compact-sm" aria-label={t("open", { name })} onClick={() => onOpen(draft.id)}>
                {name}
              </Button>
              <span className={classes.faint}>
                {draft.procedureName ?? t("noProcedure")} · {t("savedAt", { time: formatInstant(new Date(draft.savedAt)) })}
              </span>
              <Button variant="default" size="compact-sm" aria-label={t("throw", { name })} onClick={() => onThrow(draft.id)}>
                ×
              </Button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
