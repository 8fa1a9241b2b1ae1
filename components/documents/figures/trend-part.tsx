import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { DocumentSet } from "@/lib/documents/model";
import type { DocumentBoard } from "@/lib/indicators/model";
import { formatNumber, formatPercent, formatShare } from "@/lib/words";
import board from "../../board/board.module.css";
import { asPercent, useSheet } from "../../board/sheet";
import { rateAxis } from "../../charts/axis";
import { TwinTable } from "../../charts/twin-table";
import { usePeriodName } from "../../shell/period-words";
import { ExportMenu } from "../../ui/export-menu";
import { lazily } from "../../ui/lazily";
import { Panel } from "../../ui/panel";
import { Bone } from "../../ui/states";
import { type DocumentQuestion, documentsOf } from "./board-query";
import type { DocumentFilterState } from "./board-screen";
import classes from "./figures.module.css";

const Waiting = () => <Bone height="100%" />;
const RateChart = lazily(() => import("../../charts/rate-chart").then((m) => m.default), { Waiting });
const FlowChart = lazily(() => import("../../charts/flow-chart").then((m) => m.default), { Waiting });

type Props = { board: DocumentBoard; question: DocumentQuestion; filter: DocumentFilterState; canList: boolean };

/** The course of what came, went and was dealt with in time, and of the two rates, as two charts and as one table that opens the documents. */
export function TrendPart({ board: { trend, headline, at, isDemo }, question, filter, canList }: Props) {
  const t = useTranslations("documentBoard.trend");
  const words = useTranslations("board.trend");
  const axisWords = useTranslations("overview.trend");
  const locale = useLocale();
  const name = usePeriodName();
  const sheet = useSheet({ ...filter, knownOn: null, isDemo });
  const target = headline.find((r) => r.code === "e-signature-rate")?.target?.aim ?? null;
  const lines = [
    { name: t("signed"), values: trend.map((p) => p.signedRate) },
    { name: t("onTime"), values: trend.map((p) => p.onTimeRate), isDashed: true },
  ];
  const axis = rateAxis([...lines.flatMap(({ values }) => values), target]);
  const columns = [
    ...[t("stretch"), t("incoming"), t("outgoing"), t("internal"), t("closed"), t("closedInTime"), t("onTime")],
    ...[t("toSign"), t("signedCount"), t("signed")],
  ];
  const file = () =>
    sheet(
      t("title"),
      at,
      columns.map((column) => (column === t("signed") || column === t("onTime") ? `${column} (%)` : column)),
      trend.map((p) => [
        ...[name(p), p.incoming, p.outgoing, p.internal, p.closed, p.closedInTime, asPercent(p.onTimeRate)],
        ...[p.toSign, p.signed, asPercent(p.signedRate)],
      ]),
    );
  const counted = (p: (typeof trend)[number], n: number, set: DocumentSet) =>
    canList && n > 0 ? (
      <Link href={documentsOf({ ...question, from: p.from, to: p.to }, set)} prefetch={false}>
        {formatNumber(locale, n)}
      </Link>
    ) : (
      formatNumber(locale, n)
    );
  const rate = (value: number | null) => (value === null ? "–" : formatPercent(locale, value));
  return (
    <Panel title={t("title")} note={t("note")} actions={<ExportMenu table={file} />}>
      <div className={board.charts}>
        <figure className={board.figure}>
          <figcaption className={board.caption}>
            <ul className={classes.lines}>
              <li>{t("signed")} (%)</li>
              <li data-dashed>{t("onTime")} (%)</li>
              {target === null ? null : <li data-aim>{words("dashes", { target: formatShare(locale, target) })}</li>}
              {axis.isCut ? <li data-bare>{axisWords("axisFrom", { value: formatShare(locale, axis.from) })}</li> : null}
            </ul>
          </figcaption>
          <div className={board.rateChart}>
            <RateChart stretches={trend} lines={lines} target={target} />
          </div>
        </figure>
        <figure className={board.figure}>
          <figcaption className={board.caption}>
            <ul className={board.keys}>
              <li>{t("incoming")}</li>
              <li data-key="outgoing">{t("outgoing")}</li>
              <li data-key="received">{t("closedInTime")}</li>
            </ul>
          </figcaption>
          <div className={board.flowChart}>
            <FlowChart
              stretches={trend}
              flows={[
                { name: t("incoming"), values: trend.map((p) => p.incoming), shape: "bar", colour: "bar" },
                { name: t("outgoing"), values: trend.map((p) => p.outgoing), shape: "bar", colour: "strong" },
                { name: t("closedInTime"), values: trend.map((p) => p.closedInTime), shape: "line", colour: "accent" },
              ]}
            />
          </div>
        </figure>
      </div>
      <TwinTable
        caption={t("title")}
        columns={columns}
        rows={trend.map((p) => ({
          key: p.from,
          cells: [
            name(p),
            counted(p, p.incoming, "incoming"),
            counted(p, p.outgoing, "outgoing"),
            counted(p, p.internal, "internal"),
            counted(p, p.closed, "closed"),
            counted(p, p.closedInTime, "closed-in-time"),
            rate(p.onTimeRate),
            counted(p, p.toSign, "to-sign"),
            counted(p, p.signed, "signed"),
            rate(p.signedRate),
          ],
        }))}
      />
    </Panel>
  );
}
