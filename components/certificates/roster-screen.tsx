"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { Day } from "@/lib/calendar/model";
import type { CertificateRoster, CertificateSet, HolderKind, RosterRow } from "@/lib/indicators/model";
import { deviceWords } from "@/lib/signatures/labels";
import { formatDay, formatInstant, say } from "@/lib/words";
import { type DocumentQuestion, documentBoardLink, rosterOf } from "../documents/figures/board-query";
import { PageHead } from "../shell/page-head";
import { type UnitChoice, UnitFilter } from "../shell/unit-filter";
import { shownOf } from "../ui/answer";
import pills from "../ui/count-pills.module.css";
import { Panel } from "../ui/panel";
import { EmptyState, FailedState, LoadingState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./certificates.module.css";
import { coverageAsked, rosterQuery } from "./certificates-query";
import { Standing } from "./standing";

const sets = ["lacking", "holding", "to-hold", "ending", "in-force", "mobile"] as const satisfies readonly CertificateSet[];
const kinds = [null, "person", "agency"] as const satisfies readonly (HolderKind | null)[];

type Props = {
  question: DocumentQuestion;
  today: Day;
  set: CertificateSet;
  kind: HolderKind | null;
  units: readonly UnitChoice[];
  whole: string;
};

/** Who or what a figure of certificates counts, as it stands or stood on a day. What is asked stands in the address. */
export function RosterScreen({ question, today, set, kind, units, whole }: Props) {
  const t = useTranslations("certificates.roster");
  const answer = useQuery<CertificateRoster>(
    rosterQuery({ ...coverageAsked(question, today), set, ...(kind !== null && { kind }) }),
  );
  const { data, refusal } = shownOf(answer);
  const note = (told: CertificateRoster) =>
    told.asOf < today ? t("ofDay", { day: formatDay(told.asOf) }) : t("ofNow", { at: formatInstant(new Date(told.at)) });
  const ways = [
    {
      label: t("set"),
      choices: sets.map((one) => ({ name: t(`sets.${one}`), isChosen: one === set, to: rosterOf(question, one, { kind }) })),
    },
    {
      label: t("kind"),
      choices: kinds.map((one) => ({
        name: t(`kinds.${one ?? "all"}`),
        isChosen: one === kind,
        to: rosterOf(question, set, { kind: one }),
      })),
    },
  ];
  return (
    <>
      <PageHead
        title={t("title")}
        above={
          <Link href={documentBoardLink(question)} prefetch={false}>
            {t("back")}
          </Link>
        }
        filters={<UnitFilter units={units} whole={whole} unitId={question.unitId ?? null} />}
      />
      {ways.map(({ label, choices }) => (
        <nav key={label} aria-label={label} className={classes.ways}>
          <ul className={pills.pills}>
            {choices.map(({ name, isChosen, to }) => (
              <li key={name}>
                <Link href={to} prefetch={false} className={pills.pill} aria-current={isChosen ? "page" : undefined}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      ))}
      <Panel title={t(`sets.${set}`)} note={data ? note(data) : undefined}>
        {data ? (
          <>
            <p role="status">
              {t("count", { count: data.total })}
              {data.unnamed > 0 ? ` ${t("unnamed", { count: data.unnamed })}` : ""}
            </p>
            {data.total === 0 ? <EmptyState title={t("none")} /> : null}
            {data.rows.length > 0 ? <Rows rows={data.rows} title={t(`sets.${set}`)} /> : null}
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

function Rows({ rows, title }: { rows: readonly RosterRow[]; title: string }) {
  const t = useTranslations("certificates");
  const own = useTranslations("certificates.roster");
  const locale = useLocale();
  return (
    <TableFrame title={title}>
      <table className={`${table.table} ${table.held}`}>
        <caption className={table.hidden}>{title}</caption>
        <thead>
          <tr>
            {(["name", "post", "state", "device", "until"] as const).map((column) => (
              <th key={column} scope="col">
                {own(`columns.${column}`)}
              </th>
            ))}
            <th scope="col" className={table.number}>
              {own("columns.left")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, name, post, unitName, state, device, validUntil, daysLeft }) => (
            <tr key={`${kind} ${name} ${unitName} ${validUntil} ${device}`}>
              <th scope="row">{name}</th>
              <td>{kind === "agency" ? t("agency") : [post, unitName].filter(Boolean).join(", ")}</td>
              <td>{state === null ? t("lackingAny") : <Standing state={state} daysLeft={daysLeft} />}</td>
              <td>{device === null ? "–" : say(locale, deviceWords[device])}</td>
              <td className={classes.dates}>{validUntil === null ? "–" : formatInstant(new Date(validUntil))}</td>
              <td className={table.number}>{daysLeft === null ? "–" : own("days", { count: daysLeft })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
