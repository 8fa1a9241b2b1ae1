"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import type { Breakdown, IndicatorCode } from "@/lib/indicators/model";
import { shapeOf } from "../overview/figures";
import { directionOf, useIndicatorName } from "../overview/indicator-words";
import { type Question, queryOf } from "../overview/links";
import { useAddress } from "../shell/address";
import type { FilterState } from "../shell/filters";
import { shownOf } from "../ui/answer";
import { ExportMenu } from "../ui/export-menu";
import { Panel } from "../ui/panel";
import { Pick } from "../ui/pick";
import { EmptyState, FailedState, LoadingState } from "../ui/states";
import classes from "./board.module.css";
import { breakdownQuery, codesFor, type DrillKey, drillIndicators, drillKeys } from "./board-query";
import { DrillTable } from "./drill-table";
import { useFocusOnStep } from "./focus-on-step";
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
  const nameOf = useIndicatorName();
  const sheet = useSheet(filter);
  const { go, isGoing } = useAddress();
  const answer = useQuery<Breakdown>(breakdownQuery(question, by, indicator));
  const { data, refusal } = shownOf(answer);
  const { place, onStep } = useFocusOnStep(queryOf({ ...question, indicator, by }), data !== undefined || refusal !== null);
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
                <Link href={step.href} prefetch={false} scroll={false} onNavigate={onStep}>
                  {step.name}
                </Link>
              )}
            </span>
          ))}
        </nav>
        <Pick
          label={t("indicator")}
          value={indicator}
          options={drillIndicators.map((code) => ({ value: code, label: nameOf(code) }))}
          onPick={(indicator) => go({ indicator })}
        />
        <Pick
          label={t("choose")}
          value={by}
          options={drillKeys.map((key) => ({ value: key, label: t(`name.${key}`) }))}
          onPick={(by) => go({ by })}
        />
      </div>
      <div ref={place} tabIndex={-1} className={classes.answer}>
        {refusal ? (
          <FailedState error={refusal} onRetry={() => void answer.refetch()} />
        ) : !data ? (
          <LoadingState height="16rem" />
        ) : rows.length === 0 ? (
          <EmptyState title={t("empty")} />
        ) : (
          <DrillTable rows={rows} {...{ question, indicator, by, canList, title, onStep }} />
        )}
      </div>
    </Panel>
  );
}
