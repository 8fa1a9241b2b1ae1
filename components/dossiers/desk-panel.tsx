"use client";
import { useLocale, useTranslations } from "use-intl";
import { cityDay } from "@/lib/calendar/rules";
import { deliveryWords, paymentMethodWords } from "@/lib/dossiers/labels";
import type { DossierDetail } from "@/lib/dossiers/model";
import { formatDay, formatInstant, formatNumber, say } from "@/lib/words";
import { Panel } from "../ui/panel";
import table from "../ui/table.module.css";
import { VerdictShape } from "../ui/verdict";
import classes from "./dossier.module.css";

/** Where a dossier lies within the house: its steps with their times, opinions asked for, money, and who took the result away. */
export function DeskPanel({ dossier, now }: { dossier: DossierDetail; now: string }) {
  const t = useTranslations("dossiers.page.desk");
  const { steps, consultations, fees, handOver, assignee, acceptedAt, endedAt } = dossier;
  const isOpen = acceptedAt !== null && endedAt === null;
  if (!isOpen && steps.length + consultations.length + fees.length === 0 && !handOver) return null;
  return (
    <Panel title={t("title")}>
      {isOpen ? (
        <p>
          {t("liesWith")}: <strong>{assignee?.name ?? t("pool")}</strong>
        </p>
      ) : null}
      {steps.length > 0 ? <Steps steps={steps} now={now} /> : null}
      {consultations.length > 0 ? <Consultations consultations={consultations} now={now} /> : null}
      {fees.length > 0 ? <Fees fees={fees} /> : null}
      {handOver ? <HandedOver handOver={handOver} /> : null}
    </Panel>
  );
}

const time = (instant: string | null) => (instant ? formatInstant(new Date(instant)) : "–");

function Steps({ steps, now }: Pick<DossierDetail, "steps"> & { now: string }) {
  const t = useTranslations("dossiers.page.desk");
  return (
    <ol className={classes.steps} aria-label={t("steps")}>
      {steps.map(({ position, name, role, workingDays, assigneeName, startedAt, dueAt, endedAt }) => {
        const isAt = startedAt !== null && endedAt === null;
        const isLate = isAt && dueAt !== null && dueAt < now;
        const [told, at] = endedAt ? ([t("ended"), endedAt] as const) : ([t("due"), dueAt] as const);
        return (
          <li key={position} aria-current={isAt ? "step" : undefined} data-done={endedAt ? true : undefined}>
            <span className={classes.step}>{name}</span>
            <span className={classes.stepBy}>
              {[role, assigneeName, workingDays === null ? t("notCounted") : t("share", { count: workingDays })]
                .filter(Boolean)
                .join(" · ")}
            </span>
            {at ? (
              <span className={classes.stepTime} data-late={isLate || undefined}>
                {isLate ? <VerdictShape verdict="bad" label={t("late")} /> : null} {told} {time(at)}
              </span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

function Consultations({ consultations, now }: Pick<DossierDetail, "consultations"> & { now: string }) {
  const t = useTranslations("dossiers.page.desk");
  const today = cityDay(new Date(now));
  return (
    <>
      <h3 className={classes.sub}>{t("consultations")}</h3>
      <ul className={classes.asked}>
        {consultations.map(({ id, agency, question, askedAt, askedBy, dueOn, answeredAt, answer }) => {
          const isLate = answeredAt === null && dueOn < today;
          return (
            <li key={id}>
              <p>
                <strong>{agency}</strong>
                {question ? `: ${question}` : ""}
              </p>
              <p className={classes.stepBy}>
                {t("askedBy", { name: askedBy, at: time(askedAt) })}
                {" · "}
                {answeredAt ? t("answeredAt", { at: time(answeredAt) }) : null}
                {answeredAt ? null : (
                  <span className={classes.stepTime} data-late={isLate || undefined}>
                    {isLate ? <VerdictShape verdict="bad" label={t("late")} /> : null} {t("answerBy", { day: formatDay(dueOn) })}
                  </span>
                )}
              </p>
              {answer ? <p className={classes.note}>{answer}</p> : null}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Fees({ fees }: Pick<DossierDetail, "fees">) {
  const t = useTranslations("dossiers.page.desk");
  const locale = useLocale();
  return (
    <table className={table.table}>
      <caption className={table.hidden}>{t("fees")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("fee")}</th>
          <th scope="col" className={table.number}>
            {t("amount")}
          </th>
          <th scope="col">{t("paid")}</th>
        </tr>
      </thead>
      <tbody>
        {fees.map(({ name, amountDong, paidAt, method, receiptNumber }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two fees may be alike, and the list only grows.
          <tr key={i}>
            <th scope="row">{name}</th>
            <td className={table.number}>{formatNumber(locale, amountDong)} đ</td>
            <td>
              {paidAt && method
                ? [say(locale, paymentMethodWords[method]), receiptNumber, time(paidAt)].filter(Boolean).join(" · ")
                : t("unpaid")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function HandedOver({ handOver }: { handOver: NonNullable<DossierDetail["handOver"]> }) {
  const t = useTranslations("dossiers.page.desk");
  const locale = useLocale();
  const { delivery, collectorName, collectorIdMasked, trackingNumber, note, at } = handOver;
  const told = [
    say(locale, deliveryWords[delivery]),
    collectorName,
    collectorIdMasked,
    trackingNumber && t("tracking", { number: trackingNumber }),
    note,
    time(at),
  ];
  return (
    <>
      <h3 className={classes.sub}>{t("handOver")}</h3>
      <p>{told.filter(Boolean).join(" · ")}</p>
    </>
  );
}
