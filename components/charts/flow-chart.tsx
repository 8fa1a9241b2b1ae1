"use client";
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useLocale } from "use-intl";
import { formatNumber } from "@/lib/words";
import type { Stretch } from "../shell/period";
import { usePeriodName } from "../shell/period-words";
import { ink, tickStyle, tooltipStyle } from "./recharts-style";
import { shortLabel } from "./stretch-label";

/** Counts over the stretches of a period: bars from zero, those of one `stack` on each other, or a line on the same scale. */
export type Flow = { name: string; values: readonly number[]; shape: "bar" | "line"; colour: keyof typeof ink; stack?: string };

/** What came and went, stretch by stretch. */
export default function FlowChart({ stretches, flows }: { stretches: readonly Stretch[]; flows: readonly Flow[] }) {
  const locale = useLocale();
  const name = usePeriodName();
  const rows = stretches.map((s, i) => ({
    ...{ key: s.from, label: shortLabel(s, stretches[i - 1]), name: name(s) },
    ...Object.fromEntries(flows.map(({ values }, n) => [`flow${n}`, values[i] ?? 0])),
  }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={rows} syncId="course" margin={{ top: 16, right: 16, bottom: 0, left: 0 }} accessibilityLayer>
        <CartesianGrid vertical={false} stroke={ink.line} />
        <XAxis
          dataKey="key"
          tickFormatter={(key) => rows.find((r) => r.key === key)?.label ?? ""}
          tick={tickStyle}
          tickLine={false}
          axisLine={false}
        />
        <YAxis
          allowDecimals={false}
          tickFormatter={(v) => formatNumber(locale, Number(v))}
          tick={tickStyle}
          tickLine={false}
          axisLine={false}
          width={52}
        />
        <Tooltip
          {...tooltipStyle}
          cursor={{ fill: "var(--accent-soft)" }}
          labelFormatter={(key) => rows.find((r) => r.key === key)?.name ?? ""}
          formatter={(value) => formatNumber(locale, Number(value))}
        />
        {flows.map((flow, n) =>
          flow.shape === "bar" ? (
            <Bar
              key={flow.name}
              dataKey={`flow${n}`}
              name={flow.name}
              fill={ink[flow.colour]}
              {...(flow.stack !== undefined && { stackId: flow.stack })}
              isAnimationActive={false}
            />
          ) : (
            <Line
              key={flow.name}
              dataKey={`flow${n}`}
              name={flow.name}
              stroke={ink[flow.colour]}
              strokeWidth={2}
              dot={{ r: 2.5, fill: ink.surface }}
              isAnimationActive={false}
            />
          ),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
