import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { IndexAnswer, Scored } from "@/lib/quality/model";
import { formatNumber, formatPercent, say } from "@/lib/words";
import { queryOf } from "../overview/links";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import type { IndexQuestion } from "./index-query";
import classes from "./quality.module.css";
import { listable, reasonOf } from "./reason";

type Props = { told: IndexAnswer; question: IndexQuestion; canList: boolean };

/** The groups and components of an index: points, what was counted, why points were lost, and the way to the dossiers. */
export function IndexTable({ told, question, canList }: Props) {
  const t = useTranslations("quality.index");
  const locale = useLocale();
  const { decimals } = told.definition;
  const points = (value: number) => formatNumber(locale, value, decimals);
  const most = (value: number) => formatNumber(locale, value, Number.isInteger(value) ? 0 : 2);
  const ratio = ({ figures, formula }: Scored) => {
    const [figure] = figures;
    if (!figure || formula.is === "tiers") return null;
    return (
      <>
        {formatNumber(locale, figure.top)}/{formatNumber(locale, figure.bottom)}
        {formula.is === "share" && figure.bottom > 0 ? <> = {formatPercent(locale, figure.top / figure.bottom)}</> : null}
      </>
    );
  };
  return (
    <TableFrame title={t("parts")}>
      <table className={`${table.table} ${classes.parts}`}>
        <caption className={table.hidden}>{t("parts")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("part")}</th>
            <th scope="col">{t("pointsAndWhy")}</th>
          </tr>
        </thead>
        {told.groups.map((group) => (
          <tbody key={group.code}>
            <tr className={classes.head}>
              <th scope="rowgroup">
                {group.code === told.kind ? null : `${group.code}. `}
                {say(locale, group.name)}
              </th>
              <td>
                <div className={classes.won}>
                  <span>
                    <strong>{points(group.points)}</strong>/{most(group.max)}
                  </span>
                  {group.counted < group.max ? (
                    <span className={classes.why}>{t("unknown", { points: most(group.max - group.counted) })}</span>
                  ) : null}
                </div>
              </td>
            </tr>
            {group.components.map((c) => {
              const measure = listable(c);
              return (
                <tr key={c.code}>
                  <th scope="row">
                    {c.code} {say(locale, c.name)}
                    {c.figures.some((f) => f?.isReported) ? <span className={classes.tag}>{t("reported")}</span> : null}
                  </th>
                  <td>
                    <div className={classes.won}>
                      <span>
                        <strong>{c.points === null ? "–" : points(c.points)}</strong>/{most(c.max)}
                      </span>
                      <span className={classes.ratio}>{ratio(c)}</span>
                      <span className={classes.why}>
                        {reasonOf(locale, c, decimals)}{" "}
                        {measure && canList ? (
                          <Link
                            href={`/quality?${queryOf({ ...question, measure })}#lost`}
                            prefetch={false}
                            scroll={false}
                            aria-label={t("openLostOf", { name: say(locale, c.name) })}
                          >
                            {t("openLost")}
                          </Link>
                        ) : null}
                      </span>
                    </div>
                  </td>
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
    </TableFrame>
  );
}
