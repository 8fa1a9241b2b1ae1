"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { HeatMap } from "@/lib/indicators/model";
import { formatNumber, formatPercent } from "@/lib/words";
import { type Question, queryOf } from "../overview/links";
import { useAddress } from "../shell/address";
import type { FilterState } from "../shell/filters";
import { shownOf } from "../ui/answer";
import { ExportMenu } from "../ui/export-menu";
import { Panel } from "../ui/panel";
import { Pick } from "../ui/pick";
import { EmptyState, FailedState, LoadingState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictShape } from "../ui/verdict";
import classes from "./board.module.css";
import { heatQuery } from "./board-query";
import { asPercent, useSheet } from "./sheet";

/** A fifth late is as dark as it gets: beyond that the figure speaks. */
const darkest = 0.2;
export const tintOf = (rate: number): number => Math.round(Math.min(1, (1 - rate) / darkest) * 34);

/** Where it clots: on-time rate for each pair of unit and sector (or procedure). Each cell says its figures; the tint only points. */
export function Heat({ question, filter, by }: { question: Question; filter: FilterState; by: "sector" | "procedure" }) {
  const t = useTranslations("board.heat");
  const drill = useTranslations("board.drill");
  const locale = useLocale();
  const sheet = useSheet(filter);
  const { go } = useAddress();
  const answer = useQuery<HeatMap>(heatQuery(question, by));
  const title = t("title", { by: t(`by.${by}`) });
  const { data: map, refusal } = shownOf(answer);
  // A unit with none below it has nothing to set side by side.
  if (filter.unitId !== null && map?.columns.length === 0) return null;
  const shortNames = new Map(filter.units.map((u) => [u.id, u.name]));
  const file = () =>
    sheet(
      title,
      map?.at ?? new Date().toISOString(),
      [t("corner"), ...(map?.columns ?? []).flatMap((c) => [`${c.name} (%)`, `${c.name}: N`])],
      (map?.units ?? []).map((unit, y) => [
        unit.name,
        ...(map?.columns ?? []).flatMap((_, x) => {
          const cell = map?.cells[y]?.[x];
          return [asPercent(cell?.value ?? null), cell?.bottom ?? null];
        }),
      ]),
    );
  return (
    <Panel
      className={classes.heat}
      title={title}
      note={t("note")}
      actions={
        <>
          <div data-screen>
            <Pick
              label={t("choose")}
              value={by}
              options={(["sector", "procedure"] as const).map((key) => ({ value: key, label: drill(`name.${key}`) }))}
              onPick={(heat) => go({ heat })}
            />
          </div>
          <ExportMenu table={file} />
        </>
      }
    >
      {refusal ? (
        <FailedState error={refusal} onRetry={() => void answer.refetch()} />
      ) : !map ? (
        <LoadingState height="16rem" />
      ) : map.columns.length === 0 ? (
        <EmptyState title={drill("empty")} />
      ) : (
        <TableFrame title={title}>
          <table className={`${classes.grid} ${table.held}`}>
            <caption className={table.hidden}>{t("caption", { by: t(`by.${by}`) })}</caption>
            <thead>
              <tr>
                <th scope="col">{t("corner")}</th>
                {map.columns.map((column) => (
                  <th key={column.id} scope="col" title={column.name}>
                    <span className={classes.columnName}>{column.name}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {map.units.map((unit, y) => (
                <tr key={unit.id}>
                  <th scope="row" title={unit.name}>
                    {shortNames.get(unit.id) ?? unit.name}
                  </th>
                  {map.columns.map((column, x) => {
                    const cell = map.cells[y]?.[x];
                    if (!cell || cell.value === null)
                      return (
                        <td key={column.id} className={classes.noCell}>
                          <span aria-hidden="true">·</span>
                          <span className={table.hidden}>{t("none")}</span>
                        </td>
                      );
                    const scope = by === "sector" ? { sectorId: column.id } : { procedureId: column.id };
                    return (
                      <td
                        key={column.id}
                        style={{ background: `color-mix(in srgb, var(--bad) ${tintOf(cell.value)}%, var(--surface))` }}
                      >
                        <Link
                          className={classes.cell}
                          prefetch={false}
                          href={`/dossiers/board?${queryOf({ ...question, unitId: unit.id, ...scope, indicator: map.code, by: "procedure" })}#drill`}
                        >
                          <strong>
                            {cell.verdict === "bad" || cell.verdict === "watch" ? <VerdictShape verdict={cell.verdict} /> : null}{" "}
                            {formatPercent(locale, cell.value)}
                          </strong>
                          <span>
                            {formatNumber(locale, cell.top)}/{formatNumber(locale, cell.bottom ?? 0)}
                          </span>
                        </Link>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Panel>
  );
}
