"use client";
import Link from "next/link";
import { useRef } from "react";
import { useLocale, useTranslations } from "use-intl";
import { channelWords, type DossierSet, isByDue, isOfOpen, latenessText, stateWords } from "@/lib/dossiers/labels";
import type { ListedDossier } from "@/lib/dossiers/model";
import { formatDay, formatInstant, say } from "@/lib/words";
import table from "../ui/table.module.css";
import { tableRoles } from "../ui/table-roles";
import { Deadline } from "./deadline";
import classes from "./list.module.css";
import { useRowKeys } from "./row-keys";

/**
 * A table on a desk, cards on a phone: the same cells, each keeping its role. j and k walk the rows, Enter opens one. Of open work it is
 * told with whom it lies.
 */
export function ListTable({ rows, set }: { rows: readonly ListedDossier[]; set: DossierSet | undefined }) {
  const t = useTranslations("dossiers");
  const locale = useLocale();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  const hasDesk = set !== undefined && isOfOpen(set);
  const columns = ["code", "applicant", "procedure", "accepted", "due", "state", ...(hasDesk ? ["desk" as const] : [])] as const;
  return (
    <table className={`${table.table} ${classes.table}`} {...tableRoles.table}>
      <caption className={table.hidden}>{t(set && isByDue(set) ? "captionDue" : "caption")}</caption>
      <thead {...tableRoles.rowgroup}>
        <tr {...tableRoles.row}>
          {columns.map((column) => (
            <th key={column} scope="col" {...tableRoles.columnheader}>
              {column === "desk" ? t("work.desk") : t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} {...tableRoles.rowgroup}>
        {rows.map((row) => (
          <tr key={row.id} {...tableRoles.row}>
            <th scope="row" {...tableRoles.rowheader} data-cell="code">
              <Link href={`/dossiers/${row.id}`} prefetch={false} className={classes.code}>
                {row.code ?? t("noCode")}
              </Link>
              <span className={classes.minor}>{say(locale, channelWords[row.channel])}</span>
            </th>
            <td {...tableRoles.cell} data-cell="applicant">
              {row.applicantName}
              {row.phoneMasked ? <span className={classes.minor}>{row.phoneMasked}</span> : null}
            </td>
            <td {...tableRoles.cell} data-cell="procedure">
              <span className={classes.procedure} title={row.procedureName}>
                {row.procedureName}
              </span>
              <span className={classes.minor}>{row.unitName}</span>
            </td>
            <td {...tableRoles.cell} data-cell="accepted">
              {row.acceptedAt ? (
                <>
                  <span className={classes.inline}>{t("columns.accepted")} </span>
                  {formatInstant(new Date(row.acceptedAt)).slice(6)}
                </>
              ) : (
                "–"
              )}
            </td>
            <td {...tableRoles.cell} data-cell="due">
              {row.dueOn ? (
                <span>
                  <span className={classes.inline}>{t("columns.due")} </span>
                  {formatDay(row.dueOn)}
                </span>
              ) : null}
              <span className={classes.minor}>
                <Deadline dossier={row} />
              </span>
              <Lateness row={row} />
            </td>
            <td {...tableRoles.cell} data-cell="state">
              {say(locale, stateWords[row.state])}
            </td>
            {hasDesk ? (
              <td {...tableRoles.cell} data-cell="desk">
                <span className={classes.inline}>{t("work.desk")} </span>
                {row.endedAt ? "–" : (row.assigneeName ?? t("work.pool"))}
                {row.stepName ? <span className={classes.minor}>{row.stepName}</span> : null}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Why it is late, where that was written down: two lines of it, the whole in the title. */
function Lateness({ row }: { row: ListedDossier }) {
  const text = latenessText(useLocale(), row.lateness);
  return text ? (
    <span className={`${classes.minor} ${classes.lateness}`} title={text}>
      {text}
    </span>
  ) : null;
}
