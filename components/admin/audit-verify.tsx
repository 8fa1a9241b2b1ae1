"use client";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import { Fault } from "@/components/ui/fault";
import { readJson } from "@/components/ui/request";
import { VerdictShape } from "@/components/ui/verdict";
import { auditFaultLabels, placeText } from "@/lib/audit/labels";
import { formatNumber, say } from "@/lib/words";
import classes from "./admin.module.css";

const reader = async () => (await import("@/lib/audit/model")).AuditReportView;

/** Checks the whole log on request, and tells in a sentence whether it is whole. */
export function AuditVerify() {
  const t = useTranslations("admin.audit");
  const locale = useLocale();
  const check = useMutation({ mutationFn: () => readJson("/api/v1/audit/verification", reader) });
  const report = check.data;
  const n = (value: number) => formatNumber(locale, value);
  return (
    <div className={classes.form}>
      <div className={classes.told}>
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          {t("verify")}
        </Button>
        <span role="status">
          {report ? (
            <>
              <VerdictShape verdict={report.faultCount === 0 ? "good" : "bad"} />{" "}
              {report.faultCount === 0
                ? t("whole", { entries: n(report.entries), seals: n(report.seals), unsealed: n(report.unsealed) })
                : t("broken", { count: n(report.faultCount) })}
            </>
          ) : null}
        </span>
      </div>
      <Fault error={check.error} />
      {report && report.faults.length > 0 ? (
        <ul className={classes.list}>
          {report.faults.map((fault) => (
            <li key={`${fault.code}-${fault.place}`}>
              {say(locale, auditFaultLabels[fault.code])}: {placeText(locale, fault.place)}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
