"use client";
import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { cutoffPolicyWords, supplementPolicyWords } from "@/lib/dossiers/labels";
import { cutoffPolicies, supplementPolicies } from "@/lib/dossiers/model";
import type { Policy, PolicySpan } from "@/lib/procedures/model";
import { policyOn, unwrittenPolicy } from "@/lib/procedures/rules";
import { say } from "@/lib/words";
import type { Of } from "./part-forms";
import { PartFrame } from "./part-frame";
import { type Rows, When } from "./parts";
import classes from "./procedures.module.css";

export function PolicyList({ rows, isEmptyTold }: Rows<PolicySpan>) {
  const t = useTranslations("procedures.policies");
  const said = usePolicyWords();
  if (rows.length === 0)
    return isEmptyTold ? (
      <p>
        {said(unwrittenPolicy)}
        <span className={classes.under}>{t("unwritten")}</span>
      </p>
    ) : null;
  return (
    <ul className={classes.list}>
      {rows.map((row) => (
        <li key={row.validFrom}>
          {said(row)} <When row={row} />
          {row.source === null ? null : <span className={classes.under}>{t("source", { source: row.source })}</span>}
        </li>
      ))}
    </ul>
  );
}
/** "Không áp dụng giờ chốt · Khi yêu cầu bổ sung hồ sơ: tính lại từ đầu, 1 lần". */
export function usePolicyWords(): (policy: Policy) => string {
  const t = useTranslations("procedures.policies");
  const locale = useLocale();
  return ({ cutoffPolicy, supplementPolicy, supplementsAllowed }) => {
    const counted = say(locale, supplementPolicyWords[supplementPolicy]);
    const supplements = `${counted.charAt(0).toLowerCase()}${counted.slice(1)}, ${t("times", { count: supplementsAllowed })}`;
    return `${say(locale, cutoffPolicyWords[cutoffPolicy])} · ${t("supplement")}: ${supplements}`;
  };
}

/** How time is counted beside the limit; a dossier keeps what held when it was accepted. */
export function PolicyForm({ procedure, on, today, onClose }: Of) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const [policy, setPolicy] = useState<Record<keyof Policy, string>>(() => {
    const { supplementsAllowed, ...held } = policyOn(procedure, on);
    return { ...held, supplementsAllowed: String(supplementsAllowed) };
  });
  const set = (change: Partial<typeof policy>) => setPolicy((before) => ({ ...before, ...change }));
  return (
    <PartFrame
      title={t("policies.edit")}
      procedure={procedure}
      today={today}
      onClose={onClose}
      bodyOf={() => ({ policy: { ...policy, supplementsAllowed: Number(policy.supplementsAllowed) } })}
    >
      {() => (
        <>
          <NativeSelect
            label={t("policies.cutoff")}
            value={policy.cutoffPolicy}
            onChange={(event) => set({ cutoffPolicy: event.currentTarget.value })}
            data={cutoffPolicies.map((one) => ({ value: one, label: say(locale, cutoffPolicyWords[one]) }))}
            data-autofocus
          />
          <div className={classes.pair}>
            <NativeSelect
              label={t("policies.supplement")}
              value={policy.supplementPolicy}
              onChange={(event) => set({ supplementPolicy: event.currentTarget.value })}
              data={supplementPolicies.map((one) => ({ value: one, label: say(locale, supplementPolicyWords[one]) }))}
            />
            <TextInput
              label={t("policies.allowed")}
              value={policy.supplementsAllowed}
              onChange={(event) => set({ supplementsAllowed: event.currentTarget.value })}
              required
              inputMode="numeric"
              pattern="[1-9]"
              maxLength={1}
            />
          </div>
          <p className={classes.hint}>{t("policies.note")}</p>
        </>
      )}
    </PartFrame>
  );
}
