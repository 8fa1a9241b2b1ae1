"use client";
import { MultiSelect, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Day } from "@/lib/calendar/model";
import { channelWords, limitUnitWords, serviceLevelWords } from "@/lib/dossiers/labels";
import { channels, limitUnits, serviceLevels } from "@/lib/dossiers/model";
import { feeKindWords, stepGapText } from "@/lib/procedures/labels";
import type { ProcedureDetail } from "@/lib/procedures/model";
import { casesOn, serviceLevelOn, stepGaps } from "@/lib/procedures/rules";
import { say } from "@/lib/words";
import * as drafts from "./drafts";
import { holding } from "./holding";
import { PartFrame } from "./part-frame";
import classes from "./procedures.module.css";
import { type Draft, draftOf, type Field, RowsEditor } from "./rows-editor";

export type UnitChoice = { id: number; name: string };
export type FormName = "limits" | "policy" | "papers" | "fees" | "settlers" | "serviceLevel";
export type Of = { procedure: ProcedureDetail; on: Day; today: Day; onClose: () => void };

/** The faults of one part: "limits.0.value" → "0.value". */
const within = (paths: readonly string[], part: string): string[] =>
  paths.flatMap((path) => (path.startsWith(`${part}.`) ? [path.slice(part.length + 1)] : []));
const draftsOf = <T,>(rows: readonly T[], values: (row: T) => Record<string, string>): Draft[] =>
  rows.map((row) => draftOf(values(row)));

function useFields() {
  const t = useTranslations("procedures");
  const locale = useLocale();
  return {
    channel: {
      name: "channel",
      label: t("channel"),
      kind: "choice",
      options: [
        { value: "", label: t("anyChannel") },
        ...channels.map((one) => ({ value: one, label: say(locale, channelWords[one]) })),
      ],
    },
    case: (known: readonly string[]): Field => ({ name: "caseLabel", label: t("case"), kind: "text", known, maxLength: 120 }),
  } satisfies Record<string, Field | ((known: readonly string[]) => Field)>;
}

/** Limits and the process that divides them, together: they must add up from the same day on. */
export function LimitsForm({ procedure, on, today, onClose }: Of) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const common = useFields();
  const [limits, setLimits] = useState(() => draftsOf(holding(procedure.limits, on), drafts.limits.values));
  const [steps, setSteps] = useState(() => draftsOf(holding(procedure.steps, on), drafts.steps.values));
  const cases = [...new Set([...limits, ...steps].flatMap(({ values }) => values.caseLabel?.trim() || []))];
  const limitFields: Field[] = [
    common.channel,
    common.case(cases),
    {
      name: "unit",
      label: t("limits.unit"),
      kind: "choice",
      options: limitUnits.map((one) => ({ value: one, label: say(locale, limitUnitWords[one]) })),
    },
    {
      name: "value",
      label: t("limits.value"),
      kind: "whole",
      maxLength: 3,
      required: true,
      isAsked: (v) => v.unit !== "SAME_DAY" && v.unit !== "TEXT",
    },
    {
      name: "text",
      label: t("limits.text"),
      kind: "text",
      maxLength: 300,
      required: true,
      isWide: true,
      isAsked: (v) => v.unit === "TEXT",
    },
  ];
  const stepFields: Field[] = [
    { name: "name", label: t("steps.name"), kind: "text", required: true, maxLength: 300, isWide: true },
    { name: "role", label: t("steps.role"), kind: "text", required: true, maxLength: 200 },
    { name: "workingDays", label: t("steps.days"), kind: "decimal", help: t("steps.daysHelp") },
    common.channel,
    common.case(cases),
  ];
  return (
    <PartFrame
      title={t("limits.edit")}
      procedure={procedure}
      today={today}
      onClose={onClose}
      bodyOf={() => ({ limits: limits.map(drafts.limits.body), steps: steps.map(drafts.steps.body) })}
    >
      {(paths) => (
        <>
          <RowsEditor
            legend={t("limits.title")}
            fields={limitFields}
            rows={limits}
            empty={drafts.limits.empty}
            nameField="value"
            faults={within(paths, "limits")}
            onRows={setLimits}
          />
          <RowsEditor
            legend={t("steps.title")}
            fields={stepFields}
            rows={steps}
            empty={drafts.steps.empty}
            nameField="name"
            faults={within(paths, "steps")}
            onRows={setSteps}
          />
          <Sums gaps={gapsOf(limits, steps)} hasSteps={steps.length > 0} />
        </>
      )}
    </PartFrame>
  );

  function gapsOf(limitDrafts: readonly Draft[], stepDrafts: readonly Draft[]) {
    const span = { validFrom: on, validUntil: null };
    const channelOf = (value: string | null) => channels.find((one) => one === value) ?? null;
    const written = {
      papers: [],
      fees: [],
      limits: limitDrafts.map(drafts.limits.body).map((row) => ({
        ...row,
        ...span,
        channel: channelOf(row.channel),
        unit: limitUnits.find((one) => one === row.unit) ?? "TEXT",
      })),
      steps: stepDrafts
        .map(drafts.steps.body)
        .map((row, i) => ({ ...row, ...span, position: i + 1, channel: channelOf(row.channel) })),
    };
    return stepGaps(written, on).map((gap) => stepGapText(locale, gap));
  }
}

/** Whether the steps add up, said while they are written. */
export function Sums({ gaps, hasSteps }: { gaps: readonly string[]; hasSteps: boolean }) {
  const t = useTranslations("procedures.steps");
  return (
    <div role="status" className={classes.sums} data-differs={gaps.length > 0 || undefined}>
      {gaps.length > 0 ? gaps.map((gap) => <p key={gap}>{gap}</p>) : <p>{hasSteps ? t("fits") : t("nothing")}</p>}
    </div>
  );
}

export function PapersForm({ procedure, on, today, onClose }: Of) {
  const t = useTranslations("procedures");
  const common = useFields();
  const [rows, setRows] = useState(() => draftsOf(holding(procedure.papers, on), drafts.papers.values));
  const fields: Field[] = [
    { name: "name", label: t("papers.name"), kind: "text", required: true, maxLength: 1000, isWide: true },
    { name: "originals", label: t("papers.originals"), kind: "whole", maxLength: 2, required: true },
    { name: "copies", label: t("papers.copies"), kind: "whole", maxLength: 2, required: true },
    common.case(casesOn(procedure, on)),
    { name: "formName", label: t("papers.formName"), kind: "text", maxLength: 300 },
    { name: "note", label: t("papers.note"), kind: "text", maxLength: 1000 },
    { name: "isRequired", label: t("papers.isRequired"), kind: "tick" },
  ];
  return (
    <PartFrame
      title={t("papers.edit")}
      procedure={procedure}
      today={today}
      onClose={onClose}
      bodyOf={() => ({ papers: rows.map(drafts.papers.body) })}
    >
      {(paths) => (
        <RowsEditor
          legend={t("papers.title")}
          fields={fields}
          rows={rows}
          empty={drafts.papers.empty}
          nameField="name"
          faults={within(paths, "papers")}
          onRows={setRows}
        />
      )}
    </PartFrame>
  );
}

export function FeesForm({ procedure, on, today, onClose }: Of) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const common = useFields();
  const [rows, setRows] = useState(() => draftsOf(holding(procedure.fees, on), drafts.fees.values));
  const fields: Field[] = [
    {
      name: "kind",
      label: t("fees.kind"),
      kind: "choice",
      options: (["CHARGE", "FEE"] as const).map((one) => ({ value: one, label: say(locale, feeKindWords[one]) })),
    },
    { name: "name", label: t("fees.name"), kind: "text", required: true, maxLength: 300, isWide: true },
    { name: "amountDong", label: t("fees.amount"), kind: "whole", maxLength: 13 },
    common.channel,
    common.case(casesOn(procedure, on)),
    { name: "text", label: t("fees.text"), kind: "text", maxLength: 500 },
    { name: "source", label: t("fees.source"), kind: "text", maxLength: 300 },
  ];
  return (
    <PartFrame
      title={t("fees.edit")}
      procedure={procedure}
      today={today}
      onClose={onClose}
      bodyOf={() => ({ fees: rows.map(drafts.fees.body) })}
    >
      {(paths) => (
        <RowsEditor
          legend={t("fees.title")}
          fields={fields}
          rows={rows}
          empty={drafts.fees.empty}
          nameField="name"
          faults={within(paths, "fees")}
          onRows={setRows}
        />
      )}
    </PartFrame>
  );
}

export function SettlersForm({ procedure, on, today, units, onClose }: Of & { units: readonly UnitChoice[] }) {
  const t = useTranslations("procedures");
  const [chosen, setChosen] = useState(() => holding(procedure.settlers, on).map((s) => String(s.unitId)));
  return (
    <PartFrame
      title={t("units.edit")}
      procedure={procedure}
      today={today}
      onClose={onClose}
      bodyOf={() => ({ settlers: chosen.map(Number) })}
    >
      {() => (
        <MultiSelect
          label={t("units.label")}
          description={t("units.help")}
          value={chosen}
          onChange={setChosen}
          searchable
          clearable
          nothingFoundMessage={t("units.nothingFound")}
          data={units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
          data-autofocus
        />
      )}
    </PartFrame>
  );
}

export function LevelForm({ procedure, on, today, onClose }: Of) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const [level, setLevel] = useState<string>(serviceLevelOn(procedure, on));
  return (
    <PartFrame
      title={t("levels.edit")}
      procedure={procedure}
      today={today}
      onClose={onClose}
      bodyOf={() => ({ serviceLevel: level })}
    >
      {() => (
        <NativeSelect
          label={t("serviceLevel")}
          value={level}
          onChange={(event) => setLevel(event.currentTarget.value)}
          data={serviceLevels.map((one) => ({ value: one, label: say(locale, serviceLevelWords[one]) }))}
          data-autofocus
        />
      )}
    </PartFrame>
  );
}
