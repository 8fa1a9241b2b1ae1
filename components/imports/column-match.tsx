"use client";
import { Alert, Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { Panel } from "@/components/ui/panel";
import { fieldLabels } from "@/lib/imports/labels";
import { type Field, fields, type ImportBatchDetail, type Mapping, neededFields } from "@/lib/imports/model";
import { say } from "@/lib/words";
import classes from "./imports.module.css";

/** Which column of the file holds what. Guessed or remembered; a person has the last word. */
export function ColumnMatch({ batch, onChanged }: { batch: ImportBatchDetail; onChanged: () => void }) {
  const t = useTranslations("imports.detail");
  const locale = useLocale();
  const [mapping, setMapping] = useState<Mapping>(batch.mapping);
  const save = useAct(anyAnswer, onChanged);
  const columns = (batch.layout?.headings ?? []).map((heading, i) => ({ value: String(i), label: heading || `#${i + 1}` }));
  const choose = (field: Field, value: string) => {
    const { [field]: _, ...others } = mapping;
    setMapping(value === "" ? others : { ...others, [field]: Number(value) });
  };
  const note = { remembered: t("mappingRemembered"), guessed: t("mappingGuessed"), confirmed: t("mappingConfirmed") }[
    batch.mappingFrom
  ];
  return (
    <Panel title={t("mapping")} note={note}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ method: "PUT", url: `/api/v1/imports/${batch.id}/mapping`, body: { mapping } });
        }}
      >
        {batch.missing.length > 0 ? (
          <Alert color="yellow" variant="light" role="alert" p="xs">
            {t("missing", { fields: batch.missing.map((field) => say(locale, fieldLabels[field])).join(", ") })}
          </Alert>
        ) : null}
        <div className={classes.columns}>
          {fields.map((field) => (
            <NativeSelect
              key={field}
              label={say(locale, fieldLabels[field])}
              withAsterisk={neededFields.some((needed) => needed === field)}
              value={mapping[field] === undefined ? "" : String(mapping[field])}
              onChange={(event) => choose(field, event.currentTarget.value)}
              data={[{ value: "", label: t("none") }, ...columns]}
            />
          ))}
        </div>
        <Fault error={save.error} />
        <div className={classes.end}>
          <Button type="submit" variant="default" loading={save.isPending}>
            {t("check")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
