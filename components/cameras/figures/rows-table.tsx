import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { CameraRow, CameraSet } from "@/lib/indicators/model";
import { formatNumber, formatPercent } from "@/lib/words";
import table from "../../ui/table.module.css";
import { TableFrame } from "../../ui/table-frame";

export const shareOf = (top: number, bottom: number): number | null => (bottom === 0 ? null : top / bottom);
/** Where cameras showed least stands first; where nothing is known tells least and comes last. */
export const worstFirst = (rows: readonly CameraRow[]): CameraRow[] => {
  const share = ({ onlineHours, knownHours }: CameraRow) => shareOf(onlineHours, knownHours) ?? 2;
  return [...rows].sort((a, b) => share(a) - share(b) || b.trouble - a.trouble || b.inService - a.inService);
};

type Props = {
  title: string;
  first: string;
  rows: readonly CameraRow[];
  /** How a row is called, and where its name leads. */
  nameOf(row: CameraRow): string;
  wayOf?(row: CameraRow): string | undefined;
  /** The list of what a number of a row counts. */
  listOf(row: CameraRow, set: CameraSet): string | undefined;
  hasHamlets: boolean;
};

/** Units, groups or areas beside each other: every count a way to what it counts. */
export function CameraRows({ title, first, rows, nameOf, wayOf, listOf, hasHamlets }: Props) {
  const t = useTranslations("cameraBoard.columns");
  const locale = useLocale();
  const told = (value: number | null) => (value === null ? "–" : formatPercent(locale, value));
  const columns = ["availability", "online", "inService", "trouble", "restored", "restoreHours"] as const;
  return (
    <TableFrame title={title}>
      <table className={`${table.table} ${table.held}`}>
        <caption className={table.hidden}>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {[...columns, ...(hasHamlets ? (["covered", "hamlets"] as const) : [])].map((column) => (
              <th key={column} scope="col" className={table.number}>
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const way = wayOf?.(row);
            const { inService, online, trouble, restored, restoredHours, hamlets, covered } = row;
            const mean = shareOf(restoredHours, restored);
            const counted = (n: number, set: CameraSet) => {
              const href = n > 0 ? listOf(row, set) : undefined;
              return href ? (
                <Link href={href} prefetch={false}>
                  {formatNumber(locale, n)}
                </Link>
              ) : (
                formatNumber(locale, n)
              );
            };
            return (
              <tr key={row.id ?? "rest"}>
                <th scope="row">
                  {way ? (
                    <Link href={way} prefetch={false}>
                      {nameOf(row)}
                    </Link>
                  ) : (
                    nameOf(row)
                  )}
                </th>
                <td className={table.number}>{told(shareOf(row.onlineHours, row.knownHours))}</td>
                <td className={table.number}>{counted(online, "online")}</td>
                <td className={table.number}>{counted(inService, "in-service")}</td>
                <td className={table.number}>{counted(trouble, "in-trouble")}</td>
                <td className={table.number}>{counted(restored, "restored")}</td>
                <td className={table.number}>{mean === null ? "–" : formatNumber(locale, mean, 1)}</td>
                {hasHamlets ? (
                  <>
                    <td className={table.number}>{counted(covered, "covered")}</td>
                    <td className={table.number}>{counted(hamlets, "hamlets")}</td>
                  </>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableFrame>
  );
}
