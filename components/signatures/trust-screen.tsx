"use client";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { refusals } from "@/lib/signatures/labels";
import type { TrustStore } from "@/lib/signatures/model";
import { type Freshness, freshnessOf } from "@/lib/signatures/rules";
import { formatInstant, formatNumber, say } from "@/lib/words";
import { Confirm } from "../auth/confirm";
import { PageHead } from "../shell/page-head";
import { anyAnswer, useAct } from "../ui/act";
import { Panel } from "../ui/panel";
import { EmptyState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictShape } from "../ui/verdict";
import { AddTrust } from "./add-trust";
import classes from "./signatures.module.css";
import { trustQuery } from "./trust-query";

type Certificate = TrustStore["certificates"][number];
type List = TrustStore["lists"][number];
const shapes = { fresh: "good", soon: "watch", over: "bad" } as const satisfies Record<Freshness, string>;

/** Whom the city trusts and what their authorities revoked: taken in, looked after, and taken away with what goes with it. */
export function TrustScreen({ now, checkedFiles }: { now: string; checkedFiles: number }) {
  const t = useTranslations("signatures.trust");
  const client = useQueryClient();
  const { data } = useQuery<TrustStore>(trustQuery);
  const [removing, setRemoving] = useState<{ certificate: Certificate } | { list: List } | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: trustQuery.queryKey });
  const remove = useAct(anyAnswer, async () => {
    await refresh();
    setRemoving(null);
  });
  if (!data) return null;
  return (
    <div className={classes.page}>
      <PageHead title={t("title")} />
      <p className={classes.intro}>{t("intro")}</p>
      {data.certificates.some(({ isTest }) => isTest) ? (
        <p role="note" className={classes.warning}>
          <VerdictShape verdict="watch" /> {t("testThere")}
        </p>
      ) : null}
      <AddTrust onAdded={refresh} />
      <Panel title={t("certificates")} note={t("certificatesNote")}>
        {data.certificates.length === 0 ? (
          <EmptyState title={t("empty")}>
            <p>{t("emptyText")}</p>
            <ul className={classes.expected}>
              {(["g2", "subG2", "g1", "subG1", "national"] as const).map((one) => (
                <li key={one}>{t(`expected.${one}`)}</li>
              ))}
            </ul>
          </EmptyState>
        ) : (
          <Certificates rows={data.certificates} now={now} onRemove={(certificate) => setRemoving({ certificate })} />
        )}
      </Panel>
      <Panel title={t("lists")} note={t("listsNote")}>
        {data.lists.length === 0 ? (
          <EmptyState title={t("listsEmpty")}>{t("listsEmptyText")}</EmptyState>
        ) : (
          <Lists rows={data.lists} now={now} onRemove={(list) => setRemoving({ list })} />
        )}
      </Panel>
      <Panel title={t("sources")} note={t("sourcesNote")}>
        {data.sources.length === 0 ? (
          <p className={table.quiet}>{t("sourcesNone")}</p>
        ) : (
          <ul className={classes.sources}>
            {data.sources.map((one) => (
              <Source key={one.url} one={one} />
            ))}
          </ul>
        )}
      </Panel>
      {removing ? (
        <Confirm
          title={t("remove")}
          text={
            "list" in removing
              ? t("removeList", { issuer: removing.list.issuerName })
              : t("removeText", {
                  name: removing.certificate.name,
                  count: removing.certificate.leads.length,
                  leads: removing.certificate.leads.join("; "),
                  files: checkedFiles,
                })
          }
          isBusy={remove.isPending}
          error={remove.error}
          onYes={() => {
            const at = "list" in removing ? `lists/${removing.list.id}` : `certificates/${removing.certificate.id}`;
            remove.mutate({ method: "POST", url: `/api/v1/signatures/trust/${at}/remove`, body: {} });
          }}
          onClose={() => {
            remove.reset();
            setRemoving(null);
          }}
        />
      ) : null}
    </div>
  );
}

function Source({ one: { url, triedAt, takenAt, fault } }: { one: TrustStore["sources"][number] }) {
  const t = useTranslations("signatures.trust");
  const locale = useLocale();
  const verdict = triedAt === null ? "no-data" : fault ? "bad" : "good";
  return (
    <li>
      <VerdictShape verdict={verdict} /> <code>{url}</code>
      <div className={table.quiet}>
        {[
          triedAt ? t("tried", { at: formatInstant(new Date(triedAt)) }) : t("untried"),
          takenAt ? t("taken", { at: formatInstant(new Date(takenAt)) }) : null,
          fault ? say(locale, refusals[fault]) : null,
        ]
          .filter(Boolean)
          .join(" · ")}
      </div>
    </li>
  );
}

function Until({ until, now, from }: { until: string | null; from: string; now: string }) {
  const t = useTranslations("signatures.trust");
  const freshness = freshnessOf({ from, until }, new Date(now));
  return (
    <>
      <span data-verdict={shapes[freshness]} className={classes.fresh}>
        <VerdictShape verdict={shapes[freshness]} /> {t(`freshness.${freshness}`)}
      </span>
      <div className={table.quiet}>{until ? t("until", { at: formatInstant(new Date(until)) }) : t("noUntil")}</div>
    </>
  );
}

function Certificates({ rows, now, onRemove }: { rows: readonly Certificate[]; now: string; onRemove(one: Certificate): void }) {
  const t = useTranslations("signatures.trust");
  return (
    <TableFrame title={t("certificates")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("certificates")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columns.name")}</th>
            <th scope="col">{t("columns.role")}</th>
            <th scope="col">{t("columns.fingerprint")}</th>
            <th scope="col">{t("columns.validity")}</th>
            <th scope="col">{t("columns.added")}</th>
            <th scope="col">
              <span className={table.hidden}>{t("columns.act")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.name}
                {one.isTest ? <span className={classes.test}>{t("test")}</span> : null}
                <div className={table.quiet}>{t("issuedBy", { issuer: one.issuerName })}</div>
              </th>
              <td>{t(`roles.${one.role}`)}</td>
              <td>
                <code className={classes.fingerprint}>{grouped(one.sha256)}</code>
              </td>
              <td>
                <Until from={one.validFrom} until={one.validUntil} now={now} />
              </td>
              <td className={table.quiet}>{formatInstant(new Date(one.addedAt))}</td>
              <td>
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={t("removeOne", { name: one.name })}
                  onClick={() => onRemove(one)}
                >
                  {t("remove")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Lists({ rows, now, onRemove }: { rows: readonly List[]; now: string; onRemove(one: List): void }) {
  const t = useTranslations("signatures.trust");
  const locale = useLocale();
  return (
    <TableFrame title={t("lists")}>
      <table className={table.table}>
        <caption className={table.hidden}>{t("lists")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("columns.issuer")}</th>
            <th scope="col">{t("columns.made")}</th>
            <th scope="col">{t("columns.next")}</th>
            <th scope="col" className={table.number}>
              {t("columns.revoked")}
            </th>
            <th scope="col">
              <span className={table.hidden}>{t("columns.act")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.issuerName}
                <div className={table.quiet}>{t("hash", { short: one.sha256.slice(0, 16) })}</div>
              </th>
              <td>{formatInstant(new Date(one.madeAt))}</td>
              <td>
                <Until from={one.madeAt} until={one.nextAt} now={now} />
              </td>
              <td className={table.number}>{formatNumber(locale, one.revoked)}</td>
              <td>
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={t("removeOne", { name: one.issuerName })}
                  onClick={() => onRemove(one)}
                >
                  {t("remove")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

/** As authorities print a fingerprint to be compared: in pairs of four digits. */
export const grouped = (sha256: string): string => sha256.toUpperCase().replace(/(.{4})(?=.)/g, "$1 ");
