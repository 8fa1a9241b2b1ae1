"use client";
import { useLocale, useTranslations } from "use-intl";
import type { ImportBatchView } from "@/lib/imports/model";
import { formatNumber, formatPercent } from "@/lib/words";
import classes from "./imports.module.css";

export const allCounts = ["read", "new", "changed", "unchanged", "rejected"] as const;
/** What becomes of the good rows is known at the end. */
export const runningCounts = ["read", "rejected"] as const;

/** What became of the rows of an import, by the names the screens show. */
export const countsOf = (batch: ImportBatchView) => ({
  read: batch.rowsRead,
  new: batch.rowsNew,
  changed: batch.rowsChanged,
  unchanged: batch.rowsUnchanged,
  rejected: batch.rowsRejected,
});

/** Some of the counts of an import, large; the share of rows returned beside their number. */
export function Counts({
  batch,
  names,
  isOfDocuments = false,
}: {
  batch: ImportBatchView;
  names: readonly (typeof allCounts)[number][];
  isOfDocuments?: boolean;
}) {
  const t = useTranslations("imports.detail.counts");
  const locale = useLocale();
  const counts = countsOf(batch);
  return (
    <dl className={classes.counts}>
      {names.map((name) => (
        <div key={name} data-bad={(name === "rejected" && counts.rejected > 0) || undefined}>
          <dt>{t(isOfDocuments && (name === "new" || name === "changed") ? `${name}Documents` : name)}</dt>
          <dd>
            <span data-count={name}>{formatNumber(locale, counts[name])}</span>
            {name === "rejected" && counts.rejected > 0 && counts.read > 0 ? (
              <small>{formatPercent(locale, counts.rejected / counts.read)}</small>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
