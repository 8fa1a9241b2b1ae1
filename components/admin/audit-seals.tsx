"use client";
import { useLocale, useTranslations } from "use-intl";
import { VerdictShape } from "@/components/ui/verdict";
import type { AuditStanding } from "@/lib/audit/model";
import { formatInstant, formatNumber } from "@/lib/words";
import classes from "./admin.module.css";

/** How far the log is sealed, and whether the copy outside the database tells the same. */
export function AuditSeals({ standing }: { standing: AuditStanding }) {
  const t = useTranslations("admin.audit");
  const locale = useLocale();
  const isSame = standing.exported?.hash === standing.lastHash;
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t("lastSeal")}</dt>
        <dd>
          {standing.lastSealAt
            ? t("lastSealAt", {
                n: formatNumber(locale, standing.seals),
                at: formatInstant(new Date(standing.lastSealAt)),
              })
            : t("noSeal")}
        </dd>
      </div>
      <div>
        <dt>{t("waiting")}</dt>
        <dd>
          {standing.waitingSeconds < 120
            ? t("waitingFor", { seconds: standing.waitingSeconds })
            : t("waitingMinutes", { minutes: Math.round(standing.waitingSeconds / 60) })}
        </dd>
      </div>
      <div>
        <dt>{t("head")}</dt>
        <dd>
          {standing.exported || standing.lastSealAt ? <VerdictShape verdict={isSame ? "good" : "watch"} /> : null}{" "}
          {standing.exported
            ? t(isSame ? "headSame" : "headBehind", {
                n: formatNumber(locale, standing.exported.n),
                hash: standing.exported.hash.slice(0, 16),
              })
            : t("noHead")}
        </dd>
      </div>
    </dl>
  );
}
