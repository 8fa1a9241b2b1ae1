import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { DocumentBoard, DocumentCode } from "@/lib/indicators/model";
import { formatNumber, formatPercent } from "@/lib/words";
import table from "../../ui/table.module.css";
import { TableFrame } from "../../ui/table-frame";
import { VerdictShape } from "../../ui/verdict";
import { type DocumentQuestion, documentSetOf, documentsOf } from "./board-query";
import classes from "./figures.module.css";

/** Of what each row tells, what the table shows; a test holds them to be the first. */
export const columnCodes = [
  "documents-incoming",
  "documents-outgoing",
  "documents-internal",
  "e-signature-rate",
  "signatures-invalid",
  "signatures-doubtful",
  "documents-unsigned",
  "documents-overdue",
  "documents-on-time-rate",
  "documents-received-electronically-rate",
  "documents-sent-electronically-rate",
] as const satisfies readonly DocumentCode[];
type Reading = DocumentBoard["units"][number]["readings"][number];
export const columnsIn = (readings: readonly Reading[]): Reading[] =>
  columnCodes.flatMap((code) => readings.filter((r) => r.code === code));

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
      <table className={`${table.table} ${table.held} ${classes.wide}`}>
        <caption className={table.hidden}>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {columnCodes.map((code) => (
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
              {columnsIn(readings).map(({ code, top, bottom, value, verdict }) => {
                const { set } = documentSetOf[code];
                const isRate = bottom !== null;
                const text = isRate ? (value === null ? "–" : formatPercent(locale, value)) : formatNumber(locale, top);
                const isJudged = verdict !== "no-data" && (isRate || top > 0);
                return (
                  <td key={code} className={table.number}>
                    {isJudged ? <VerdictShape verdict={verdict} label={ui(verdict)} /> : null}{" "}
                    {canList && (isRate ? (bottom ?? 0) > 0 : top > 0) ? (
                      <Link href={documentsOf(question, documentSetOf[code].base ?? set, narrowed(id))} prefetch={false}>
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
