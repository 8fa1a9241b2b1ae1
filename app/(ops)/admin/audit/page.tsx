import Link from "next/link";
import { detailText } from "@/app/audit-detail";
import { currentLocale, translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { AuditFilters } from "@/components/admin/audit-filters";
import { AuditSeals } from "@/components/admin/audit-seals";
import { AuditVerify } from "@/components/admin/audit-verify";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { EmptyState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import { actionText, actorText, subjectText } from "@/lib/audit/labels";
import { AuditFilter } from "@/lib/audit/model";
import { auditStanding, listAudit } from "@/lib/audit/queries";
import { formatInstant } from "@/lib/words";

const page = 100;

export async function generateMetadata() {
  return { title: (await translator("admin"))("audit.title") };
}

/** The filter as an address: what is empty is left out. */
function addressOf(path: string, filter: AuditFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value)).toString();
  return query ? `${path}?${query}` : path;
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<Record<string, string | string[]>> }) {
  const actor = await requireActor("audit.view");
  const [t, locale] = [await translator("admin"), await currentLocale()];
  const given = Object.entries(await searchParams).filter(([, value]) => typeof value === "string" && value.trim() !== "");
  const asked = AuditFilter.safeParse(Object.fromEntries(given));
  const filter = asked.success ? asked.data : {};
  const [standing, rows] = [await auditStanding(actor), await listAudit(actor, filter, page)];
  const last = rows.at(-1);
  return (
    <WithWords of={["shell", "admin"]}>
      <div className={classes.page}>
        <PageHead title={t("audit.title")} />
        <p className={classes.intro}>{t("audit.intro")}</p>
        <Panel title={t("audit.standing")}>
          <AuditSeals standing={standing} />
          <AuditVerify />
        </Panel>
        <Panel title={t("audit.search")}>
          {asked.success ? null : (
            <p role="alert" className={classes.wrong}>
              {t("audit.unreadable")}
            </p>
          )}
          <AuditFilters filter={filter} />
        </Panel>
        <Panel
          title={t("audit.entries")}
          actions={
            <a
              href={addressOf("/api/v1/audit/export.csv", { ...filter, before: undefined })}
              download
              className={classes.download}
            >
              {t("audit.export")}
            </a>
          }
        >
          {rows.length === 0 ? (
            <EmptyState title={t("audit.none")} />
          ) : (
            <TableFrame title={t("audit.title")}>
              <table className={table.table}>
                <caption className={table.hidden}>{t("audit.title")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("audit.at")}</th>
                    <th scope="col">{t("audit.who")}</th>
                    <th scope="col">{t("audit.action")}</th>
                    <th scope="col">{t("audit.subject")}</th>
                    <th scope="col">{t("audit.detail")}</th>
                    <th scope="col">{t("audit.sealed")}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <th scope="row" className={classes.day}>
                        {formatInstant(new Date(row.at))}
                      </th>
                      <td title={row.actorId} className={classes.word}>
                        <Link
                          href={addressOf("/admin/audit", { ...filter, who: row.actorId, before: undefined })}
                          prefetch={false}
                        >
                          {row.actorName ?? actorText(locale, row.actorId)}
                        </Link>
                      </td>
                      <td title={row.action} className={classes.word}>
                        {actionText(locale, row.action)}
                      </td>
                      <td className={classes.word}>
                        <Link
                          href={addressOf("/admin/audit", { subject: row.subject, subjectId: row.subjectId })}
                          prefetch={false}
                        >
                          {subjectText(locale, row.subject, row.subjectId)}
                        </Link>
                      </td>
                      <td className={`${table.quiet} ${classes.detail}`}>{detailText(locale, row.detail)}</td>
                      <td className={classes.seal}>{row.isSealed ? t("audit.yes") : t("audit.notYet")}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
          )}
          {rows.length === page && last ? (
            <p>
              <Link href={addressOf("/admin/audit", { ...filter, before: last.id })} prefetch={false}>
                {t("audit.earlier")}
              </Link>
            </p>
          ) : null}
        </Panel>
      </div>
    </WithWords>
  );
}
