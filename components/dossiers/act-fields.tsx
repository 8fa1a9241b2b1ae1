"use client";
import { Autocomplete, Checkbox, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import type { Colleague } from "@/lib/auth/model";
import { feeKindWords, paymentMethodWords, stopBasesOn } from "@/lib/dossiers/labels";
import { type ActName, mostDong, needsReason } from "@/lib/dossiers/model";
import type { Unit } from "@/lib/units/model";
import { formatDay, formatNumber, say, searchable } from "@/lib/words";
import { DayField } from "../ui/day-field";
import { asksForDesk, lacksAsked, type Offer, type Typed, workingInAll } from "./act-form";
import { colleaguesQuery, unitsQuery } from "./act-query";
import classes from "./dossier.module.css";
import { HandOver } from "./hand-over-fields";
import { AskedPapers, SuppliedPapers } from "./paper-fields";

type Props = {
  act: ActName;
  typed: Typed;
  offer: Offer;
  dueOn: string | null;
  today: string;
  /** What the request that is answered said. */
  request?: string | null;
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
      {act === "extend" && typed.lateAgencies.length > 1 ? <Late typed={typed} onType={onType} /> : null}
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
          data={stopBasesOn(props.today)}
          value={typed.basis}
          onChange={(basis) => onType({ basis })}
          maxLength={300}
          required
          data-autofocus
        />
      ) : null}
      {act === "receiveSupplement" && !props.offer.stack ? (
        <SuppliedPapers request={props.request ?? null} papers={typed.papers} onType={(papers) => onType({ papers })} />
      ) : null}
      {needsReason(act) || (act === "receiveSupplement" && lacksAsked(typed)) ? (
        <Textarea
          label={t("reason")}
          description={t(act === "receiveSupplement" ? "papers.lackHelp" : "reasonHelp")}
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
      {act === "requestSupplement" ? (
        <AskedPapers papers={typed.askedPapers} onType={(askedPapers) => onType({ askedPapers })} />
      ) : null}
    </>
  );
}

/** Who the apology says is late: the settling unit, and agencies that have not answered in time. */
function Late({ typed: { lateAgencies }, onType }: Pick<Props, "typed" | "onType">) {
  const t = useTranslations("dossiers.page.confirm");
  return (
    <fieldset className={classes.papers}>
      <legend>{t("late")}</legend>
      <p className={classes.paperHelp}>{t("lateHelp")}</p>
      {lateAgencies.map(({ consultationId, name, isLate }) => (
        <Checkbox
          key={consultationId ?? "settler"}
          label={name}
          checked={isLate}
          onChange={() =>
            onType({
              lateAgencies: lateAgencies.map((one) =>
                one.consultationId === consultationId ? { ...one, isLate: !isLate } : one,
              ),
            })
          }
        />
      ))}
    </fieldset>
  );
}

/** The unit's pool, or one of the people who work on its dossiers; found without diacritics. */
function Desk({ act, typed, offer, onType }: Props) {
  const t = useTranslations("dossiers.page.confirm");
  const answers = useQueries({ queries: offer.unitIds.map(colleaguesQuery) });
  const people = workingInAll<Colleague>(answers.map((answer) => answer.data?.colleagues ?? []));
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

/** Who is asked: a unit of the city, chosen from those that stand, or any other agency by its name. */
function Question({ typed, offer, today, onType }: Props) {
  const t = useTranslations("dossiers.page.confirm");
  const units = useQuery(unitsQuery).data?.units ?? [];
  const asked = byLabel(units, offer.unitIds);
  return (
    <>
      <Autocomplete
        label={t("agency")}
        description={t(typed.agencyUnitId === null ? "agencyOutside" : "agencyOfCity")}
        data={[...asked.keys()]}
        value={typed.agency}
        onChange={(agency) => onType({ agency, agencyUnitId: asked.get(agency.trim()) ?? null })}
        filter={({ options, search }) =>
          options.filter((option) => "label" in option && searchable(option.label).includes(searchable(search)))
        }
        limit={30}
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

/** Units by what they are chosen by: their name, and what they stand under where others are called alike. */
function byLabel(
  units: readonly Pick<Unit, "id" | "name" | "shortName" | "parentId">[],
  but: readonly number[],
): Map<string, number> {
  const isTwice = (name: string) => units.filter((unit) => unit.name === name).length > 1;
  const above = (id: number | null) => units.find((unit) => unit.id === id)?.shortName ?? String(id);
  return new Map(
    units
      .filter((unit) => !but.includes(unit.id))
      .map(({ id, name, parentId }) => [isTwice(name) ? `${name} – ${above(parentId)}` : name, id]),
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
        max={mostDong}
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
