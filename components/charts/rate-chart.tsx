"use client";
import { CartesianGrid, ComposedChart, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useLocale, useTranslations } from "use-intl";
import type { TrendPoint } from "@/lib/indicators/model";
import { formatPercent, formatShare } from "@/lib/words";
import { usePeriodName } from "../shell/period-words";
import { rateAxis } from "./axis";
import { ink, tickStyle, tooltipStyle } from "./recharts-style";
import { shortLabel } from "./stretch-label";

/** The on-time rate above the flow: the same stretches under one another, so only the lower chart names them. */
export default function RateChart({ points, target }: { points: readonly TrendPoint[]; target: number | null }) {
  const t = useTranslations("overview.trend");
  const locale = useLocale();
  const name = usePeriodName();
  const axis = rateAxis([...points.map((p) => p.onTimeRate), target]);
  const rows = points.map((p, i) => ({ key: p.from, label: shortLabel(p, points[i - 1]), name: name(p), rate: p.onTimeRate }));
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
          formatter={(value) => [formatPercent(locale, Number(value)), t("rate")]}
        />
        {target === null ? null : <ReferenceLine y={target} stroke={ink.strong} strokeDasharray="5 4" />}
        <Line dataKey="rate" stroke={ink.accent} strokeWidth={2} dot={{ r: 3.5, fill: ink.surface }} isAnimationActive={false} />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
