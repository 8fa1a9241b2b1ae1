"use client";
import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { shownOf } from "@/components/ui/answer";
import { Panel } from "@/components/ui/panel";
import { readJson } from "@/components/ui/request";
import { FailedState } from "@/components/ui/states";
import type { Day } from "@/lib/calendar/model";
import { channelWords, limitText, serviceLevelWords } from "@/lib/dossiers/labels";
import { channels } from "@/lib/dossiers/model";
import type { ProcedureDetail, ProcedureTerms } from "@/lib/procedures/model";
import { casesOn } from "@/lib/procedures/rules";
import { formatNumber, say } from "@/lib/words";
import type { UnitChoice } from "./part-forms";
import { FeeTable, PaperTable, StepTable } from "./parts";
import { usePolicyWords } from "./policy";
import classes from "./procedures.module.css";

type Asked = { on: Day; channel: string; caseLabel: string; unitId: string };

/** What applies to a dossier as the API tells it: this page and a desk cannot differ. */
function termsQuery(id: number, version: number, asked: Asked) {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ""));
  return {
    queryKey: ["catalogue", "terms", id, version, asked] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      readJson(
        `/api/v1/procedures/${id}/terms?${query}`,
        () => import("@/lib/procedures/model").then((m) => m.ProcedureTerms),
        signal,
      ),
  };
}

/** The question of a desk, asked for any day: this channel, this case, this unit – what applies? */
export function TermsView({ procedure, on, units }: { procedure: ProcedureDetail; on: Day; units: readonly UnitChoice[] }) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const [channel, setChannel] = useState("COUNTER");
  const [caseLabel, setCase] = useState("");
  const [unitId, setUnit] = useState("");
  const answer = useQuery({
    ...termsQuery(procedure.id, procedure.version, { on, channel, caseLabel, unitId }),
    placeholderData: keepPreviousData,
  });
  const { data, refusal } = shownOf(answer);
  return (
    <Panel title={t("terms.title")} note={t("terms.note")}>
      <div className={classes.bar}>
        <NativeSelect
          label={t("channel")}
          value={channel}
          onChange={(event) => setChannel(event.currentTarget.value)}
          data={channels.map((one) => ({ value: one, label: say(locale, channelWords[one]) }))}
        />
        <NativeSelect
          label={t("case")}
          value={caseLabel}
          onChange={(event) => setCase(event.currentTarget.value)}
          data={[{ value: "", label: t("anyCase") }, ...casesOn(procedure, on).map((one) => ({ value: one, label: one }))]}
        />
        <NativeSelect
          label={t("terms.asked")}
          value={unitId}
          onChange={(event) => setUnit(event.currentTarget.value)}
          data={[{ value: "", label: "–" }, ...units.map((unit) => ({ value: String(unit.id), label: unit.name }))]}
        />
      </div>
      {refusal ? <FailedState error={refusal} onRetry={() => void answer.refetch()} /> : null}
      {data ? <Terms terms={data} units={units} /> : null}
    </Panel>
  );
}

function Terms({ terms, units }: { terms: ProcedureTerms; units: readonly UnitChoice[] }) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const policyWords = usePolicyWords();
  const { limit, fees } = terms;
  const total = fees.reduce((sum, fee) => sum + (fee.amountDong ?? 0), 0);
  const settler = units.find((unit) => unit.id === terms.settlingUnitId)?.name;
  return (
    <div className={classes.stack} role="status">
      {terms.isOffered ? null : <p className={classes.hint}>{t("terms.notOffered")}</p>}
      <dl className={classes.facts}>
        <div>
          <dt>{t("terms.limit")}</dt>
          <dd>{limit ? (limit.unit === "TEXT" ? limit.text : limitText(locale, limit)) : t("terms.noLimit")}</dd>
        </div>
        <div>
          <dt>{t("policies.title")}</dt>
          <dd>{policyWords(terms)}</dd>
        </div>
        <div>
          <dt>{t("serviceLevel")}</dt>
          <dd>{say(locale, serviceLevelWords[terms.serviceLevel])}</dd>
        </div>
        <div>
          <dt>{t("units.title")}</dt>
          <dd>{settler ?? (terms.settlers.map((one) => one.unitName).join("; ") || t("units.none"))}</dd>
        </div>
        <div>
          <dt>{t("fees.title")}</dt>
          <dd>{fees.length === 0 ? t("terms.nothing") : t("terms.total", { amount: formatNumber(locale, total) })}</dd>
        </div>
      </dl>
      <h3 className={classes.subhead}>{t("papers.title")}</h3>
      <PaperTable rows={terms.papers} />
      <h3 className={classes.subhead}>{t("fees.title")}</h3>
      <FeeTable rows={fees} />
      <h3 className={classes.subhead}>{t("steps.title")}</h3>
      <StepTable rows={terms.steps} />
    </div>
  );
}
