"use client";
import { useLocale, useTranslations } from "use-intl";
import type { Overview } from "@/lib/indicators/model";
import { formatShare } from "@/lib/words";
import { rateAxis } from "../charts/axis";
import { TrendTable, useTrendColumns } from "../charts/trend-table";
import type { Question } from "../overview/links";
import type { FilterState } from "../shell/filters";
import { usePeriodName } from "../shell/period-words";
import { ExportMenu } from "../ui/export-menu";
import { lazily } from "../ui/lazily";
import { Panel } from "../ui/panel";
import { Bone } from "../ui/states";
import classes from "./board.module.css";
import { asPercent, useSheet } from "./sheet";

const Waiting = () => <Bone height="100%" />;
const RateChart = lazily(() => import("../charts/rate-chart").then((m) => m.default), { Waiting });
const FlowChart = lazily(() => import("../charts/flow-chart").then((m) => m.default), { Waiting });

/** The course of the rate and of the dossiers, as two charts and as one table. */
export function TrendPanel({ overview, filter }: { overview: Overview; question: Question; filter: FilterState }) {
  const t = useTranslations("overview.trend");
  const board = useTranslations("board.trend");
  const locale = useLocale();
  const name = usePeriodName();
  const sheet = useSheet(filter);
  const target = overview.headline.find((r) => r.code === "on-time-rate")?.target?.aim ?? null;
  const axis = rateAxis([...overview.trend.map((p) => p.onTimeRate), target]);
  const columns = useTrendColumns();
  const file = () =>
    sheet(
      t("title"),
      overview.at,
      [columns[0], `${columns[1]} (%)`, ...columns.slice(2)],
      overview.trend.map((p) => [name(p), asPercent(p.onTimeRate), p.onTime, p.resolved, p.late, p.received]),
    );
  return (
    <Panel className={classes.trend} title={board("title")} note={board("note")} actions={<ExportMenu table={file} />}>
      <div className={classes.charts}>
        <figure className={classes.figure}>
          <figcaption className={classes.caption}>
            {t("rate")} (%)
            {target === null ? "" : ` · ${board("dashes", { target: formatShare(locale, target) })}`}
            {axis.isCut ? ` · ${t("axisFrom", { value: formatShare(locale, axis.from) })}` : ""}
          </figcaption>
          <div className={classes.rateChart}>
            <RateChart
              stretches={overview.trend}
              lines={[{ name: t("rate"), values: overview.trend.map((p) => p.onTimeRate) }]}
              target={target}
            />
          </div>
        </figure>
        <figure className={classes.figure}>
          <figcaption className={classes.caption}>
            <ul className={classes.keys}>
              <li data-key="onTime">{t("onTime")}</li>
              <li data-key="late">{t("late")}</li>
              <li data-key="received">{t("received")}</li>
            </ul>
          </figcaption>
          <div className={classes.flowChart}>
            <FlowChart
              stretches={overview.trend}
              flows={[
                { name: t("onTime"), values: overview.trend.map((p) => p.onTime), shape: "bar", colour: "bar", stack: "done" },
                { name: t("late"), values: overview.trend.map((p) => p.late), shape: "bar", colour: "bad", stack: "done" },
                { name: t("received"), values: overview.trend.map((p) => p.received), shape: "line", colour: "accent" },
              ]}
            />
          </div>
        </figure>
      </div>
      <TrendTable points={overview.trend} />
    </Panel>
  );
}
