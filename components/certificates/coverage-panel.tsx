"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { CertificateCoverage, CoverageCounts } from "@/lib/indicators/model";
import { certificateStateWords, coverageWords } from "@/lib/signatures/labels";
import { formatInstant, formatNumber, formatPercent, say } from "@/lib/words";
import { shownOf } from "../ui/answer";
import { Panel } from "../ui/panel";
import { FailedState, LoadingState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./certificates.module.css";
import { coverageQuery } from "./certificates-query";

const kinds = ["leaders", "agencies", "mobile"] as const satisfies readonly (keyof CoverageCounts)[];
const safetyMs = 300_000;

/** Who signs with a certificate in force, in all and by unit, with how it is counted and who lacks one. `children`: what else is told of them. */
export function CoveragePanel({ unitId, children }: { unitId: number | undefined; children?: ReactNode }) {
  const t = useTranslations("certificates");
  const answer = useQuery<CertificateCoverage>({ ...coverageQuery(unitId), refetchInterval: safetyMs });
  const { data, refusal } = shownOf(answer);
  return (
    <Panel title={t("coverage")} note={data ? t("coverageAt", { at: formatInstant(new Date(data.at)) }) : undefined}>
      {data ? (
        <>
          <Figures total={data.total} ending={data.ending} />
          {children}
          <Details title={t("byUnit")}>
            <ByUnit units={data.units} />
          </Details>
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

function Figures({ total, ending }: Pick<CertificateCoverage, "total" | "ending">) {
  const t = useTranslations("certificates");
  const locale = useLocale();
  return (
    <dl className={classes.figures}>
      {kinds.map((kind) => {
        const { top, bottom } = total[kind];
        return (
          <div key={kind}>
            <dt>{say(locale, coverageWords[kind].name)}</dt>
            <dd>
              <strong>{bottom === 0 ? "–" : formatPercent(locale, top / bottom)}</strong>
              <span className={table.quiet}>{t("of", { top, bottom })}</span>
            </dd>
          </div>
        );
      })}
      <div>
        <dt>{t("ending")}</dt>
        <dd>
          <strong>{formatNumber(locale, ending[0]?.count ?? 0)}</strong>
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

function ByUnit({ units }: Pick<CertificateCoverage, "units">) {
  const t = useTranslations("certificates");
  const locale = useLocale();
  return (
    <TableFrame title={t("byUnit")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("byUnit")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columns.unit")}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col" className={table.number}>
                {say(locale, coverageWords[kind].name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map(({ id, name, counts }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {kinds.map((kind) => {
                const { top, bottom } = counts[kind];
                return (
                  <td key={kind} className={table.number}>
                    {bottom === 0 ? "–" : `${formatNumber(locale, top)} / ${formatNumber(locale, bottom)}`}
                  </td>
                );
              })}
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
      {lacking.map(({ kind, name, post, unitName, why }) => (
        <li key={`${kind} ${name} ${unitName}`}>
          <b>{name}</b>
          {kind === "person" ? ` · ${[post, unitName].filter(Boolean).join(", ")}` : ` · ${t("agency")}`}
          {": "}
          {why === null ? t("lackingAny") : say(locale, certificateStateWords[why]).toLocaleLowerCase(locale)}
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
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>{say(locale, coverageWords[kind].name)}</dt>
            <dd>{say(locale, coverageWords[kind].definition)}</dd>
          </div>
        ))}
      </dl>
      <p className={table.quiet}>{say(locale, coverageWords.law)}</p>
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
