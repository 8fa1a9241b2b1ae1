"use client";
import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { ink, tickStyle } from "./recharts-style";

type Row = { name: string; value: number | null };

/** Lengths from zero, longest first. */
export default function RankChart({
  rows,
  format,
  isRate,
  label,
}: {
  rows: readonly Row[];
  format(value: number): string;
  isRate: boolean;
  label: string;
}) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...rows]}
        layout="vertical"
        margin={{ top: 4, right: 64, bottom: 0, left: 0 }}
        aria-label={label}
        accessibilityLayer
      >
        <CartesianGrid horizontal={false} stroke={ink.line} />
        <XAxis
          type="number"
          domain={[0, isRate ? 1 : "dataMax"]}
          allowDecimals={isRate}
          tickFormatter={(v) => format(Number(v)).replace(/[.,]0%$/, "%")}
          tick={tickStyle}
          tickLine={false}
          axisLine={false}
        />
        <YAxis
          type="category"
          dataKey="name"
          width={150}
          interval={0}
          tick={tickStyle}
          tickFormatter={(name: string) => (name.length > 40 ? `${name.slice(0, 38)}…` : name)}
          tickLine={false}
          axisLine={false}
        />
        <Bar dataKey="value" fill={ink.accent} maxBarSize={14} radius={[0, 3, 3, 0]} isAnimationActive={false}>
          <LabelList
            dataKey="value"
            position="right"
            fontSize={12}
            fill="var(--ink)"
            formatter={(v) => (typeof v === "number" ? format(v) : "")}
          />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
