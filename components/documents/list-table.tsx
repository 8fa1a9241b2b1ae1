"use client";
import Link from "next/link";
import { useRef } from "react";
import { useLocale, useTranslations } from "use-intl";
import { documentStateWords, signingWords, urgencyWords } from "@/lib/documents/labels";
import type { DocumentRow } from "@/lib/documents/model";
import { formatDay, say } from "@/lib/words";
import list from "../dossiers/list.module.css";
import { useRowKeys } from "../dossiers/row-keys";
import table from "../ui/table.module.css";
import { tableRoles } from "../ui/table-roles";
import classes from "./documents.module.css";

/** A table on a desk, cards on a phone. j and k walk the rows, Enter opens one. */
export function ListTable({ rows }: { rows: readonly DocumentRow[] }) {
  const t = useTranslations("documents");
  const locale = useLocale();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  const columns = ["number", "symbol", "subject", "issuer", "days", "state"] as const;
  return (
    <table className={`${table.table} ${list.table} ${classes.table}`} {...tableRoles.table}>
      <caption className={table.hidden}>{t("caption")}</caption>
      <thead {...tableRoles.rowgroup}>
        <tr {...tableRoles.row}>
          {columns.map((column) => (
            <th key={column} scope="col" {...tableRoles.columnheader}>
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} {...tableRoles.rowgroup}>
        {rows.map((row) => (
          <tr key={row.id} {...tableRoles.row} data-voided={row.state === "VOIDED" || undefined}>
            <th scope="row" {...tableRoles.rowheader} data-cell="number">
              <Link href={`/documents/${row.id}`} prefetch={false} className={list.code}>
                {row.number ?? t("draftNumber")}
              </Link>
              <span className={list.minor}>{row.year}</span>
            </th>
            <td {...tableRoles.cell} data-cell="symbol">
              {row.symbol}
              {row.issuedOn ? <span className={list.minor}>{t("ofDay", { day: formatDay(row.issuedOn) })}</span> : null}
            </td>
            <td {...tableRoles.cell} data-cell="subject">
              <span className={classes.subject} title={row.subject}>
                {row.subject}
              </span>
              <span className={list.minor}>
                {row.typeName}
                {row.urgency === "NORMAL" ? null : <b className={classes.urgent}> · {say(locale, urgencyWords[row.urgency])}</b>}
              </span>
            </td>
            <td {...tableRoles.cell} data-cell="issuer">
              {row.issuer}
              {row.signerName ? <span className={list.minor}>{row.signerName}</span> : null}
            </td>
            <td {...tableRoles.cell} data-cell="days">
              {row.registeredOn ? formatDay(row.registeredOn) : null}
              {row.arrivedOn && row.arrivedOn !== row.registeredOn ? (
                <span className={list.minor}>{t("cameOn", { day: formatDay(row.arrivedOn) })}</span>
              ) : null}
              {row.dueOn ? <span className={list.minor}>{t("due", { day: formatDay(row.dueOn) })}</span> : null}
            </td>
            <td {...tableRoles.cell} data-cell="state">
              {say(locale, documentStateWords(row.state, row.direction))}
              {row.signing ? (
                <span className={list.minor} data-signing={row.signing}>
                  {say(locale, signingWords[row.signing])}
                </span>
              ) : null}
              <span className={list.minor}>{row.unitName}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
