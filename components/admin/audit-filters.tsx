"use client";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { DaySpanFields } from "@/components/ui/day-span";
import { actionText, auditActions, auditSubjects, subjectKindText } from "@/lib/audit/labels";
import type { AuditFilter } from "@/lib/audit/model";
import { byVietnamese } from "@/lib/words";
import classes from "./admin.module.css";

type Choice = { value: string; label: string };
const sorted = (choices: Choice[]): Choice[] => choices.sort((a, b) => byVietnamese(a.label, b.label));

/** Who, what, when, about what. The filter is the page's address, so that a finding can be shown to somebody. */
export function AuditFilters({ filter }: { filter: AuditFilter }) {
  const t = useTranslations("admin.audit");
  const locale = useLocale();
  // What the address asks for beyond these, such as all acts of a kind, stays asked for.
  const chosen = (known: readonly string[], value: string | undefined) => (value && !known.includes(value) ? [value] : []);
  const actions = sorted(
    [...auditActions, ...chosen(auditActions, filter.action)].map((value) => ({ value, label: actionText(locale, value) })),
  );
  const kinds = sorted(
    [...auditSubjects, ...chosen(auditSubjects, filter.subject)].map((value) => ({
      value,
      label: subjectKindText(locale, value),
    })),
  );
  return (
    <form className={classes.form} method="get" action="/admin/audit">
      <div className={classes.trio}>
        <TextInput name="who" label={t("who")} description={t("whoHelp")} maxLength={100} defaultValue={filter.who} />
        <NativeSelect
          name="action"
          label={t("action")}
          data={[{ value: "", label: t("everyAction") }, ...actions]}
          defaultValue={filter.action ?? ""}
        />
        <NativeSelect
          name="subject"
          label={t("subject")}
          data={[{ value: "", label: t("everySubject") }, ...kinds]}
          defaultValue={filter.subject ?? ""}
        />
        <TextInput
          name="subjectId"
          label={t("subjectId")}
          description={t("subjectIdHelp")}
          maxLength={60}
          defaultValue={filter.subjectId}
        />
        <DaySpanFields
          from={filter.from}
          to={filter.to}
          labels={{ from: t("from"), to: t("to") }}
          names={{ from: "from", to: "to" }}
        />
      </div>
      <div className={classes.line}>
        <Button type="submit">{t("filter")}</Button>
        <Button component="a" href="/admin/audit" variant="default">
          {t("clear")}
        </Button>
      </div>
    </form>
  );
}
