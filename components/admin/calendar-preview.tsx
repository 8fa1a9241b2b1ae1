import Link from "next/link";
import { useEffect, useRef } from "react";
import { useLocale, useTranslations } from "use-intl";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import type { CalendarPreview } from "@/lib/dossiers/model";
import { formatDay, formatInstant, formatNumber } from "@/lib/words";
import classes from "./admin.module.css";

/** What a change of the calendar would do: how many, whose, and the first of them with the day they have and the day they get. */
export function PreviewOf({ preview, canOpenDossiers }: { preview: CalendarPreview; canOpenDossiers: boolean }) {
  const t = useTranslations("admin.calendar");
  const locale = useLocale();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const facts = [
    ["movesLater", preview.later],
    ["movesEarlier", preview.earlier],
    ["movesHour", preview.otherHour],
    ["noLongerOverdue", preview.noLongerOverdue],
    ["uncounted", preview.uncounted],
  ] as const;
  const due = (on: string, at: string, other: string) => (on === other ? formatInstant(new Date(at)) : formatDay(on));
  return (
    <>
      <h3 ref={head} tabIndex={-1} className={classes.answer}>
        {preview.moved === 0 ? t("movesNothing") : t("moves", { count: preview.moved })}
      </h3>
      <ul className={classes.list}>
        {facts.map(([key, count]) => (count > 0 ? <li key={key}>{t(key, { count })}</li> : null))}
        {preview.moved > 0 ? <li>{t("endedStay")}</li> : null}
      </ul>
      {preview.moved === 0 ? null : (
        <>
          <h4 className={classes.subhead}>{t("byUnit")}</h4>
          <ul className={classes.counts}>
            {preview.units.map((unit) => (
              <li key={unit.unitId}>
                {unit.unitName} <strong>{formatNumber(locale, unit.count)}</strong>
              </li>
            ))}
          </ul>
          <h4 className={classes.subhead}>{t("firstRows", { shown: preview.rows.length })}</h4>
          <div className={classes.tall}>
            <TableFrame title={t("firstRows", { shown: preview.rows.length })}>
              <table className={table.table}>
                <caption className={table.hidden}>{t("firstRows", { shown: preview.rows.length })}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("dossier")}</th>
                    <th scope="col">{t("unit")}</th>
                    <th scope="col">{t("dueBefore")}</th>
                    <th scope="col">{t("dueAfter")}</th>
                  </tr>
                </thead>
                <tbody>
                  {preview.rows.map((row) => (
                    <tr key={row.id}>
                      <th scope="row" className={classes.day}>
                        {canOpenDossiers ? (
                          <Link href={`/dossiers/${row.id}`} prefetch={false} target="_blank">
                            {row.code ?? row.id}
                          </Link>
                        ) : (
                          (row.code ?? row.id)
                        )}
                      </th>
                      <td>{row.unitName}</td>
                      <td className={classes.day}>
                        {due(row.dueOn, row.dueAt, row.newDueOn)}
                        {row.isPaused ? <span className={table.quiet}> ({t("paused")})</span> : null}
                      </td>
                      <td className={classes.day}>
                        <strong>{due(row.newDueOn, row.newDueAt, row.dueOn)}</strong>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
          </div>
        </>
      )}
    </>
  );
}
