"use client";
import { Autocomplete, NumberInput, SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import type { Colleague } from "@/lib/auth/model";
import { deliveryWords, feeKindWords, paymentMethodWords } from "@/lib/dossiers/labels";
import { type ActName, needsReason } from "@/lib/dossiers/model";
import { formatDay, formatNumber, say, searchable } from "@/lib/words";
import { DayField } from "../ui/day-field";
import { asksForDesk, type Offer, type Typed } from "./act-form";
import { colleaguesQuery } from "./act-query";
import classes from "./dossier.module.css";

type Props = {
  act: ActName;
  typed: Typed;
  offer: Offer;
  dueOn: string | null;
  today: string;
  onType(change: Partial<Typed>): void;
};

/** What an act asks for, and nothing else. The first field has the focus. */
export function ActFields(props: Props) {
  const { act, typed, onType } = props;
  const t = useTranslations("dossiers.page.confirm");
  return (
    <>
      {act === "extend" ? (
        <DayField
          label={t("extendedDueOn")}
          onDay={(extendedDueOn) => onType({ extendedDueOn })}
          min={props.dueOn ?? undefined}
          required
        />
      ) : null}
      {asksForDesk(act) ? <Desk {...props} /> : null}
      {act === "consult" ? <Question {...props} /> : null}
      {act === "receiveOpinion" ? <Answer {...props} /> : null}
      {act === "requestPayment" ? <Fee {...props} /> : null}
      {act === "confirmPayment" ? <Payment {...props} /> : null}
      {act === "return" ? <HandOver {...props} /> : null}
      {act === "stop" ? (
        <Autocomplete
          label={t("basis")}
          description={t("basisHelp")}
          data={["Điều 7 Thông tư 03/2025/TT-VPCP", "Điều 21 Nghị định 118/2025/NĐ-CP"]}
          value={typed.basis}
          onChange={(basis) => onType({ basis })}
          maxLength={300}
          required
          data-autofocus
        />
      ) : null}
      {needsReason(act) ? (
        <Textarea
          label={t("reason")}
          description={t("reasonHelp")}
          value={typed.reason}
          onChange={(event) => onType({ reason: event.currentTarget.value })}
          minLength={3}
          maxLength={2000}
          autosize
          minRows={3}
          required
          data-autofocus={act === "stop" || act === "extend" || asksForDesk(act) ? undefined : true}
        />
      ) : null}
    </>
  );
}

/** The unit's pool, or one of the people who work on its dossiers; found without diacritics. */
function Desk({ act, typed, offer, onType }: Props) {
  const t = useTranslations("dossiers.page.confirm");
  const answer = useQuery<{ colleagues: Colleague[] }>(colleaguesQuery(offer.unitId));
  const people = answer.data?.colleagues ?? [];
  const labelOf = ({ name, title, unitName, isHere }: Colleague) => `${name} – ${title}${isHere ? "" : ` (${unitName})`}`;
  return (
    <Select
      label={t("assignee")}
      description={act === "sendBack" ? t("assigneeBack") : act === "assign" ? null : t("assigneeHelp")}
      data={[{ value: "pool", label: t("pool") }, ...people.map((p) => ({ value: String(p.userId), label: labelOf(p) }))]}
      value={typed.assignee || null}
      onChange={(value) => onType({ assignee: value ?? "" })}
      filter={({ options, search }) =>
        options.filter((option) => "label" in option && searchable(option.label).includes(searchable(search)))
      }
      nothingFoundMessage={t("nobody")}
      searchable
      openOnFocus={act === "assign"}
      clearable={act !== "assign"}
      required={act === "assign"}
      data-autofocus
    />
  );
}

function Question({ typed, today, onType }: Props) {
  const t = useTranslations("dossiers.page.confirm");
  return (
    <>
      <TextInput
        label={t("agency")}
        value={typed.agency}
        onChange={(event) => onType({ agency: event.currentTarget.value })}
        maxLength={200}
        required
        data-autofocus
      />
      <Textarea
        label={t("question")}
        value={typed.question}
        onChange={(event) => onType({ question: event.currentTarget.value })}
        minLength={3}
        maxLength={2000}
        autosize
        minRows={2}
        required
      />
      <DayField label={t("answerOn")} onDay={(answerOn) => onType({ answerOn })} min={today} required />
    </>
  );
}

function Answer({ typed, offer, onType }: Props) {
  const t = useTranslations("dossiers.page.confirm");
  return (
    <>
      <Select
        label={t("whose")}
        data={offer.consultations.map((c) => ({
          value: String(c.id),
          label: t("asked", { agency: c.agency, day: formatDay(c.dueOn) }),
        }))}
        value={typed.consultationId === null ? null : String(typed.consultationId)}
        onChange={(value) => onType({ consultationId: value === null ? null : Number(value) })}
        required
      />
      <Textarea
        label={t("answer")}
        value={typed.answer}
        onChange={(event) => onType({ answer: event.currentTarget.value })}
        minLength={3}
        maxLength={2000}
        autosize
        minRows={3}
        required
        data-autofocus
      />
    </>
  );
}

function Fee({ typed, onType }: Pick<Props, "typed" | "onType">) {
  const t = useTranslations("dossiers.page.confirm");
  const locale = useLocale();
  return (
    <div className={classes.pair}>
      <Select
        label={t("feeKind")}
        data={(["CHARGE", "FEE"] as const).map((kind) => ({ value: kind, label: say(locale, feeKindWords[kind]) }))}
        value={typed.feeKind}
        onChange={(value) => onType({ feeKind: value === "FEE" ? "FEE" : "CHARGE" })}
        allowDeselect={false}
      />
      <TextInput
        label={t("feeName")}
        description={t("feeHelp")}
        value={typed.feeName}
        onChange={(event) => onType({ feeName: event.currentTarget.value })}
        maxLength={200}
        data-autofocus
      />
      <NumberInput
        label={t("feeAmount")}
        value={typed.feeAmount ?? ""}
        onChange={(value) => onType({ feeAmount: typeof value === "number" ? value : null })}
        min={0}
        max={2_000_000_000}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator={locale === "vi" ? "." : ","}
        decimalSeparator={locale === "vi" ? "," : "."}
        hideControls
        required={typed.feeName.trim() !== ""}
      />
    </div>
  );
}

function Payment(props: Props) {
  const { typed, offer, onType } = props;
  const t = useTranslations("dossiers.page.confirm");
  const locale = useLocale();
  const sum = offer.unpaid.reduce((all, fee) => all + fee.amountDong, 0);
  return (
    <>
      {offer.unpaid.length > 0 ? (
        <p>
          {t("unpaid", {
            names: offer.unpaid.map((fee) => fee.name).join("; "),
            sum: formatNumber(locale, sum),
          })}
        </p>
      ) : (
        <Fee typed={typed} onType={onType} />
      )}
      <Select
        label={t("method")}
        data={(["CASH", "TRANSFER", "ONLINE", "WAIVED"] as const).map((m) => ({
          value: m,
          label: say(locale, paymentMethodWords[m]),
        }))}
        value={typed.method}
        onChange={(value) =>
          onType({ method: (["CASH", "TRANSFER", "ONLINE", "WAIVED"] as const).find((m) => m === value) ?? null })
        }
        required={offer.unpaid.length > 0}
        clearable={offer.unpaid.length === 0}
        data-autofocus={offer.unpaid.length > 0 || undefined}
      />
      <TextInput
        label={t("receiptNumber")}
        value={typed.receiptNumber}
        onChange={(event) => onType({ receiptNumber: event.currentTarget.value })}
        maxLength={100}
      />
    </>
  );
}

function HandOver({ typed, onType }: Props) {
  const t = useTranslations("dossiers.page.confirm");
  const locale = useLocale();
  const ways = ["COUNTER", "POST", "ELECTRONIC"] as const;
  return (
    <>
      <SegmentedControl
        aria-label={t("delivery")}
        data={ways.map((way) => ({ value: way, label: say(locale, deliveryWords[way]) }))}
        value={typed.delivery}
        onChange={(value) => onType({ delivery: ways.find((way) => way === value) ?? "COUNTER" })}
        fullWidth
      />
      {typed.delivery === "COUNTER" ? (
        <div className={classes.pair}>
          <TextInput
            label={t("collectorName")}
            value={typed.collectorName}
            onChange={(event) => onType({ collectorName: event.currentTarget.value })}
            maxLength={200}
            required
            data-autofocus
          />
          <TextInput
            label={t("collectorId")}
            description={t("collectorIdHelp")}
            value={typed.collectorId}
            onChange={(event) => onType({ collectorId: event.currentTarget.value })}
            pattern="[A-Za-z0-9 .\-]{6,20}"
            maxLength={20}
            autoComplete="off"
          />
        </div>
      ) : null}
      {typed.delivery === "POST" ? (
        <TextInput
          label={t("trackingNumber")}
          value={typed.trackingNumber}
          onChange={(event) => onType({ trackingNumber: event.currentTarget.value })}
          maxLength={60}
          required
          data-autofocus
        />
      ) : null}
      <TextInput
        label={t("note")}
        value={typed.note}
        onChange={(event) => onType({ note: event.currentTarget.value })}
        maxLength={300}
      />
    </>
  );
}
