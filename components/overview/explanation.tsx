"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { formatDay, formatInstant } from "@/lib/words";
import { shownOf } from "../ui/answer";
import { readJson } from "../ui/request";
import { FailedState, LoadingState } from "../ui/states";
import table from "../ui/table.module.css";
import type { Explained } from "./explain";
import classes from "./explain.module.css";
import { queryOf } from "./links";

/** How a number is counted: definition, what stands above and below the line, by which text, from what, last changed when. */
export function Explanation({ code, topic, on: asOf, direction, told, aimed, ways, trail, target }: Explained) {
  const t = useTranslations("overview.explain");
  const steps = ({ aim, floor }: { aim: number; floor: number }) =>
    t(`steps.${direction}`, { aim: aimed(aim), floor: aimed(floor) });
  const answer = useQuery({
    queryKey: [topic, "explanation", code, asOf],
    queryFn: ({ signal }) =>
      readJson(
        `/api/v1/indicators/${code}/explanation?${queryOf({ asOf })}`,
        () => import("@/lib/indicators/model").then((m) => m.Explanation),
        signal,
      ),
  });
  const { data, refusal } = shownOf(answer);
  if (refusal) return <FailedState error={refusal} onRetry={() => void answer.refetch()} />;
  if (!data) return <LoadingState height="7rem" />;
  const { name, definition, numerator, denominator, law, source, lastChangeAt } = data;
  const facts = [
    [t("numerator"), numerator, ways.top],
    [t("denominator"), denominator, ways.bottom],
    [t("target"), target ? `${steps(target)} ${target.source}` : null, null],
    [t("source"), source, null],
    [t("law"), law, null],
    [t("changed"), lastChangeAt && formatInstant(new Date(lastChangeAt)), null],
  ] as const;
  return (
    <>
      <p className={classes.title}>{name}</p>
      <dl className={classes.facts}>
        <div>
          <dt>{t("definition")}</dt>
          <dd>{definition}</dd>
        </div>
        {facts.map(([term, fact, way]) =>
          fact ? (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                {fact}
                {way ? (
                  <>
                    {" · "}
                    <Link href={way} prefetch={false}>
                      {t("records")}
                    </Link>
                  </>
                ) : null}
              </dd>
            </div>
          ) : null,
        )}
      </dl>
      {trail.some((p) => p.value !== null) ? (
        <details className={classes.trail}>
          <summary>{t("trail")}</summary>
          <table className={table.table}>
            <tbody>
              {trail.toReversed().map((p) => (
                <tr key={p.from}>
                  <th scope="row">{`${formatDay(p.from)} – ${formatDay(p.to)}`}</th>
                  <td className={table.number}>{p.value === null ? "–" : told(p.value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ) : null}
    </>
  );
}
