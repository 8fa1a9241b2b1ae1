import Link from "next/link";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import table from "@/components/ui/table.module.css";
import { listAudit, sealBacklogSeconds } from "@/lib/audit/queries";
import { formatInstant } from "@/lib/words";

const page = 100;

export async function generateMetadata() {
  return { title: (await translator("admin"))("audit.title") };
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<{ before?: string }> }) {
  const actor = await requireActor("audit.view");
  const t = await translator("admin");
  const asked = (await searchParams).before;
  const before = asked && /^\d{1,18}$/.test(asked) ? asked : undefined;
  const [rows, waitingSeconds] = await Promise.all([listAudit(actor, { before, take: page }), sealBacklogSeconds()]);
  return (
    <WithWords of={["shell"]}>
      <div className={classes.page}>
        <PageHead title={t("audit.title")} />
        <p className={classes.intro}>{t("audit.intro", { seconds: waitingSeconds })}</p>
        <Panel title={t("audit.title")}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is moved with the keyboard inside its frame. */}
          <section className={table.scroll} tabIndex={0} aria-label={t("audit.title")}>
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
                    <th scope="row">{formatInstant(new Date(row.at))}</th>
                    <td>{row.actorName ?? row.actorId}</td>
                    <td>{row.action}</td>
                    <td>
                      {row.subject} {row.subjectId}
                    </td>
                    <td className={table.quiet}>{row.detail}</td>
                    <td>{row.isSealed ? t("audit.yes") : t("audit.notYet")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {rows.length === page ? (
            <p>
              <Link href={`/admin/audit?before=${rows.at(-1)?.id ?? ""}`}>{t("audit.earlier")}</Link>
            </p>
          ) : null}
        </Panel>
      </div>
    </WithWords>
  );
}
