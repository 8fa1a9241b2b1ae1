"use client";
import { Checkbox, NativeSelect, Radio, Select, TextInput } from "@mantine/core";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { channelWords, refusals } from "@/lib/dossiers/labels";
import type { ProcedureTerms } from "@/lib/procedures/model";
import { say } from "@/lib/words";
import { channelChoices } from "../dossiers/choices";
import { DayField } from "../ui/day-field";
import { Panel } from "../ui/panel";
import { settlersFor } from "./form";
import classes from "./intake.module.css";
import type { Part, UnitChoice } from "./parts";
import { type ProcedureChoice, picked, prepared } from "./pick";

const mostShown = 30;

/** What is asked for, how it came in, who takes it in and who settles it. */
export function ProcedurePart({
  form,
  change,
  faults,
  procedures,
  desks,
  units,
  terms,
  today,
}: Part & {
  procedures: readonly ProcedureChoice[];
  desks: readonly UnitChoice[];
  units: readonly UnitChoice[];
  terms: ProcedureTerms | undefined;
  today: string;
}) {
  const t = useTranslations("intake.procedure");
  const parts = useTranslations("intake.parts");
  const locale = useLocale();
  const ready = useMemo(() => prepared(procedures), [procedures]);
  const byId = useMemo(() => new Map(ready.map((p) => [String(p.id), p])), [ready]);
  const settlers = terms ? settlersFor(form.receivingUnitId, terms, units) : [];
  const settler = units.find((u) => u.id === form.unitId);
  const isForOthers = settler !== undefined && form.unitId !== null && !settler.isOwnOf.includes(form.receivingUnitId);
  const [isOpen, setOpen] = useState(false);
  const choose = (procedureId: number | null) => change({ procedureId, caseLabel: "", papers: [], fees: [] });
  /** Enter means the first line unless another was gone to: of what came at once (a paste, an input method) the list marks none. */
  const chooseLikeliest = (event: KeyboardEvent<HTMLInputElement>) => {
    const list = document.getElementById(event.currentTarget.getAttribute("aria-controls") ?? "");
    const marked = list?.querySelector("[data-combobox-selected]") ?? null;
    const isElsewhere = marked !== null && marked !== list?.querySelector("[data-combobox-option]");
    if (event.key !== "Enter" || event.nativeEvent.isComposing || isElsewhere) return;
    const text = event.currentTarget.value;
    const [first] = text.trim() === "" || text === byId.get(String(form.procedureId))?.name ? [] : picked(ready, text, 1);
    if (!first) return;
    choose(first.id);
    setOpen(false);
  };
  return (
    <Panel title={parts("procedure")}>
      <div className={classes.fields}>
        <Select
          className={classes.wide ?? ""}
          data-field="procedureId"
          label={t("label")}
          description={t("hint")}
          data={ready.map((p) => ({ value: String(p.id), label: p.name }))}
          value={form.procedureId === null ? null : String(form.procedureId)}
          onChange={(value) => choose(value === null ? null : Number(value))}
          onKeyDown={chooseLikeliest}
          dropdownOpened={isOpen}
          onDropdownOpen={() => setOpen(true)}
          onDropdownClose={() => setOpen(false)}
          // The search is ours: the likeliest first, by initials too.
          filter={({ search }) =>
            picked(ready, byId.get(String(form.procedureId))?.name === search ? "" : search, mostShown).map((p) => ({
              value: String(p.id),
              label: p.name,
              disabled: false,
            }))
          }
          renderOption={({ option }) => (
            <span className={classes.option}>
              <span>{option.label}</span>
              <span className={classes.faint}>
                {byId.get(String(option.value))?.code} · {byId.get(String(option.value))?.sectorName}
              </span>
            </span>
          )}
          selectFirstOptionOnChange
          openOnFocus={false}
          searchable
          withCheckIcon={false}
          allowDeselect={false}
          nothingFoundMessage={t("none")}
          maxDropdownHeight={340}
          error={faults.procedureId}
          autoFocus
          required
        />
        {terms && terms.cases.length > 0 ? (
          <NativeSelect
            className={classes.wide ?? ""}
            data-field="caseLabel"
            label={t("case")}
            value={form.caseLabel}
            onChange={(event) => change({ caseLabel: event.currentTarget.value })}
            data={[{ value: "", label: t("anyCase") }, ...terms.cases.map((one) => ({ value: one, label: one }))]}
            error={faults.caseLabel}
          />
        ) : null}
        <Radio.Group
          className={classes.wide ?? ""}
          label={t("channel")}
          value={form.channel}
          onChange={(value) => {
            const channel = channelChoices.find((one) => one === value);
            if (channel) change({ channel, papers: form.papers.filter((p) => p.procedurePaperId === null) });
          }}
          error={faults.channel}
        >
          <div className={classes.choices}>
            {channelChoices.map((one) => (
              <Radio key={one} value={one} label={say(locale, channelWords[one])} />
            ))}
          </div>
        </Radio.Group>
        {desks.length > 1 ? (
          <NativeSelect
            data-field="receivingUnitId"
            label={t("desk")}
            value={String(form.receivingUnitId)}
            onChange={(event) => change({ receivingUnitId: Number(event.currentTarget.value), unitId: null })}
            data={desks.map((u) => ({ value: String(u.id), label: u.name }))}
            error={faults.receivingUnitId}
          />
        ) : (
          <Fixed label={t("desk")} value={desks[0]?.name ?? ""} error={faults.receivingUnitId} />
        )}
        {!terms ? null : settlers.length === 0 ? (
          <Fixed label={t("settler")} value="" error={say(locale, refusals["not-taken-in-here"])} />
        ) : settlers.length === 1 ? (
          <Fixed label={t("settler")} value={settlers[0]?.name ?? ""} error={faults.unitId} />
        ) : (
          <NativeSelect
            data-field="unitId"
            label={t("settler")}
            value={form.unitId === null ? "" : String(form.unitId)}
            onChange={(event) => change({ unitId: event.currentTarget.value === "" ? null : Number(event.currentTarget.value) })}
            data={[
              ...(form.unitId === null ? [{ value: "", label: t("chooseSettler") }] : []),
              ...settlers.map((u) => ({ value: String(u.id), label: u.name })),
            ]}
            error={faults.unitId}
          />
        )}
        {isForOthers ? <p className={classes.note}>{t("elsewhere", { unit: settler.name })}</p> : null}
        <Checkbox
          className={classes.wide ?? ""}
          label={t("late")}
          checked={form.acceptedOn !== null}
          onChange={(event) => change({ acceptedOn: event.currentTarget.checked ? today : null, acceptedTime: "" })}
        />
        {form.acceptedOn === null ? null : (
          <>
            <DayField
              label={t("acceptedOn")}
              defaultValue={form.acceptedOn}
              max={today}
              onDay={(acceptedOn) => acceptedOn && change({ acceptedOn })}
              error={faults.acceptedOn}
              required
            />
            <TextInput
              label={t("acceptedTime")}
              placeholder={t("timeHint")}
              value={form.acceptedTime}
              onChange={(event) => change({ acceptedTime: event.currentTarget.value })}
              maxLength={10}
            />
          </>
        )}
      </div>
    </Panel>
  );
}

/** What is settled and no choice. */
function Fixed({ label, value, error }: { label: string; value: string; error: string | undefined }) {
  return (
    <div className={classes.fixed}>
      <span className={classes.fixedLabel}>{label}</span>
      <span>{value}</span>
      {error ? (
        <span role="alert" className={classes.fault}>
          {error}
        </span>
      ) : null}
    </div>
  );
}
