import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { type DocumentBoard, rowCodes } from "@/lib/indicators/model";
import { formatNumber, formatPercent } from "@/lib/words";
import table from "../../ui/table.module.css";
import { TableFrame } from "../../ui/table-frame";
import { VerdictShape } from "../../ui/verdict";
import { type DocumentQuestion, documentSetOf, documentsOf, isDocumentRate } from "./board-query";

type Props = {
  title: string;
  first: string;
  rows: DocumentBoard["units"];
  question: DocumentQuestion;
  canList: boolean;
  /** What a row narrows the lists to. */
  narrowed(id: number): { unitId?: number; typeId?: number };
  /** Where the name leads. */
  wayOf?(id: number): string;
};

/** Units or types beside each other: every count a way to the documents it counts. */
export function RowsTable({ title, first, rows, question, canList, narrowed, wayOf }: Props) {
  const t = useTranslations("documentBoard");
  const ui = useTranslations("ui.verdict");
  const locale = useLocale();
  return (
    <TableFrame title={title}>
      <table className={`${table.table} ${table.held}`}>
        <caption className={table.hidden}>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {rowCodes.map((code) => (
              <th key={code} scope="col" className={table.number}>
                {t(`columns.${code}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, readings }) => (
            <tr key={id}>
              <th scope="row">
                {wayOf ? (
                  <Link href={wayOf(id)} prefetch={false}>
                    {name}
                  </Link>
                ) : (
                  name
                )}
              </th>
              {readings.map(({ code, top, bottom, value, verdict }) => {
                const { set } = documentSetOf[code];
                const text = isDocumentRate(code)
                  ? value === null
                    ? "–"
                    : formatPercent(locale, value)
                  : formatNumber(locale, top);
                const isJudged = verdict !== "no-data" && (isDocumentRate(code) || top > 0);
                return (
                  <td key={code} className={table.number}>
                    {isJudged ? <VerdictShape verdict={verdict} label={ui(verdict)} /> : null}{" "}
                    {canList && (isDocumentRate(code) ? (bottom ?? 0) > 0 : top > 0) ? (
                      <Link
                        href={documentsOf(question, isDocumentRate(code) ? (documentSetOf[code].base ?? set) : set, narrowed(id))}
                        prefetch={false}
                      >
                        {text}
                      </Link>
                    ) : (
                      text
                    )}
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
