"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import type { Breakdown, IndicatorCode } from "@/lib/indicators/model";
import { shapeOf } from "../overview/figures";
import { directionOf, useIndicatorName } from "../overview/indicator-words";
import type { Question } from "../overview/links";
import { useAddress } from "../shell/address";
import type { FilterState } from "../shell/filters";
import { shownOf } from "../ui/answer";
import { ExportMenu } from "../ui/export-menu";
import { Panel } from "../ui/panel";
import { Bone, EmptyState, FailedState } from "../ui/states";
import classes from "./board.module.css";
import { breakdownQuery, codesFor, type DrillKey, drillIndicators, drillKeys } from "./board-query";
import { DrillTable } from "./drill-table";
import { worstFirst } from "./order";
import { asPercent, useSheet } from "./sheet";

type Props = {
  question: Question;
  filter: FilterState;
  indicator: IndicatorCode;
  by: DrillKey;
  path: readonly { name: string; href: string }[];
  canList: boolean;
};

/** One indicator, opened: by unit, procedure, sector or channel, each row a step further down. */
export function Drill({ question, filter, indicator, by, path, canList }: Props) {
  const t = useTranslations("board.drill");
  const ui = useTranslations("ui");
  const nameOf = useIndicatorName();
  const sheet = useSheet(filter);
  const { go, isGoing } = useAddress();
  const answer = useQuery<Breakdown>(breakdownQuery(question, by, indicator));
  const { data, refusal } = shownOf(answer);
  const title = t("title", { indicator: nameOf(indicator), by: t(`by.${by}`) });
  const codes = codesFor(indicator);
  const file = () =>
    sheet(
      title,
      data?.at ?? new Date().toISOString(),
      [
        t(`name.${by}`),
        ...codes.flatMap((code) =>
          shapeOf(code) === "count" ? [nameOf(code)] : [`${nameOf(code)}${shapeOf(code) === "ratio" ? " (%)" : ""}`, "n", "N"],
        ),
      ],
      (data?.rows ?? []).map((row) => [
        row.name,
        ...codes.flatMap((code, i) => {
          const reading = row.readings[i];
          if (shapeOf(code) === "count") return [reading?.value ?? null];
          const value = shapeOf(code) === "ratio" ? asPercent(reading?.value ?? null) : (reading?.value ?? null);
          return [value, reading?.top ?? null, reading?.bottom ?? null];
        }),
      ]),
    );
  const shortNames = new Map(filter.units.map((u) => [String(u.id), u.name]));
  const named = (data?.rows ?? []).map((row) => (by === "unit" ? { ...row, name: shortNames.get(row.key) ?? row.name } : row));
  const rows = worstFirst(named, indicator);
  return (
    <Panel
      className={classes.drill}
      title={title}
      note={t(directionOf(indicator) === "none" ? "mostFirst" : "worstFirst")}
      actions={<ExportMenu table={file} />}
    >
      <div id="drill" data-screen className={classes.controls} aria-busy={isGoing}>
        <nav aria-label={t("path")} className={classes.path}>
          {path.map((step, i) => (
            <span key={step.href}>
              {i ? <span aria-hidden="true"> › </span> : null}
              {i === path.length - 1 ? (
                <strong>{step.name}</strong>
              ) : (
                <Link href={step.href} prefetch={false} scroll={false}>
                  {step.name}
                </Link>
              )}
            </span>
          ))}
        </nav>
        <label className={classes.pick}>
          <span>{t("indicator")}</span>
          <select value={indicator} onChange={(e) => go({ indicator: e.currentTarget.value })}>
            {drillIndicators.map((code) => (
              <option key={code} value={code}>
                {nameOf(code)}
              </option>
            ))}
          </select>
        </label>
        <label className={classes.pick}>
          <span>{t("choose")}</span>
          <select value={by} onChange={(e) => go({ by: e.currentTarget.value })}>
            {drillKeys.map((key) => (
              <option key={key} value={key}>
                {t(`name.${key}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {refusal ? (
        <FailedState error={refusal} onRetry={() => void answer.refetch()} />
      ) : !data ? (
        <div role="status" aria-label={ui("loading")}>
          <Bone height="16rem" />
        </div>
      ) : rows.length === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <DrillTable rows={rows} {...{ question, indicator, by, canList, title }} />
      )}
    </Panel>
  );
}
