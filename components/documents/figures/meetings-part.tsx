import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { MeetingFigures } from "@/lib/indicators/model";
import type { MeetingSet } from "@/lib/meetings/model";
import { formatNumber, formatPercent } from "@/lib/words";
import { usePeriodName } from "../../shell/period-words";
import { Panel } from "../../ui/panel";
import table from "../../ui/table.module.css";
import { TableFrame } from "../../ui/table-frame";
import { type DocumentQuestion, documentBoardLink, meetingsOf } from "./board-query";
import classes from "./figures.module.css";

type Props = { figures: MeetingFigures; question: DocumentQuestion; canList: boolean };

/** The meetings of a period: the share held fully on signed e-documents, by stretch and by unit, each number a way to those it counts. */
export function MeetingsPart({ figures, question, canList }: Props) {
  const t = useTranslations("documentBoard.meetings");
  const locale = useLocale();
  const nameOf = usePeriodName();
  const wayOf = (set: MeetingSet) => (canList ? meetingsOf(question, set) : undefined);
  const units = figures.units.map(({ id, name, isOwn, ...counts }) => ({
    // No list is of a unit without those below it.
    ...{ key: String(id), counts, narrowed: isOwn ? null : { ...question, unitId: id } },
    head: isOwn ? (
      t("own", { name })
    ) : (
      <Link href={documentBoardLink({ ...question, unitId: id })} prefetch={false}>
        {name}
      </Link>
    ),
  }));
  const stretches = figures.trend
    .filter(({ held }) => held > 0)
    .map(({ from, to, ...counts }) => ({
      ...{ key: from, counts, head: nameOf({ from, to }), narrowed: { ...question, from, to } },
    }));
  return (
    <section aria-label={t("title")} className={classes.page}>
      <p className={classes.aside}>
        <span>
          {t("held")}: <Count n={figures.held} href={wayOf("held")} />
        </span>
        <span>
          {t("lacking")}:{" "}
          <Count n={figures.rate.bottom === null ? 0 : figures.rate.bottom - figures.rate.top} href={wayOf("lacking")} />
        </span>
        {figures.bare > 0 ? <span>{t("bare", { count: figures.bare })}</span> : null}
      </p>
      <div id="meetings" className={classes.pair}>
        {[
          { title: t("byUnit"), rows: units },
          { title: t("byTime"), rows: stretches },
        ].map(({ title, rows }) => (
          <Panel key={title} title={title} note={t("note")}>
            {rows.length === 0 ? (
              <p className={table.quiet}>{t("none")}</p>
            ) : (
              <TableFrame title={title}>
                <table className={`${table.table} ${table.held}`}>
                  <caption className={table.hidden}>{title}</caption>
                  <thead>
                    <tr>
                      <td />
                      {(["held", "counted", "full", "lacking", "rate"] as const).map((column) => (
                        <th key={column} scope="col" className={table.number}>
                          {t(column)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map(({ key, head, counts, narrowed }) => (
                      <tr key={key}>
                        <th scope="row">{head}</th>
                        {(["held", "counted", "full", "lacking"] as const).map((set) => (
                          <td key={set} className={table.number}>
                            <Count
                              n={set === "lacking" ? counts.counted - counts.full : counts[set]}
                              href={canList && narrowed ? meetingsOf(narrowed, set) : undefined}
                            />
                          </td>
                        ))}
                        <td className={table.number}>
                          {counts.counted === 0 ? "–" : formatPercent(locale, counts.full / counts.counted)}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableFrame>
            )}
          </Panel>
        ))}
      </div>
    </section>
  );
}

function Count({ n, href }: { n: number; href: string | undefined }) {
  const locale = useLocale();
  return href && n > 0 ? (
    <Link href={href} prefetch={false}>
      {formatNumber(locale, n)}
    </Link>
  ) : (
    formatNumber(locale, n)
  );
}
