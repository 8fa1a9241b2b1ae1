"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import type { RevokedUse } from "@/lib/documents/model";
import { formatInstant } from "@/lib/words";
import { FailedState } from "../ui/states";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import { VerdictShape } from "../ui/verdict";
import classes from "./certificates.module.css";
import { revokedUseQuery } from "./certificates-query";

/** The documents that were signed with a certificate after it was revoked, each a way to its record. */
export function RevokedUseList() {
  const t = useTranslations("certificates.revokedUse");
  const { data, error, refetch } = useQuery<RevokedUse>(revokedUseQuery);
  if (error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.documents.length === 0) return <p className={table.quiet}>{t("none")}</p>;
  const instant = (at: string | null) => (at ? formatInstant(new Date(at)) : "–");
  return (
    <>
      <p role="note" className={classes.warning}>
        <VerdictShape verdict="bad" /> {t("some", { count: data.documents.length })}
      </p>
      <TableFrame title={t("title")}>
        <table className={table.table}>
          <caption className={table.hidden}>{t("title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("document")}</th>
              <th scope="col">{t("signer")}</th>
              <th scope="col">{t("revokedAt")}</th>
              <th scope="col">{t("signedAt")}</th>
            </tr>
          </thead>
          <tbody>
            {data.documents.map((one) => (
              <tr key={`${one.id} ${one.serial} ${one.signedAt}`}>
                <th scope="row">
                  <Link href={`/documents/${one.id}`} prefetch={false}>
                    {one.symbol ?? one.subject}
                  </Link>
                  <div className={table.quiet}>
                    {one.symbol ? `${one.subject} · ` : null}
                    {one.unitName}
                  </div>
                </th>
                <td>
                  {one.signer ?? "–"}
                  <div className={table.quiet}>
                    {one.issuer} · <code className={classes.serial}>{one.serial?.toUpperCase()}</code>
                  </div>
                </td>
                <td>{instant(one.revokedAt)}</td>
                <td>{instant(one.signedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </>
  );
}
