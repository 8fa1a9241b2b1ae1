"use client";
import { NativeSelect, TextInput } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { roleLabels } from "@/lib/auth/labels";
import { roles } from "@/lib/auth/model";
import { say } from "@/lib/words";
import classes from "./auth.module.css";

export type UnitChoice = { id: number; name: string };

/** A place in a unit with a role, as fields of a form. */
export function PostFields({ units }: { units: readonly UnitChoice[] }) {
  const t = useTranslations("users");
  const locale = useLocale();
  return (
    <>
      <div className={classes.pair}>
        <NativeSelect
          name="unitId"
          label={t("unit")}
          data={units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
        />
        <NativeSelect
          name="role"
          label={t("role")}
          data={roles.map((role) => ({ value: role, label: say(locale, roleLabels[role]) }))}
        />
      </div>
      <TextInput name="title" label={t("titleOfPost")} required maxLength={120} />
    </>
  );
}

/** The post a form describes, as the API takes it. */
export function postOf(form: FormData): { unitId: number; role: string; title: string } {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  return { unitId: Number(text("unitId")), role: text("role"), title: text("title") };
}
