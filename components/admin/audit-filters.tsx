"use client";
import { Autocomplete, Button, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";
import { DayField } from "@/components/ui/day-field";
import type { AuditFilter } from "@/lib/audit/model";
import classes from "./admin.module.css";

/** Who, what, when, about what. The filter is the page's address, so that a finding can be shown to somebody. */
export function AuditFilters({ filter, actions }: { filter: AuditFilter; actions: readonly string[] }) {
  const t = useTranslations("admin.audit");
  return (
    <form className={classes.form} method="get" action="/admin/audit">
      <div className={classes.trio}>
        <TextInput name="who" label={t("who")} description={t("whoHelp")} maxLength={100} defaultValue={filter.who} />
        <Autocomplete
          name="action"
          label={t("action")}
          description={t("actionHelp")}
          maxLength={60}
          data={[...actions]}
          defaultValue={filter.action ?? ""}
        />
        <TextInput
          name="subject"
          label={t("subject")}
          description={t("subjectHelp")}
          maxLength={40}
          defaultValue={filter.subject}
        />
        <TextInput
          name="subjectId"
          label={t("subjectId")}
          description={t("subjectIdHelp")}
          maxLength={60}
          defaultValue={filter.subjectId}
        />
        <DayField name="from" label={t("from")} defaultValue={filter.from} />
        <DayField name="to" label={t("to")} defaultValue={filter.to} />
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
