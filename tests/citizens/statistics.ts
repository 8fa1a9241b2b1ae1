/** Two-sided p of the Mann-Whitney U test (normal approximation, ties counted): how likely two samples this far apart come from one source. */
export function mannWhitney(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((value) => ({ value, isA: true })), ...b.map((value) => ({ value, isA: false }))].sort(
    (x, y) => x.value - y.value,
  );
  let rankSum = 0;
  let ties = 0;
  for (let i = 0; i < all.length; ) {
    let j = i;
    while (j < all.length && all[j]?.value === all[i]?.value) j += 1;
    const rank = (i + j + 1) / 2;
    rankSum += rank * all.slice(i, j).filter((one) => one.isA).length;
    ties += (j - i) ** 3 - (j - i);
    i = j;
  }
  const [n, m] = [a.length, b.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const spread = Math.sqrt(((n * m) / 12) * (n + m + 1 - ties / ((n + m) * (n + m - 1))));
  const z = (Math.abs(u - (n * m) / 2) - 0.5) / spread;
  return spread === 0 ? 1 : 2 * (1 - normal(z));
}
/** The normal distribution up to z (Abramowitz and Stegun 26.2.17; off by less than 1e-7). */
function normal(z: number): number {
  if (z < 0) return 1 - normal(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}
