"use client";
import { Alert, Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { Panel } from "@/components/ui/panel";
import type { ImportBatchDetail } from "@/lib/imports/model";
import { say, type Words } from "@/lib/words";
import classes from "./imports.module.css";

type Columns = Partial<Record<string, number>>;
type Matched = {
  layout: ImportBatchDetail["layout"];
  mapping: Columns;
  mappingFrom: ImportBatchDetail["mappingFrom"];
  missing: readonly string[];
};
/** The fields a kind of register has columns for. */
export type MatchedFields = { name: string; label: Words; isNeeded: boolean }[];

/** Which column of the file holds what. Guessed or remembered; a person has the last word, which is sent to `url`. */
export function ColumnMatch({
  batch,
  fields,
  url,
  onChanged,
}: {
  batch: Matched;
  fields: MatchedFields;
  url: string;
  onChanged: () => void;
}) {
  const t = useTranslations("imports.detail");
  const locale = useLocale();
  const [mapping, setMapping] = useState<Columns>(batch.mapping);
  const save = useAct(anyAnswer, onChanged);
  const columns = (batch.layout?.headings ?? []).map((heading, i) => ({ value: String(i), label: heading || `#${i + 1}` }));
  const choose = (field: string, value: string) => {
    const { [field]: _, ...others } = mapping;
    setMapping(value === "" ? others : { ...others, [field]: Number(value) });
  };
  const missing = fields.filter(({ name }) => batch.missing.includes(name));
  const note = { remembered: t("mappingRemembered"), guessed: t("mappingGuessed"), confirmed: t("mappingConfirmed") }[
    batch.mappingFrom
  ];
  return (
    <Panel title={t("mapping")} note={note}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ method: "PUT", url, body: { mapping } });
        }}
      >
        {missing.length > 0 ? (
          <Alert color="yellow" variant="light" role="alert" p="xs">
            {t("missing", { fields: missing.map(({ label }) => say(locale, label)).join(", ") })}
          </Alert>
        ) : null}
        <div className={classes.columns}>
          {fields.map(({ name, label, isNeeded }) => (
            <NativeSelect
              key={name}
              label={say(locale, label)}
              withAsterisk={isNeeded}
              value={mapping[name] === undefined ? "" : String(mapping[name])}
              onChange={(event) => choose(name, event.currentTarget.value)}
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
