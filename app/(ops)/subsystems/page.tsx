import type { Metadata } from "next";
import Link from "next/link";
import { currentLocale, translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { PageHead } from "@/components/shell/page-head";
import classes from "@/components/subsystems/subsystems.module.css";
import { EmptyState } from "@/components/ui/states";
import { VerdictShape } from "@/components/ui/verdict";
import { listSubsystems } from "@/lib/subsystems/queries";
import { formatInstant } from "@/lib/words";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("subsystems"))("title") };
}

export default async function SubsystemsPage() {
  const actor = await requireActor("overview.view");
  const [t, locale, all] = await Promise.all([translator("subsystems"), currentLocale(), listSubsystems(actor)]);
  const now = Date.now();
  const shown = all.filter(({ isOn }) => isOn);
  return (
    <WithWords of={["shell", "subsystems"]}>
      <PageHead title={t("title")} />
      <p className={classes.quiet}>{t("intro")}</p>
      {shown.length === 0 ? (
        <EmptyState title={t("empty")}>
          <p>{t("emptyText")}</p>
        </EmptyState>
      ) : (
        <ul className={classes.cards}>
          {shown.map(({ code, nameVi, nameEn, aboutVi, aboutEn, source, lastAt, staleFrom }) => {
            const isStale = staleFrom !== null && now >= Date.parse(staleFrom);
            return (
              <li key={code} className={classes.card}>
                <h2>
                  <Link href={`/subsystems/${code}`} prefetch={false}>
                    {locale === "vi" ? nameVi : nameEn}
                  </Link>
                </h2>
                <p>{locale === "vi" ? aboutVi : aboutEn}</p>
                <p className={classes.quiet}>{t("source", { source })}</p>
                <p className={classes.quiet}>
                  <VerdictShape verdict={lastAt === null ? "no-data" : isStale ? "watch" : "good"} />{" "}
                  {lastAt === null
                    ? t("never")
                    : t(isStale ? "stale" : "lastAt", { at: formatInstant(new Date(isStale && staleFrom ? staleFrom : lastAt)) })}
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </WithWords>
  );
}
