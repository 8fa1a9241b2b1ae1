"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { Day } from "@/lib/calendar/model";
import { cameraProofWords } from "@/lib/cameras/labels";
import type { CameraRoster, CameraRosterRow, CameraSet } from "@/lib/indicators/model";
import { formatDay, formatInstant, formatNumber, say } from "@/lib/words";
import { useSheet } from "../../board/sheet";
import ways from "../../certificates/certificates.module.css";
import { PageHead } from "../../shell/page-head";
import { PeriodPicker } from "../../shell/period-picker";
import { UnitFilter } from "../../shell/unit-filter";
import { shownOf } from "../../ui/answer";
import pills from "../../ui/count-pills.module.css";
import { ExportMenu } from "../../ui/export-menu";
import { Panel } from "../../ui/panel";
import { EmptyState, FailedState, LoadingState } from "../../ui/states";
import table from "../../ui/table.module.css";
import { TableFrame } from "../../ui/table-frame";
import { StateMark } from "../state-mark";
import { useLasting } from "../use-lasting";
import { type CameraListed, cameraRosterQuery, camerasCounted } from "./board-query";
import type { CameraFilterState } from "./board-screen";
import { cameraBoardLink } from "./figures-query";

const sets = [
  ...(["in-trouble", "not-online", "online", "in-service", "restored"] as const),
  ...(["uncovered", "covered", "hamlets"] as const),
] as const satisfies readonly CameraSet[];
const hamletSets: ReadonlySet<CameraSet> = new Set(["uncovered", "covered", "hamlets"]);

type Props = {
  listed: CameraListed;
  filter: CameraFilterState;
  today: Day;
  isDemo: boolean;
  /** Which group or area it is narrowed to, where it is. */
  narrowed: string | null;
};

/** Exactly what a figure of cameras counts: cameras, outages or hamlets; each camera a way to its story, each outage to itself. */
export function CameraRosterScreen({ listed, filter, today, isDemo, narrowed }: Props) {
  const t = useTranslations("cameraBoard.list");
  const { set, groupId: _, areaId: __, ...question } = listed;
  const answer = useQuery<CameraRoster>(cameraRosterQuery(listed));
  const { data, refusal } = shownOf(answer);
  const of = (told: CameraRoster) =>
    set === "restored"
      ? t("ofPeriod", { from: formatDay(told.period.from), to: formatDay(told.period.to) })
      : told.asOf < today
        ? t("ofDay", { day: formatDay(told.asOf) })
        : t("ofNow", { at: formatInstant(new Date(told.at)) });
  return (
    <>
      <PageHead
        title={t("title")}
        above={
          <Link href={cameraBoardLink(question)} prefetch={false}>
            {t("back")}
          </Link>
        }
        filters={
          <>
            <PeriodPicker period={filter.period} asOf={filter.asOf} today={filter.today} />
            <UnitFilter units={filter.units} whole={filter.whole} unitId={filter.unitId} />
          </>
        }
      />
      <nav aria-label={t("set")} className={ways.ways}>
        <ul className={pills.pills}>
          {sets.map((one) => (
            <li key={one}>
              <Link
                href={camerasCounted(listed, one)}
                prefetch={false}
                className={pills.pill}
                aria-current={one === set ? "page" : undefined}
              >
                {t(`sets.${one}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {narrowed ? (
        <p>
          {t("narrowed", { to: narrowed })}{" "}
          <Link href={camerasCounted(question, set)} prefetch={false}>
            {t("widen")}
          </Link>
        </p>
      ) : null}
      <Panel
        title={t(`sets.${set}`)}
        note={data ? of(data) : undefined}
        actions={data && data.rows.length > 0 ? <RosterFile {...{ data, set, filter, isDemo }} /> : null}
      >
        {data ? (
          <>
            <p role="status">
              {t(`count.${hamletSets.has(set) ? "hamlets" : set === "restored" ? "outages" : "cameras"}`, { count: data.total })}
              {data.unnamed > 0 ? ` ${t("unnamed", { count: data.unnamed })}` : ""}
            </p>
            {data.total === 0 ? <EmptyState title={t("none")} /> : null}
            {data.rows.length > 0 ? <Rows rows={data.rows} set={set} /> : null}
          </>
        ) : refusal ? (
          <FailedState error={refusal} onRetry={() => void answer.refetch()} />
        ) : (
          <LoadingState height="16rem" />
        )}
      </Panel>
    </>
  );
}

const wayOf = ({ cameraId, outageId }: CameraRosterRow): string | null =>
  cameraId === null
    ? null
    : outageId === null
      ? `/cameras/${cameraId}`
      : `/cameras/${cameraId}?outage=${outageId}#outage-${outageId}`;

function useCells(set: CameraSet) {
  const t = useTranslations("cameraBoard.list.columns");
  const states = useTranslations("cameraBoard.list");
  const locale = useLocale();
  const lasting = useLasting();
  const time = (instant: string | null) => (instant === null ? "–" : formatInstant(new Date(instant)));
  if (hamletSets.has(set))
    return {
      columns: [t("hamlet"), t("ward"), t("online"), t("inService")],
      cellsOf: (row: CameraRosterRow) => [
        ...[row.name, row.areaName ?? "–"],
        ...[row.cameras?.top ?? 0, row.cameras?.bottom ?? 0].map((n) => formatNumber(locale, n)),
      ],
    };
  const of = (row: CameraRosterRow) => [row.groupName, row.unitName, row.areaName].filter(Boolean).join(" · ");
  const proof = (row: CameraRosterRow) => (row.proof ? say(locale, cameraProofWords[row.proof]) : states("neverLooked"));
  if (set === "restored")
    return {
      columns: [t("camera"), t("of"), t("proof"), t("began"), t("ended"), t("lasted")],
      cellsOf: (row: CameraRosterRow) => [
        ...[`${row.name} (${row.code})`, of(row), proof(row), time(row.startedAt), time(row.endedAt), lasting(row.lastedMs ?? 0)],
      ],
    };
  return {
    columns: [t("camera"), t("of"), t("proof"), t("since")],
    cellsOf: (row: CameraRosterRow) => [`${row.name} (${row.code})`, of(row), proof(row), time(row.startedAt)],
  };
}

function Rows({ rows, set }: { rows: readonly CameraRosterRow[]; set: CameraSet }) {
  const t = useTranslations("cameraBoard.list");
  const { columns, cellsOf } = useCells(set);
  return (
    <TableFrame title={t(`sets.${set}`)}>
      <table className={`${table.table} ${table.held}`}>
        <caption className={table.hidden}>{t(`sets.${set}`)}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const [head, ...cells] = cellsOf(row);
            const way = wayOf(row);
            return (
              <tr key={row.key}>
                <th scope="row">
                  {way ? (
                    <Link href={way} prefetch={false}>
                      {head}
                    </Link>
                  ) : (
                    head
                  )}
                </th>
                {cells.map((cell, i) => (
                  <td key={columns[i + 1]}>
                    {row.state && columns[i + 1] === t("columns.proof") ? (
                      <>
                        <StateMark state={row.state} />
                        <br />
                        <span className={table.quiet}>{cell}</span>
                      </>
                    ) : (
                      cell
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableFrame>
  );
}

function RosterFile({
  data,
  set,
  filter,
  isDemo,
}: {
  data: CameraRoster;
  set: CameraSet;
  filter: CameraFilterState;
  isDemo: boolean;
}) {
  const t = useTranslations("cameraBoard.list");
  const sheet = useSheet({ ...filter, knownOn: null, isDemo });
  const { columns, cellsOf } = useCells(set);
  return <ExportMenu table={() => sheet(t(`sets.${set}`), data.at, columns, data.rows.map(cellsOf))} />;
}
