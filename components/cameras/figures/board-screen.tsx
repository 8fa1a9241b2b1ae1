"use client";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import { cameraLabels } from "@/lib/indicators/labels";
import type { CameraBoard, CameraCode, CameraRow, CameraSet } from "@/lib/indicators/model";
import { formatInstant, formatNumber, formatPercent, say } from "@/lib/words";
import { asPercent, useSheet } from "../../board/sheet";
import { PartsChart } from "../../charts/parts";
import classes from "../../documents/figures/figures.module.css";
import { FigureTile } from "../../overview/figure-tile";
import tiles from "../../overview/tile.module.css";
import type { FilterState } from "../../shell/filters";
import { useNewDay } from "../../shell/new-day";
import { PageHead } from "../../shell/page-head";
import { PeriodPicker } from "../../shell/period-picker";
import { UnitFilter } from "../../shell/unit-filter";
import { shownOf } from "../../ui/answer";
import { ExportMenu } from "../../ui/export-menu";
import { type Age, DataOf, Freshness, LostNotice } from "../../ui/freshness";
import { Panel } from "../../ui/panel";
import { EmptyState, FailedState, LoadingState } from "../../ui/states";
import table from "../../ui/table.module.css";
import { VerdictShape } from "../../ui/verdict";
import { cameraBoardQuery, cameraSetOf, camerasCounted } from "./board-query";
import { type CameraQuestion, cameraBoardLink } from "./figures-query";
import { CameraRows, shareOf, worstFirst } from "./rows-table";
import { CameraTrend } from "./trend-part";
import { Uncovered } from "./uncovered";

const codes = [
  "camera-connected-rate",
  "camera-coverage-rate",
  "camera-availability-rate",
  "cameras-in-trouble",
  "camera-restore-hours",
] as const satisfies readonly CameraCode[];
/** More would be a wall of bars; the table below has them all. */
const most = 12;
/** Cameras are looked at each minute: after so long without a look somebody has to look at the server. */
const silentMs = 600_000;

export type CameraFilterState = Omit<FilterState, "knownOn" | "knownSince" | "isDemo">;
type Props = {
  question: CameraQuestion;
  filter: CameraFilterState;
  /** May open the cameras, outages and hamlets behind the numbers. */
  canList: boolean;
};

/** The board of cameras: how many show, where nothing is seen, for how long, and how soon what failed shows again; down to the outage. */
export function CameraBoardScreen({ question, filter, canList }: Props) {
  const t = useTranslations("cameraBoard");
  useNewDay(filter.today);
  const answer = useQuery<CameraBoard>(cameraBoardQuery(question));
  const { data, refusal, isUnread } = shownOf(answer);
  const age = (board: CameraBoard): Age => ({
    ...{ at: board.at, changedAt: board.checkedAt, slowFrom: null, isUnread },
    pastDay: filter.asOf >= filter.today ? null : filter.asOf,
  });
  return (
    <>
      <PageHead
        title={t("title")}
        filters={
          <>
            <PeriodPicker period={filter.period} asOf={filter.asOf} today={filter.today} />
            <UnitFilter units={filter.units} whole={filter.whole} unitId={filter.unitId} />
          </>
        }
        stamp={data ? <Freshness age={age(data)} /> : null}
      />
      {data ? (
        <DataOf age={age(data)}>
          <LostNotice at={data.at} isUnread={isUnread} />
          <Answered board={data} {...{ question, filter, canList }} />
        </DataOf>
      ) : refusal ? (
        <Panel title={t("title")}>
          <FailedState error={refusal} onRetry={() => void answer.refetch()} />
        </Panel>
      ) : (
        <LoadingState height="24rem" />
      )}
    </>
  );
}

function Answered({ board, question, filter, canList }: Props & { board: CameraBoard }) {
  const t = useTranslations("cameraBoard");
  const locale = useLocale();
  const sheet = useSheet({ ...filter, knownOn: null, isDemo: board.isDemo });
  const { total, units, groups, areas } = board;
  if (total.inService === 0 && total.knownHours === 0 && total.hamlets === 0)
    return (
      <Panel title={t("title")}>
        <EmptyState title={t("empty")}>
          <p>{t("emptyText")}</p>
        </EmptyState>
      </Panel>
    );
  const list = (set: CameraSet | null, more: object = {}) => (canList && set ? camerasCounted(question, set, more) : undefined);
  const tileOf = (code: CameraCode) =>
    board.headline
      .filter((r) => r.code === code)
      .map((reading) => {
        const { set, base } = cameraSetOf[code];
        // What is missing is what there is to do about a share.
        const lacking = code === "camera-coverage-rate" ? "uncovered" : code === "camera-connected-rate" ? "not-online" : set;
        return (
          <FigureTile
            key={code}
            on={question.asOf}
            reading={reading}
            href={list(lacking ?? base) ?? "#units"}
            top={list(set)}
            bottom={list(base)}
          />
        );
      });
  const isSilent =
    filter.asOf >= filter.today && board.checkedAt !== null && Date.parse(board.at) - Date.parse(board.checkedAt) > silentMs;
  const nameOf = {
    unit: (row: CameraRow) => (row.id === null && units.length > 1 ? t("own", { name: row.name }) : row.name),
    group: (row: CameraRow) => row.name,
    area: (row: CameraRow) => (row.id === null ? t("noArea") : row.name),
  };
  const parts = [
    {
      ...{ id: "units", by: "unit" as const, rows: worstFirst(units), hasHamlets: true },
      wayOf: ({ id }: CameraRow) =>
        id === null || id === question.unitId ? undefined : cameraBoardLink({ ...question, unitId: id }),
      listOf: ({ id }: CameraRow, set: CameraSet) => (id === null ? undefined : list(set, { unitId: id })),
    },
    {
      ...{ id: "groups", by: "group" as const, rows: worstFirst(groups), hasHamlets: false },
      wayOf: () => undefined,
      listOf: ({ id }: CameraRow, set: CameraSet) => (id === null ? undefined : list(set, { groupId: id })),
    },
    {
      ...{ id: "areas", by: "area" as const, rows: worstFirst(areas), hasHamlets: true },
      wayOf: () => undefined,
      listOf: ({ id }: CameraRow, set: CameraSet) => (id === null ? undefined : list(set, { areaId: id })),
    },
  ] as const;
  const file = (title: string, first: string, rows: readonly CameraRow[], name: (row: CameraRow) => string) => () =>
    sheet(
      title,
      board.at,
      [
        ...[first, `${t("columns.availability")} (%)`, t("columns.online"), t("columns.inService"), t("columns.trouble")],
        ...[t("columns.restored"), t("columns.restoreHours"), t("columns.covered"), t("columns.hamlets")],
      ],
      rows.map((row) => [
        ...[name(row), asPercent(shareOf(row.onlineHours, row.knownHours)), row.online, row.inService, row.trouble, row.restored],
        row.restored === 0 ? null : Math.round((row.restoredHours / row.restored) * 10) / 10,
        ...[row.covered, row.hamlets],
      ]),
    );
  const ranked = worstFirst(units).filter(({ knownHours }) => knownHours > 0);
  const seen = [...areas].filter(({ hamlets }) => hamlets > 0).sort((a, b) => b.hamlets - b.covered - (a.hamlets - a.covered));
  return (
    <div className={classes.page}>
      <section aria-label={t("title")} className={tiles.tiles}>
        {codes.map(tileOf)}
      </section>
      <p className={classes.aside}>
        <span>{t("maintained", { count: total.maintained })}</span>
        <span>{t("unknown", { count: total.unknown })}</span>
        <span>
          {isSilent ? <VerdictShape verdict="watch" /> : null}{" "}
          {board.checkedAt
            ? t(isSilent ? "silent" : "checkedAt", { at: formatInstant(new Date(board.checkedAt)) })
            : t("neverChecked")}
        </span>
      </p>
      <CameraTrend board={board} {...{ question, filter, canList }} />
      <Uncovered board={board} {...{ question, filter, canList }} />
      <div className={classes.pair}>
        <Panel
          title={t("rankedUnits")}
          note={t("rankedUnitsNote")}
          actions={<ExportMenu table={file(t("rankedUnits"), t("unit"), ranked, nameOf.unit)} />}
        >
          {ranked.length === 0 ? (
            <EmptyState title={t("noneKnown")} />
          ) : (
            <PartsChart
              parts={[
                { name: t("parts.showing"), look: "good" },
                { name: t("parts.trouble"), look: "bad" },
              ]}
              rows={ranked.slice(0, most).map((row) => {
                const share = formatPercent(locale, shareOf(row.onlineHours, row.knownHours) ?? 0);
                const lost = row.knownHours - row.onlineHours;
                return {
                  ...{ key: String(row.id), name: nameOf.unit(row), href: parts[0].wayOf(row), values: [row.onlineHours, lost] },
                  told: `${share} · ${formatNumber(locale, row.trouble)}`,
                  label: t("rankedLabel", {
                    name: row.name,
                    share,
                    lost: formatNumber(locale, Math.round(lost)),
                    trouble: row.trouble,
                  }),
                };
              })}
            />
          )}
        </Panel>
        <Panel
          title={t("rankedAreas")}
          note={t("rankedAreasNote")}
          actions={<ExportMenu table={file(t("rankedAreas"), t("area"), seen, nameOf.area)} />}
        >
          {seen.length === 0 ? (
            <EmptyState title={t("noHamlets")} />
          ) : (
            <PartsChart
              parts={[
                { name: t("parts.covered"), look: "good" },
                { name: t("parts.uncovered"), look: "bad" },
              ]}
              rows={seen.slice(0, most).map((row) => ({
                ...{ key: String(row.id), name: nameOf.area(row), href: parts[2].listOf(row, "hamlets") },
                values: [row.covered, row.hamlets - row.covered],
                told: `${formatNumber(locale, row.covered)}/${formatNumber(locale, row.hamlets)}`,
                label: t("coveredLabel", { name: row.name, covered: row.covered, hamlets: row.hamlets }),
              }))}
            />
          )}
        </Panel>
      </div>
      {parts.map(({ id, by, rows, hasHamlets, wayOf, listOf }) =>
        rows.length === 0 ? null : (
          <div key={id} id={id}>
            <Panel
              title={t(`by.${by}`)}
              note={t("byNote")}
              actions={<ExportMenu table={file(t(`by.${by}`), t(by), rows, nameOf[by])} />}
            >
              <CameraRows title={t(`by.${by}`)} first={t(by)} nameOf={nameOf[by]} {...{ rows, hasHamlets, wayOf, listOf }} />
            </Panel>
          </div>
        ),
      )}
      <Panel title={t("how")} note={t("howNote")}>
        <dl className={classes.definitions}>
          {Object.entries(cameraLabels).map(([code, told]) => (
            <div key={code}>
              <dt>{say(locale, told.name)}</dt>
              <dd>
                {say(locale, told.definition)}{" "}
                {told.denominator ? (
                  <>{t("fraction", { top: say(locale, told.numerator), bottom: say(locale, told.denominator) })} </>
                ) : null}
                <span className={table.quiet}>({say(locale, told.law)})</span>
              </dd>
            </div>
          ))}
        </dl>
      </Panel>
    </div>
  );
}
