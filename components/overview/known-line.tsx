"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { Adjustments } from "@/lib/indicators/model";
import { formatDay } from "@/lib/words";
import { useAddress, withParams } from "../shell/address";
import { readJson } from "../ui/request";
import { formatChange } from "./figures";
import { useIndicatorName } from "./indicator-words";
import classes from "./known-line.module.css";
import { type Question, queryOf } from "./links";

/** By when the figures were known, where somebody chose a day; else what has changed in a closed period since its last day. */
export function KnownLine({ question, today }: { question: Question; today: string }) {
  const t = useTranslations("overview.known");
  const { search } = useAddress();
  const { asOf: _, knownOn, ...asked } = question;
  if (knownOn)
    return (
      <p className={classes.line}>
        <strong>{t("line", { day: formatDay(knownOn) })}</strong> <span>{t("lists")}</span>{" "}
        <Link href={`?${withParams(search.toString(), { knownOn: null })}`}>{t("showNow")}</Link>
      </p>
    );
  return question.to < today ? <Adjusted asked={asked} /> : null;
}

function Adjusted({ asked }: { asked: Omit<Question, "asOf" | "knownOn"> }) {
  const t = useTranslations("overview.known");
  const locale = useLocale();
  const name = useIndicatorName();
  const { search } = useAddress();
  const { data } = useQuery<Adjustments>({
    queryKey: ["dossiers", "adjustments", asked],
    queryFn: ({ signal }) =>
      readJson(
        `/api/v1/overview/adjustments?${queryOf(asked)}`,
        () => import("@/lib/indicators/model").then((m) => m.Adjustments),
        signal,
      ),
  });
  if (!data?.closedOn || data.changes.length === 0) return null;
  const changes = data.changes.map((c) => `${formatChange(locale, c.code, c.now, c.before, "")} ${name(c.code).toLowerCase()}`);
  return (
    <p className={classes.line}>
      {t("adjusted", { day: formatDay(data.closedOn), changes: changes.join(", ") })}{" "}
      <Link href={`?${withParams(search.toString(), { knownOn: data.closedOn })}`}>{t("showThen")}</Link>
    </p>
  );
}
