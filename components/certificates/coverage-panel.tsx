"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { certificateLabels } from "@/lib/indicators/labels";
import type { CertificateCode, CertificateCoverage, CoverageCounts } from "@/lib/indicators/model";
import { certificateStateWords } from "@/lib/signatures/labels";
import { formatDay, formatInstant, formatNumber, formatPercent, say } from "@/lib/words";
import { certificateSetOf, rosterOf } from "../documents/figures/board-query";
import { shownOf } from "../ui/answer";
import { Panel } from "../ui/panel";
import { FailedState, LoadingState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./certificates.module.css";
import { type CoverageAsked, coverageQuery } from "./certificates-query";

/** Each share with the indicator it is. */
const kinds = [
  { share: "leaders", code: "leader-certificate-rate" },
  { share: "agencies", code: "agency-certificate-rate" },
  { share: "mobile", code: "mobile-signing-rate" },
] as const satisfies readonly { share: keyof CoverageCounts; code: CertificateCode }[];
const safetyMs = 300_000;

/** Who signs with a certificate in force, in all and by unit, with how it is counted and who lacks one. `children`: what else is told of them. */
export function CoveragePanel({ question, children }: { question: CoverageAsked; children?: ReactNode }) {
  const t = useTranslations("certificates");
  const answer = useQuery<CertificateCoverage>({ ...coverageQuery(question), refetchInterval: safetyMs });
  const { data, refusal } = shownOf(answer);
  const note = (told: CertificateCoverage) =>
    question.asOf === undefined
      ? t("coverageAt", { at: formatInstant(new Date(told.at)) })
      : t("coverageOn", { day: formatDay(told.asOf) });
  return (
    <Panel title={t("coverage")} note={data ? note(data) : undefined}>
      {data ? (
        <>
          {data.total ? (
            <Figures total={data.total} ending={data.ending} question={question} />
          ) : (
            <p className={table.quiet}>{t("notKept")}</p>
          )}
          {children}
          {data.total ? (
            <Details title={t("byUnit")}>
              <ByUnit units={data.units} question={question} />
            </Details>
          ) : null}
          {data.lacking ? (
            <Details title={t("lacking", { count: data.lacking.length })}>
              <Lacking lacking={data.lacking} />
            </Details>
          ) : null}
          <Details title={t("how")}>
            <Definitions />
          </Details>
        </>
      ) : refusal ? (
        <FailedState error={refusal} onRetry={() => void answer.refetch()} />
      ) : (
        <LoadingState height="8rem" />
      )}
    </Panel>
  );
}

function Details({ title, children }: { title: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={classes.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen ? children : null}
    </details>
  );
}

type FigureProps = { total: CoverageCounts; ending: CertificateCoverage["ending"]; question: CoverageAsked };
function Figures({ total, ending, question }: FigureProps) {
  const t = useTranslations("certificates");
  const locale = useLocale();
  return (
    <dl className={classes.figures}>
      {kinds.map(({ share, code }) => (
        <div key={share}>
          <dt>{say(locale, certificateLabels[code].name)}</dt>
          <dd>
            <strong>{total[share].bottom === 0 ? "–" : formatPercent(locale, total[share].top / total[share].bottom)}</strong>
            <span className={table.quiet}>
              <ShareOf share={total[share]} {...{ code, question }} />
            </span>
          </dd>
        </div>
      ))}
      <div>
        <dt>{t("ending")}</dt>
        <dd>
          <strong>
            <Count n={ending[0]?.count ?? 0} href={rosterOf(question, "ending")} />
          </strong>
          <span className={table.quiet}>
            {ending
              .slice(1)
              .map(({ days, count }) => t("endingIn", { days, count }))
              .join(" · ")}
          </span>
        </dd>
      </div>
    </dl>
  );
}

function Count({ n, href }: { n: number; href: string }) {
  const locale = useLocale();
  return n > 0 ? (
    <Link href={href} prefetch={false}>
      {formatNumber(locale, n)}
    </Link>
  ) : (
    formatNumber(locale, n)
  );
}

/** "19 trên 20 · thiếu 1": who holds, who must, and who lacks, each a way to them. */
function ShareOf({ share: { top, bottom }, code, question }: { share: Share; code: CertificateCode; question: CoverageAsked }) {
  const t = useTranslations("certificates");
  const { set, base, kind } = certificateSetOf[code];
  const lacking = base === "to-hold" ? bottom - top : 0;
  return (
    <>
      {t.rich("of", {
        top: () => <Count n={top} href={rosterOf(question, set, { kind })} />,
        bottom: () => <Count n={bottom} href={rosterOf(question, base ?? set, { kind })} />,
      })}
      {lacking > 0 ? (
        <>
          {" · "}
          {t.rich("short", { n: () => <Count n={lacking} href={rosterOf(question, "lacking", { kind })} /> })}
        </>
      ) : null}
    </>
  );
}
type Share = CoverageCounts["leaders"];

function ByUnit({ units, question }: Pick<CertificateCoverage, "units"> & { question: CoverageAsked }) {
  const t = useTranslations("certificates");
  const locale = useLocale();
  return (
    <TableFrame title={t("byUnit")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("byUnit")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columns.unit")}</th>
            {kinds.map(({ share, code }) => (
              <th key={share} scope="col" className={table.number}>
                {say(locale, certificateLabels[code].name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map(({ id, name, counts }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {kinds.map(({ share, code }) => (
                <td key={share} className={table.number}>
                  {counts[share].bottom === 0 ? (
                    "–"
                  ) : (
                    <ShareOf share={counts[share]} code={code} question={{ ...question, unitId: id }} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Lacking({ lacking }: { lacking: NonNullable<CertificateCoverage["lacking"]> }) {
  const t = useTranslations("certificates");
  const locale = useLocale();
  if (lacking.length === 0) return <p className={table.quiet}>{t("lackingNone")}</p>;
  return (
    <ul className={classes.left}>
      {lacking.map(({ kind, name, post, unitName, state }) => (
        <li key={`${kind} ${name} ${unitName}`}>
          <b>{name}</b>
          {kind === "person" ? ` · ${[post, unitName].filter(Boolean).join(", ")}` : ` · ${t("agency")}`}
          {": "}
          {state === null ? t("lackingAny") : say(locale, certificateStateWords[state]).toLocaleLowerCase(locale)}
        </li>
      ))}
    </ul>
  );
}

function Definitions() {
  const locale = useLocale();
  return (
    <>
      <dl className={classes.definitions}>
        {kinds.map(({ code }) => (
          <div key={code}>
            <dt>{say(locale, certificateLabels[code].name)}</dt>
            <dd>{say(locale, certificateLabels[code].definition)}</dd>
          </div>
        ))}
      </dl>
      <p className={table.quiet}>{say(locale, certificateLabels["certificate-rate"].law)}</p>
    </>
  );
}

/** The way from the board to the registry, for whoever keeps it. */
export function RegistryLink() {
  const t = useTranslations("certificates");
  return (
    <p>
      <Link href="/admin/certificates" prefetch={false}>
        {t("open")}
      </Link>
    </p>
  );
}
