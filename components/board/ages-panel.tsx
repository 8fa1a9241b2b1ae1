"use client";
import { useLocale, useTranslations } from "use-intl";
import type { Overview } from "@/lib/indicators/model";
import { formatNumber } from "@/lib/words";
import { Ages } from "../overview/ages";
import type { Question } from "../overview/links";
import type { FilterState } from "../shell/filters";
import { ExportMenu } from "../ui/export-menu";
import { Panel } from "../ui/panel";
import classes from "./board.module.css";
import { asPercent, useSheet } from "./sheet";

export function AgesPanel({
  overview,
  question,
  filter,
  canList,
}: {
  overview: Overview;
  question: Question;
  filter: FilterState;
  canList: boolean;
}) {
  const t = useTranslations("board.ages");
  const ages = useTranslations("overview.ages");
  const locale = useLocale();
  const sheet = useSheet(filter);
  const total = overview.ages.reduce((sum, a) => sum + a.count, 0);
  const file = () =>
    sheet(
      t("title"),
      overview.at,
      [t("bucket"), t("count"), `${t("share")} (%)`],
      overview.ages.map((a) => [ages(`buckets.${a.bucket}`), a.count, asPercent(total ? a.count / total : null)]),
    );
  return (
    <Panel
      className={classes.ages}
      title={t("title")}
      note={overview.ages.length > 0 ? `${ages("total", { count: formatNumber(locale, total) })}, ${ages("note")}` : null}
      actions={overview.ages.length > 0 ? <ExportMenu table={file} /> : null}
    >
      <Ages ages={overview.ages} question={question} isPlain={!canList} />
    </Panel>
  );
}
