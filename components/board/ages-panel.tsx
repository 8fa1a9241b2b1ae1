"use client";
import { useTranslations } from "use-intl";
import type { Overview } from "@/lib/indicators/model";
import { Ages } from "../overview/ages";
import type { Question } from "../overview/links";
import type { FilterState } from "../shell/filters";
import { Export } from "../ui/export";
import { Panel } from "../ui/panel";
import { asPercent, useSheet } from "./sheet";

/** Open dossiers by what is left of their time, with their share in the file. */
export function AgesPanel({
  overview,
  question,
  filter,
  canList,
  className = "",
}: {
  overview: Overview;
  question: Question;
  filter: FilterState;
  canList: boolean;
  className?: string;
}) {
  const t = useTranslations("board.ages");
  const ages = useTranslations("overview.ages");
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
      className={className}
      title={t("title")}
      note={overview.ages.length > 0 ? `${ages("total", { count: total })}, ${ages("note")}` : null}
      actions={overview.ages.length > 0 ? <Export table={file} /> : null}
    >
      <Ages ages={overview.ages} question={question} isPlain={!canList} />
    </Panel>
  );
}
