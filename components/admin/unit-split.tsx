"use client";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { DayField } from "@/components/ui/day-field";
import type { Day } from "@/lib/calendar/model";
import type { Unit } from "@/lib/units/model";
import { successorsOf } from "@/lib/units/rules";
import { SourceField } from "../ui/source-field";
import classes from "./admin.module.css";
import { Frame, text, useSave } from "./unit-frame";

const mostParts = 20;

/** A unit becomes several from a day on: each part a new unit of the same kind and place, or one that stands already. */
export function SplitUnit({
  unit,
  units,
  today,
  onClose,
}: {
  unit: Unit;
  units: readonly Unit[];
  today: Day;
  onClose: () => void;
}) {
  const t = useTranslations("admin");
  const save = useSave(onClose);
  const [parts, setParts] = useState<{ key: number; existing: string }[]>([
    { key: 1, existing: "" },
    { key: 2, existing: "" },
  ]);
  const others = successorsOf(unit, units).map((u) => ({ value: String(u.id), label: u.name }));
  return (
    <Frame
      save={save}
      onClose={onClose}
      danger={t("units.split")}
      onSubmit={(form) =>
        save.mutate({
          method: "POST",
          url: `/api/v1/units/${unit.id}/split`,
          body: {
            on: text(form, "on"),
            source: text(form, "source"),
            parts: parts.map(({ key, existing }, i) =>
              existing === ""
                ? {
                    code: text(form, `code-${key}`),
                    kind: unit.kind,
                    name: text(form, `name-${key}`),
                    shortName: text(form, `shortName-${key}`),
                    parentId: unit.parentId,
                    headTitle: unit.headTitle,
                    position: unit.position + i,
                  }
                : { id: Number(existing) },
            ),
          },
        })
      }
    >
      <p>{t("units.splitHelp", { name: unit.name })}</p>
      {parts.map(({ key, existing }, i) => (
        <fieldset key={key} className={classes.part}>
          <legend className={classes.legend}>{t("units.part", { number: i + 1 })}</legend>
          <NativeSelect
            label={t("units.takesOver")}
            value={existing}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              setParts((all) => all.map((p) => (p.key === key ? { ...p, existing: chosen } : p)));
            }}
            data={[{ value: "", label: t("units.newUnit") }, ...others]}
            data-autofocus={i === 0 ? true : undefined}
          />
          {existing === "" ? (
            <>
              <TextInput name={`name-${key}`} label={t("units.name")} required minLength={2} maxLength={200} />
              <div className={classes.pair}>
                <TextInput name={`shortName-${key}`} label={t("units.shortName")} required minLength={2} maxLength={80} />
                <TextInput name={`code-${key}`} label={t("units.code")} required maxLength={35} pattern="[A-Za-z0-9.]+" />
              </div>
            </>
          ) : null}
          {parts.length > 2 ? (
            <div className={classes.end}>
              <Button size="compact-sm" variant="default" onClick={() => setParts((all) => all.filter((p) => p.key !== key))}>
                {t("units.dropPart", { number: i + 1 })}
              </Button>
            </div>
          ) : null}
        </fieldset>
      ))}
      {parts.length < mostParts ? (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setParts((all) => [...all, { key: Math.max(...all.map((p) => p.key)) + 1, existing: "" }])}
          >
            {t("units.addPart")}
          </Button>
        </div>
      ) : null}
      <DayField name="on" label={t("from")} required defaultValue={today} />
      <SourceField help={t("sourceHelp")} />
    </Frame>
  );
}
