import classes from "./charts.module.css";

/** The course of a few values, as wide as its place. Gaps stay gaps. `label` says it in words. */
export function Sparkline({
  values,
  label,
  className = "",
}: {
  values: readonly (number | null)[];
  label: string;
  className?: string;
}) {
  const known = values.filter((v) => v !== null);
  if (known.length < 2) return <div className={`${classes.spark} ${className}`} />;
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const points = values.map((v, i) =>
    v === null ? null : { x: (i / (values.length - 1)) * 100, y: 22 - ((v - low) / span) * 20 },
  );
  const last = points.findLast((p) => p !== null);
  return (
    <div className={`${classes.spark} ${className}`}>
      <svg viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label={label}>
        <path d={pathOf(points)} className={classes.sparkLine} vectorEffect="non-scaling-stroke" />
      </svg>
      {last ? (
        <span
          className={classes.sparkDot}
          style={{ insetInlineStart: `${last.x}%`, insetBlockStart: `${(last.y / 24) * 100}%` }}
        />
      ) : null}
    </div>
  );
}

/** A line through the points; a missing one breaks it. */
export function pathOf(points: readonly ({ x: number; y: number } | null)[]): string {
  return points
    .map((p, i) => (p ? `${i > 0 && points[i - 1] ? "L" : "M"}${p.x.toFixed(2)} ${p.y.toFixed(2)}` : ""))
    .filter(Boolean)
    .join("");
}
