import { Button } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import type { TrustStore } from "@/lib/signatures/model";
import { type Freshness, freshnessOf } from "@/lib/signatures/rules";
import { formatInstant, formatNumber } from "@/lib/words";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictLine } from "../ui/verdict-line";
import classes from "./signatures.module.css";

type Certificate = TrustStore["certificates"][number];
type List = TrustStore["lists"][number];
type Answer = TrustStore["answers"][number];
const shapes = { fresh: "good", soon: "watch", over: "bad" } as const satisfies Record<Freshness, string>;

function Until({ until, now, from }: { until: string | null; from: string; now: string }) {
  const t = useTranslations("signatures.trust");
  const freshness = freshnessOf({ from, until }, new Date(now));
  return (
    <VerdictLine
      verdict={shapes[freshness]}
      words={t(`freshness.${freshness}`)}
      more={until ? t("until", { at: formatInstant(new Date(until)) }) : t("noUntil")}
    />
  );
}

/** The authorities, each with its fingerprint to compare and how long it holds. */
export function Certificates({
  rows,
  now,
  onRemove,
}: {
  rows: readonly Certificate[];
  now: string;
  onRemove(one: Certificate): void;
}) {
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
                <Remove name={one.name} onRemove={() => onRemove(one)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

/** The lists of what authorities revoked, and how fresh each is. */
export function Lists({ rows, now, onRemove }: { rows: readonly List[]; now: string; onRemove(one: List): void }) {
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
                <Remove name={one.issuerName} onRemove={() => onRemove(one)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

/** What responders said of single certificates, and how fresh it is. */
export function Answers({
  rows,
  inAll,
  now,
  onRemove,
}: {
  rows: readonly Answer[];
  inAll: number;
  now: string;
  onRemove(one: Answer): void;
}) {
  const t = useTranslations("signatures.trust");
  return (
    <>
      <TableFrame title={t("answers")}>
        <table className={table.table}>
          <caption className={table.hidden}>{t("answers")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("columns.certificate")}</th>
              <th scope="col">{t("says.label")}</th>
              <th scope="col">{t("columns.made")}</th>
              <th scope="col">{t("columns.good")}</th>
              <th scope="col">
                <span className={table.hidden}>{t("columns.act")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {one.name ?? t("unnamed")}
                  <div className={table.quiet}>{t("issuedBy", { issuer: one.issuerName })}</div>
                  <div className={table.quiet}>{t("serial", { serial: one.serial.toUpperCase() })}</div>
                </th>
                <td>
                  <VerdictLine
                    verdict={one.revokedAt ? "bad" : "good"}
                    words={t(one.revokedAt ? "says.revoked" : "says.good")}
                    more={one.revokedAt && t("says.since", { at: formatInstant(new Date(one.revokedAt)) })}
                  />
                </td>
                <td>{formatInstant(new Date(one.madeAt))}</td>
                <td>
                  <Until from={one.madeAt} until={one.nextAt} now={now} />
                </td>
                <td>
                  <Remove name={one.name ?? one.serial.toUpperCase()} onRemove={() => onRemove(one)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {inAll > rows.length ? <p className={table.quiet}>{t("answersMore", { shown: rows.length, count: inAll })}</p> : null}
    </>
  );
}

function Remove({ name, onRemove }: { name: string; onRemove(): void }) {
  const t = useTranslations("signatures.trust");
  return (
    <Button variant="default" size="compact-sm" aria-label={t("removeOne", { name })} onClick={onRemove}>
      {t("remove")}
    </Button>
  );
}

/** As authorities print a fingerprint to be compared: in pairs of four digits. */
export const grouped = (sha256: string): string => sha256.toUpperCase().replace(/(.{4})(?=.)/g, "$1 ");
