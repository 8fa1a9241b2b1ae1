import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { filled, reportWords } from "@/lib/quality/labels";
import type { IndexAnswer, Score } from "@/lib/quality/model";
import { formatNumber, say } from "@/lib/words";
import { queryOf } from "../overview/links";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import type { IndexQuestion } from "./index-query";
import { lowestFirst } from "./order";
import classes from "./quality.module.css";

/** The units below, the lowest first; each leads to its own. */
export function UnitsTable({ told, question }: { told: IndexAnswer; question: IndexQuestion }) {
  const t = useTranslations("quality.index");
  const locale = useLocale();
  const points = (score: Score) =>
    score.counted === 0 ? <span className={table.quiet}>–</span> : formatNumber(locale, score.points, told.definition.decimals);
  const units = lowestFirst(told.units);
  return (
    <TableFrame title={t("units")}>
      <table className={`${table.table} ${table.held} ${classes.units}`}>
        <caption className={table.hidden}>{t("units")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("unit")}</th>
            <th scope="col" className={table.number}>
              {t("total")}
            </th>
            <th scope="col" className={table.number}>
              {t("counted")}
            </th>
            {told.groups.length > 1
              ? told.groups.map((g) => (
                  <th key={g.code} scope="col" className={`${table.number} ${classes.column}`}>
                    {say(locale, g.name)} <span className={classes.place}>/{formatNumber(locale, g.max)}</span>
                  </th>
                ))
              : null}
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.unitId ?? "rest"}>
              <th scope="row">
                {unit.unitId === null ? (
                  unit.name === "" ? (
                    t("closedUnits")
                  ) : (
                    filled(say(locale, reportWords.rest), { name: unit.name })
                  )
                ) : unit.unitId === question.unitId ? (
                  unit.name
                ) : (
                  <Link href={`/quality?${queryOf({ ...question, unitId: unit.unitId })}`} prefetch={false}>
                    {unit.name}
                  </Link>
                )}
              </th>
              <td className={table.number}>
                {unit.received === 0 ? (
                  <span className={table.quiet}>{t("noDossiers")}</span>
                ) : (
                  <strong>{points(unit.total)}</strong>
                )}
              </td>
              <td className={`${table.number} ${table.quiet}`}>
                {unit.received === 0 ? "–" : formatNumber(locale, unit.total.counted)}
              </td>
              {told.groups.length > 1
                ? unit.groups.map((score, i) => (
                    <td key={told.groups[i]?.code} className={table.number}>
                      {unit.received === 0 ? <span className={table.quiet}>–</span> : points(score)}
                    </td>
                  ))
                : null}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
