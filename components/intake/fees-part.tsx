"use client";
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import type { DraftContent } from "@/lib/dossiers/model";
import { feeAmount } from "@/lib/dossiers/rules";
import type { ProcedureTerms } from "@/lib/procedures/model";
import { formatNumber } from "@/lib/words";
import { Panel } from "../ui/panel";
import classes from "./intake.module.css";
import type { Part } from "./parts";

const methods = ["CASH", "TRANSFER", "ONLINE", "WAIVED"] as const;
type Fee = DraftContent["fees"][number];
const whole = (text: string) => Number(text.replace(/[.\s]/g, "")) || 0;

/** What it costs by the catalogue, and how it was paid. */
export function FeesPart({ form, change, faults, terms }: Part & { terms: ProcedureTerms | undefined }) {
  const t = useTranslations("intake.fees");
  const parts = useTranslations("intake.parts");
  const locale = useLocale();
  const put = (row: number, part: Partial<Fee>) =>
    change((now) => ({ ...now, fees: now.fees.map((fee, i) => (i === row ? { ...fee, ...part } : fee)) }));
  if (!terms) return null;
  const byId = new Map(terms.fees.map((fee) => [fee.id, fee]));
  const amountOf = (fee: Fee) => {
    const known = byId.get(fee.procedureFeeId);
    return known ? feeAmount(known, { quantity: whole(fee.quantity), amountDong: whole(fee.amount) }) : 0;
  };
  const total = form.fees.reduce((sum, fee) => sum + (fee.isDue && fee.method !== "WAIVED" ? amountOf(fee) : 0), 0);
  return (
    <Panel title={parts("fees")}>
      {form.fees.length === 0 ? <p className={classes.faint}>{t("none")}</p> : null}
      {form.fees.map((fee, row) => {
        const known = byId.get(fee.procedureFeeId);
        if (!known) return null;
        const { name } = known;
        const fault = ["procedureFeeId", "quantity", "amountDong", "method", "receiptNumber"].flatMap(
          (f) => faults[`fees.${row}.${f}`] ?? [],
        )[0];
        return (
          <div key={fee.procedureFeeId} className={classes.fee}>
            <Checkbox
              label={name}
              description={known.text ?? undefined}
              checked={fee.isDue}
              onChange={(event) => put(row, { isDue: event.currentTarget.checked })}
            />
            {fee.isDue ? (
              <div className={classes.feeFields}>
                <TextInput
                  className={classes.small ?? ""}
                  label={t("quantity")}
                  aria-label={t("quantityOne", { name })}
                  inputMode="numeric"
                  value={fee.quantity}
                  maxLength={3}
                  onChange={(event) => put(row, { quantity: event.currentTarget.value })}
                />
                {known.amountDong === null ? (
                  <TextInput
                    className={classes.amount ?? ""}
                    label={t("amount")}
                    aria-label={t("amountOne", { name })}
                    inputMode="numeric"
                    value={fee.amount}
                    maxLength={15}
                    onChange={(event) => put(row, { amount: event.currentTarget.value })}
                    required
                  />
                ) : (
                  <span className={classes.fixed}>
                    <span className={classes.fixedLabel}>{t("amount")}</span>
                    <span>{formatNumber(locale, amountOf(fee))}</span>
                  </span>
                )}
                <NativeSelect
                  label={t("paid")}
                  aria-label={t("paidOne", { name })}
                  value={fee.method ?? "none"}
                  onChange={(event) => put(row, { method: methods.find((one) => one === event.currentTarget.value) ?? null })}
                  data={[
                    { value: "none", label: t("methods.none") },
                    ...methods.map((one) => ({ value: one, label: t(`methods.${one}`) })),
                  ]}
                />
              </div>
            ) : null}
            {fault ? (
              <p role="alert" className={classes.fault}>
                {fault}
              </p>
            ) : null}
          </div>
        );
      })}
      {total > 0 ? <p className={classes.total}>{t("total", { amount: formatNumber(locale, total) })}</p> : null}
    </Panel>
  );
}
