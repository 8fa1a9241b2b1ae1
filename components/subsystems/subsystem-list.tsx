"use client";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { SubsystemView } from "@/lib/subsystems/model";
import { formatInstant } from "@/lib/words";
import { EmptyState } from "../ui/states";
import { VerdictShape } from "../ui/verdict";
import classes from "./subsystems.module.css";

/** The subsystems in use, a card each, and whether their figures come as they should. */
export function SubsystemList({ subsystems, now }: { subsystems: readonly SubsystemView[]; now: string }) {
  const t = useTranslations("subsystems");
  const locale = useLocale();
  if (subsystems.length === 0)
    return (
      <EmptyState title={t("empty")}>
        <p>{t("emptyText")}</p>
      </EmptyState>
    );
  return (
    <ul className={classes.cards}>
      {subsystems.map(({ code, nameVi, nameEn, aboutVi, aboutEn, source, lastAt, staleFrom }) => {
        const isStale = staleFrom !== null && now >= staleFrom;
        const at = formatInstant(new Date((isStale ? staleFrom : lastAt) ?? now));
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
              {lastAt === null ? t("never") : t(isStale ? "stale" : "lastAt", { at })}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
