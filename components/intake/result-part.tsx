"use client";
import { Checkbox, Radio } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ProcedureTerms } from "@/lib/procedures/model";
import { Panel } from "../ui/panel";
import classes from "./intake.module.css";
import type { Part } from "./parts";

const deliveries = ["COUNTER", "POST", "ELECTRONIC"] as const;

/** How the applicant wants the result, and whether they get a receipt. */
export function ResultPart({ form, change, faults, terms }: Part & { terms: ProcedureTerms | undefined }) {
  const t = useTranslations("intake.result");
  const parts = useTranslations("intake.parts");
  return (
    <Panel title={parts("result")}>
      <div className={classes.fields}>
        <Radio.Group
          className={classes.wide ?? ""}
          label={t("delivery")}
          value={form.resultDelivery}
          onChange={(value) => {
            const resultDelivery = deliveries.find((one) => one === value);
            if (resultDelivery) change({ resultDelivery });
          }}
          error={faults.resultDelivery}
        >
          <div className={classes.choices}>
            {deliveries.map((one) => (
              <Radio key={one} value={one} label={t(`deliveries.${one}`)} />
            ))}
          </div>
        </Radio.Group>
        <Checkbox
          className={classes.wide ?? ""}
          label={t("receipt")}
          description={terms?.limit?.unit === "SAME_DAY" ? t("sameDay") : undefined}
          checked={form.wantsReceipt}
          onChange={(event) => change({ wantsReceipt: event.currentTarget.checked })}
        />
      </div>
    </Panel>
  );
}
