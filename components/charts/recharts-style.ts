/** The page's own colours for a drawing library that wants them by name. */
export const ink = {
  line: "var(--line)",
  strong: "var(--line-strong)",
  soft: "var(--ink-soft)",
  accent: "var(--accent)",
  surface: "var(--surface)",
  bar: "var(--bar)",
  bad: "var(--bad)",
} as const;
export const tickStyle = { fontSize: "0.75rem", fill: "var(--ink-faint)" } as const;
export const tooltipStyle = {
  isAnimationActive: false,
  contentStyle: {
    border: "1px solid var(--line)",
    borderRadius: 8,
    background: "var(--surface)",
    color: "var(--ink)",
    fontSize: "0.8125rem",
  },
  labelStyle: { fontWeight: 600 },
  itemStyle: { color: "var(--ink)" },
} as const;
