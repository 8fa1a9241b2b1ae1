"use client";
import { CartesianGrid, ComposedChart, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useLocale } from "use-intl";
import { formatPercent, formatShare } from "@/lib/words";
import type { Stretch } from "../shell/period";
import { usePeriodName } from "../shell/period-words";
import { rateAxis } from "./axis";
import { ink, tickStyle, tooltipStyle } from "./recharts-style";
import { shortLabel } from "./stretch-label";

/** A rate over the stretches of a period; `isDashed` tells a second from the first without a colour. */
export type RateLine = { name: string; values: readonly (number | null)[]; isDashed?: boolean };

/** Rates above a flow: the same stretches under one another, so only the lower chart names them. */
export default function RateChart({
  stretches,
  lines,
  target,
}: {
  stretches: readonly Stretch[];
  lines: readonly RateLine[];
  target: number | null;
}) {
  const locale = useLocale();
  const name = usePeriodName();
  const axis = rateAxis([...lines.flatMap(({ values }) => values), target]);
  const rows = stretches.map((s, i) => ({
    ...{ key: s.from, label: shortLabel(s, stretches[i - 1]), name: name(s) },
    ...Object.fromEntries(lines.map(({ values }, n) => [`rate${n}`, values[i] ?? null])),
  }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={rows} syncId="course" margin={{ top: 16, right: 16, bottom: 0, left: 0 }} accessibilityLayer>
        <CartesianGrid vertical={false} stroke={ink.line} />
        <XAxis dataKey="key" scale="band" height={8} tick={false} tickLine={false} axisLine={false} />
        <YAxis
          domain={[axis.from, axis.to]}
          ticks={[...axis.ticks]}
          interval={0}
          tickFormatter={(value) => formatShare(locale, Number(value))}
          tick={tickStyle}
          tickLine={false}
          axisLine={false}
          width={52}
        />
        <Tooltip
          {...tooltipStyle}
          labelFormatter={(key) => rows.find((r) => r.key === key)?.name ?? ""}
          formatter={(value, of) => [formatPercent(locale, Number(value)), of]}
        />
        {target === null ? null : <ReferenceLine y={target} stroke={ink.strong} strokeDasharray="5 4" />}
        {lines.map((line, n) => (
          <Line
            key={line.name}
            dataKey={`rate${n}`}
            name={line.name}
            stroke={line.isDashed ? ink.soft : ink.accent}
            strokeWidth={2}
            {...(line.isDashed && { strokeDasharray: "2 3" })}
            dot={{ r: 3.5, fill: ink.surface, strokeDasharray: "0" }}
            isAnimationActive={false}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
