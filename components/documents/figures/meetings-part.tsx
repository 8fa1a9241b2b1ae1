import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { DocumentBoard, MeetingFigures } from "@/lib/indicators/model";
import type { MeetingSet } from "@/lib/meetings/model";
import { formatNumber, formatPercent } from "@/lib/words";
import { asPercent, useSheet } from "../../board/sheet";
import { usePeriodName } from "../../shell/period-words";
import { ExportMenu } from "../../ui/export-menu";
import { Panel } from "../../ui/panel";
import table from "../../ui/table.module.css";
import { TableFrame } from "../../ui/table-frame";
import { type DocumentQuestion, documentBoardLink, meetingsOf } from "./board-query";
import type { DocumentFilterState } from "./board-screen";
import classes from "./figures.module.css";

type Named = { name: string; counts: { held: number; counted: number; full: number } };
const columns = ["held", "counted", "full", "lacking"] as const;

type Props = {
  figures: MeetingFigures;
  question: DocumentQuestion;
  filter: DocumentFilterState;
  board: Pick<DocumentBoard, "at" | "isDemo">;
  canList: boolean;
};

/** The meetings of a period: the share held fully on signed e-documents, by stretch and by unit, each number a way to those it counts. */
export function MeetingsPart({ figures, question, filter, board: { at, isDemo }, canList }: Props) {
  const t = useTranslations("documentBoard.meetings");
  const locale = useLocale();
  const nameOf = usePeriodName();
  const sheet = useSheet({ ...filter, knownOn: null, isDemo });
  const wayOf = (set: MeetingSet) => (canList ? meetingsOf(question, set) : undefined);
  const units = figures.units.map(({ id, name, isOwn, ...counts }) => ({
    // No list is of a unit without those below it.
    ...{ key: String(id), name: isOwn ? t("own", { name }) : name, counts, narrowed: isOwn ? null : { ...question, unitId: id } },
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
      ...{ key: from, name: nameOf({ from, to }), counts, head: nameOf({ from, to }), narrowed: { ...question, from, to } },
    }));
  const file = (title: string, rows: readonly Named[]) => () =>
    sheet(
      title,
      at,
      [t("title"), ...columns.map((column) => t(column)), `${t("rate")} (%)`],
      rows.map(({ name, counts: { held, counted, full } }) => [
        ...[name, held, counted, full, counted - full],
        asPercent(counted === 0 ? null : full / counted),
      ]),
    );
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
          <Panel key={title} title={title} note={t("note")} actions={<ExportMenu table={file(title, rows)} />}>
            {rows.length === 0 ? (
              <p className={table.quiet}>{t("none")}</p>
            ) : (
              <TableFrame title={title}>
                <table className={`${table.table} ${table.held}`}>
                  <caption className={table.hidden}>{title}</caption>
                  <thead>
                    <tr>
                      <td />
                      {[...columns, "rate" as const].map((column) => (
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
                        {columns.map((set) => (
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
