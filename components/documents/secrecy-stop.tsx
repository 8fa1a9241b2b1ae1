import { Button, NativeSelect } from "@mantine/core";
import { useTranslations } from "use-intl";
import classes from "./documents.module.css";

export type Secrecy = "NORMAL" | "SECRET" | "TOP" | "MOST";
const levels = ["NORMAL", "SECRET", "TOP", "MOST"] as const;

/** Asked in every form so that the answer can be no: a secret document ends here, before anything is sent. */
export function SecrecyField({ value, onChange }: { value: Secrecy; onChange(value: Secrecy): void }) {
  const t = useTranslations("documents.form");
  return (
    <NativeSelect
      label={t("secrecy")}
      value={value}
      onChange={(event) => onChange(levels.find((level) => level === event.currentTarget.value) ?? "NORMAL")}
      data={levels.map((level) => ({ value: level, label: t(`secrecies.${level}`) }))}
    />
  );
}

export function SecrecyStop({ onWipe }: { onWipe(): void }) {
  const t = useTranslations("documents.form");
  return (
    <div role="alert" className={classes.stop}>
      <strong>{t("stopTitle")}</strong>
      <p>{t("stop")}</p>
      <Button variant="default" onClick={onWipe}>
        {t("wipe")}
      </Button>
    </div>
  );
}
