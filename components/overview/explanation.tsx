"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { IndicatorCode } from "@/lib/indicators/model";
import { formatInstant } from "@/lib/words";
import { readJson } from "../ui/request";
import { Bone, FailedState } from "../ui/states";
import classes from "./explain.module.css";

/** How a number is counted: definition, what stands above and below the line, by which text, from what, last changed when. */
export function Explanation({ code }: { code: IndicatorCode }) {
  const t = useTranslations("overview.explain");
  const ui = useTranslations("ui");
  const answer = useQuery({
    queryKey: ["dossiers", "explanation", code],
    queryFn: ({ signal }) =>
      readJson(
        `/api/v1/indicators/${code}/explanation`,
        () => import("@/lib/indicators/model").then((m) => m.Explanation),
        signal,
      ),
  });
  if (answer.error) return <FailedState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data)
    return (
      <div role="status" aria-label={ui("loading")}>
        <Bone height="7rem" />
      </div>
    );
  const { name, definition, numerator, denominator, law, source, lastChangeAt } = answer.data;
  const facts = [
    [t("numerator"), numerator],
    [t("denominator"), denominator],
    [t("source"), source],
    [t("law"), law],
    [t("changed"), lastChangeAt && formatInstant(new Date(lastChangeAt))],
  ] as const;
  return (
    <>
      <p className={classes.title}>{name}</p>
      <dl className={classes.facts}>
        <div>
          <dt>{t("definition")}</dt>
          <dd>{definition}</dd>
        </div>
        {facts.map(([term, fact]) =>
          fact ? (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </>
  );
}
