"use client";
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useLocale, useTranslations } from "use-intl";
import type { TrendPoint } from "@/lib/indicators/model";
import { formatNumber } from "@/lib/words";
import { usePeriodName } from "../shell/period-words";
import { ink, tickStyle, tooltipStyle } from "./recharts-style";
import { shortLabel } from "./stretch-label";

/** Dossiers finished, on time and late, stacked from zero; those received as a line on the same scale. */
export default function FlowChart({ points }: { points: readonly TrendPoint[] }) {
  const t = useTranslations("overview.trend");
  const locale = useLocale();
  const name = usePeriodName();
  const rows = points.map((p, i) => ({ ...p, key: p.from, label: shortLabel(p, points[i - 1]), name: name(p) }));
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
        <Bar dataKey="onTime" name={t("onTime")} stackId="done" fill={ink.bar} isAnimationActive={false} />
        <Bar dataKey="late" name={t("late")} stackId="done" fill={ink.bad} isAnimationActive={false} />
        <Line
          dataKey="received"
          name={t("received")}
          stroke={ink.accent}
          strokeWidth={2}
          dot={{ r: 2.5, fill: ink.surface }}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
