import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { CameraBoard, CameraSet } from "@/lib/indicators/model";
import { formatNumber, formatPercent, formatShare } from "@/lib/words";
import board from "../../board/board.module.css";
import { asPercent, useSheet } from "../../board/sheet";
import { rateAxis } from "../../charts/axis";
import { TwinTable } from "../../charts/twin-table";
import classes from "../../documents/figures/figures.module.css";
import { usePeriodName } from "../../shell/period-words";
import { ExportMenu } from "../../ui/export-menu";
import { lazily } from "../../ui/lazily";
import { Panel } from "../../ui/panel";
import { Bone } from "../../ui/states";
import { camerasCounted } from "./board-query";
import type { CameraFilterState } from "./board-screen";
import type { CameraQuestion } from "./figures-query";
import { shareOf } from "./rows-table";

const Waiting = () => <Bone height="100%" />;
const RateChart = lazily(() => import("../../charts/rate-chart").then((m) => m.default), { Waiting });
const FlowChart = lazily(() => import("../../charts/flow-chart").then((m) => m.default), { Waiting });

type Props = { board: CameraBoard; question: CameraQuestion; filter: CameraFilterState; canList: boolean };

/** Day by day: how much of the time cameras showed and how many hamlets were seen; what was in trouble and what was mended. */
export function CameraTrend({ board: { trend, headline, at, isDemo }, question, filter, canList }: Props) {
  const t = useTranslations("cameraBoard.trend");
  const words = useTranslations("board.trend");
  const axisWords = useTranslations("overview.trend");
  const locale = useLocale();
  const name = usePeriodName();
  const sheet = useSheet({ ...filter, knownOn: null, isDemo });
  const target = headline.find((r) => r.code === "camera-availability-rate")?.target?.aim ?? null;
  type Point = (typeof trend)[number];
  const rates = {
    availability: (p: Point) => shareOf(p.onlineHours, p.knownHours),
    connected: (p: Point) => shareOf(p.online, p.inService),
    coverage: (p: Point) => shareOf(p.covered, p.hamlets),
  };
  const lines = [
    { name: t("availability"), values: trend.map(rates.availability) },
    { name: t("coverage"), values: trend.map(rates.coverage), isDashed: true },
  ];
  const axis = rateAxis([...lines.flatMap(({ values }) => values), target]);
  const columns = [
    ...[t("stretch"), t("availability"), t("online"), t("inService"), t("connected"), t("covered"), t("hamlets"), t("coverage")],
    ...[t("trouble"), t("restored"), t("restoreHours")],
  ];
  const isShare = new Set([t("availability"), t("connected"), t("coverage")]);
  const mean = (p: Point) => shareOf(p.restoredHours, p.restored);
  const file = () =>
    sheet(
      t("title"),
      at,
      columns.map((column) => (isShare.has(column) ? `${column} (%)` : column)),
      trend.map((p) => [
        ...[name(p), asPercent(rates.availability(p)), p.online, p.inService, asPercent(rates.connected(p))],
        ...[p.covered, p.hamlets, asPercent(rates.coverage(p)), p.trouble, p.restored],
        mean(p) === null ? null : Math.round((mean(p) ?? 0) * 10) / 10,
      ]),
    );
  const counted = (p: Point, n: number, set: CameraSet) =>
    canList && n > 0 ? (
      <Link href={camerasCounted({ ...question, from: p.from, to: p.to, asOf: p.to }, set)} prefetch={false}>
        {formatNumber(locale, n)}
      </Link>
    ) : (
      formatNumber(locale, n)
    );
  const told = (value: number | null) => (value === null ? "–" : formatPercent(locale, value));
  return (
    <Panel title={t("title")} note={t("note")} actions={<ExportMenu table={file} />}>
      <div className={board.charts}>
        <figure className={board.figure}>
          <figcaption className={board.caption}>
            <ul className={classes.lines}>
              <li>{t("availability")} (%)</li>
              <li data-dashed>{t("coverage")} (%)</li>
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
              <li data-key="late">{t("trouble")}</li>
              <li>{t("restored")}</li>
            </ul>
          </figcaption>
          <div className={board.flowChart}>
            <FlowChart
              stretches={trend}
              flows={[
                { name: t("trouble"), values: trend.map((p) => p.trouble), shape: "bar", colour: "bad" },
                { name: t("restored"), values: trend.map((p) => p.restored), shape: "bar", colour: "bar" },
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
            told(rates.availability(p)),
            counted(p, p.online, "online"),
            counted(p, p.inService, "in-service"),
            told(rates.connected(p)),
            counted(p, p.covered, "covered"),
            counted(p, p.hamlets, "hamlets"),
            told(rates.coverage(p)),
            counted(p, p.trouble, "in-trouble"),
            counted(p, p.restored, "restored"),
            mean(p) === null ? "–" : formatNumber(locale, mean(p) ?? 0, 1),
          ],
        }))}
      />
    </Panel>
  );
}
