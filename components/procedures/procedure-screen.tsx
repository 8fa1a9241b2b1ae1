"use client";
import { Button, Tabs } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { DayField } from "@/components/ui/day-field";
import { Panel } from "@/components/ui/panel";
import type { Day } from "@/lib/calendar/model";
import { stepGapText, tierText } from "@/lib/procedures/labels";
import type { ProcedureDetail, Sector } from "@/lib/procedures/model";
import { stepGaps } from "@/lib/procedures/rules";
import { formatDay } from "@/lib/words";
import { ChangeProcedure } from "./facts-form";
import { holding } from "./holding";
import { FeesForm, type FormName, LevelForm, LimitsForm, PapersForm, SettlersForm, Sums, type UnitChoice } from "./part-forms";
import { FeeTable, History, LevelList, LimitTable, PaperTable, SettlerList, StepTable } from "./parts";
import { PolicyForm, PolicyList } from "./policy";
import classes from "./procedures.module.css";
import { PublishButton } from "./publish";
import { TermsView } from "./terms-view";

const tabs = ["general", "limits", "papers", "fees", "units", "terms"] as const;

/** One procedure of the catalogue: what holds on a day, what held and will hold, and the ways to change it. */
export function ProcedureScreen({
  procedure,
  sectors,
  units,
  today,
}: {
  procedure: ProcedureDetail;
  sectors: readonly Sector[];
  units: readonly UnitChoice[];
  today: Day;
}) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const [on, setOn] = useState(procedure.validFrom > today ? procedure.validFrom : today);
  const [open, setOpen] = useState<FormName | "facts" | null>(null);
  const close = () => setOpen(null);
  const form = { procedure, on, today, onClose: close };
  const edit = (name: FormName | "facts", label: string) => (
    <Button variant="default" size="compact-sm" onClick={() => setOpen(name)}>
      {label}
    </Button>
  );
  return (
    <>
      <div className={classes.bar}>
        <DayField label={t("on")} defaultValue={on} required onDay={(day) => day && setOn(day)} />
        <PublishButton procedure={procedure} today={today} />
      </div>
      <Tabs defaultValue="general" keepMounted={false}>
        <Tabs.List aria-label={t("tabs.label")}>
          {tabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="general" pt="md">
          <Panel title={t("general.title")} actions={edit("facts", t("edit"))}>
            <Facts procedure={procedure} />
          </Panel>
        </Tabs.Panel>
        <Tabs.Panel value="limits" pt="md" className={classes.stack}>
          <Panel title={t("limits.title")} actions={edit("limits", t("limits.edit"))}>
            <LimitTable rows={holding(procedure.limits, on)} />
            <History rows={procedure.limits} on={on} Table={LimitTable} />
          </Panel>
          <Panel title={t("steps.title")}>
            <StepTable rows={holding(procedure.steps, on)} />
            <Sums
              gaps={stepGaps(procedure, on).map((gap) => stepGapText(locale, gap))}
              hasSteps={holding(procedure.steps, on).length > 0}
            />
            <History rows={procedure.steps} on={on} Table={StepTable} />
          </Panel>
          <Panel title={t("policies.title")} actions={edit("policy", t("policies.edit"))}>
            <PolicyList rows={holding(procedure.policies, on)} isEmptyTold />
            <History rows={procedure.policies} on={on} Table={PolicyList} />
          </Panel>
        </Tabs.Panel>
        <Tabs.Panel value="papers" pt="md">
          <Panel title={t("papers.title")} actions={edit("papers", t("papers.edit"))}>
            <PaperTable rows={holding(procedure.papers, on)} />
            <History rows={procedure.papers} on={on} Table={PaperTable} />
          </Panel>
        </Tabs.Panel>
        <Tabs.Panel value="fees" pt="md">
          <Panel title={t("fees.title")} actions={edit("fees", t("fees.edit"))}>
            <FeeTable rows={holding(procedure.fees, on)} />
            <History rows={procedure.fees} on={on} Table={FeeTable} />
          </Panel>
        </Tabs.Panel>
        <Tabs.Panel value="units" pt="md" className={classes.stack}>
          <Panel title={t("units.title")} actions={edit("settlers", t("units.edit"))}>
            <SettlerList rows={holding(procedure.settlers, on)} isEmptyTold />
            <History rows={procedure.settlers} on={on} Table={SettlerList} />
          </Panel>
          <Panel title={t("levels.title")} actions={edit("serviceLevel", t("levels.edit"))}>
            <LevelList rows={holding(procedure.serviceLevels, on)} />
            <History rows={procedure.serviceLevels} on={on} Table={LevelList} />
          </Panel>
        </Tabs.Panel>
        <Tabs.Panel value="terms" pt="md">
          <TermsView procedure={procedure} on={on} units={units} />
        </Tabs.Panel>
      </Tabs>
      {open === "facts" ? <ChangeProcedure procedure={procedure} sectors={sectors} today={today} onClose={close} /> : null}
      {open === "limits" ? <LimitsForm {...form} /> : null}
      {open === "policy" ? <PolicyForm {...form} /> : null}
      {open === "papers" ? <PapersForm {...form} /> : null}
      {open === "fees" ? <FeesForm {...form} /> : null}
      {open === "settlers" ? <SettlersForm {...form} units={units} /> : null}
      {open === "serviceLevel" ? <LevelForm {...form} /> : null}
    </>
  );
}

function Facts({ procedure: p }: { procedure: ProcedureDetail }) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const lines: [string, string | null][] = [
    [t("code"), p.code],
    [t("sector"), p.sectorName],
    [t("level"), tierText(locale, p.level)],
    [t("general.validFrom"), formatDay(p.validFrom)],
    [t("general.validUntil"), p.validUntil && formatDay(p.validUntil)],
    [t("general.resultName"), p.resultName],
    [t("general.source"), p.source],
    [t("general.isTakenInAnywhere"), p.isTakenInAnywhere ? t("general.takenInAnywhere") : t("general.takenInHere")],
  ];
  return (
    <dl className={classes.facts}>
      {lines.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value ?? <span className={classes.none}>{t("general.none")}</span>}</dd>
        </div>
      ))}
      <div>
        <dt>{t("general.legalBasis")}</dt>
        <dd className={classes.texts}>{p.legalBasis ?? <span className={classes.none}>{t("general.none")}</span>}</dd>
      </div>
    </dl>
  );
}
