/** A number that is exact: a whole over a whole, the lower one positive. Sums of figures and their ratios lose nothing on the way. */
export type Exact = { readonly top: bigint; readonly bottom: bigint };

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b));
function made(top: bigint, bottom: bigint): Exact {
  const sign = bottom < 0n ? -1n : 1n;
  const common = divisor(top, bottom) || 1n;
  return { top: (sign * top) / common, bottom: (sign * bottom) / common };
}
export const nought: Exact = { top: 0n, bottom: 1n };

/** "12.50", "-3": as the database writes a number. */
export function exactOf(text: string): Exact {
  const [whole = "0", fraction = ""] = text.split(".");
  return made(BigInt(`${whole}${fraction}`), 10n ** BigInt(fraction.length));
}
/** A number of the program's own, as it is written. */
export const exactNumber = (value: number): Exact => exactOf(value.toFixed(12));

export const plus = (a: Exact, b: Exact): Exact => made(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const minus = (a: Exact, b: Exact): Exact => plus(a, { top: -b.top, bottom: b.bottom });
export const times = (a: Exact, b: Exact): Exact => made(a.top * b.top, a.bottom * b.bottom);
/** Null: there is nothing to divide by. */
export const over = (a: Exact, b: Exact): Exact | null => (b.top === 0n ? null : made(a.top * b.bottom, a.bottom * b.top));

/** To so many decimals, a half away from nought, as people round. */
export function rounded({ top, bottom }: Exact, decimals: number): number {
  const scaled = top * 10n ** BigInt(decimals) * 2n;
  const up = top < 0n ? -1n : 1n;
  const whole = (scaled + up * bottom) / (2n * bottom);
  return Number(whole) / 10 ** decimals;
}
/** As near as a number of the program can come, for comparing and drawing. */
export const numberOf = (value: Exact): number => rounded(value, 12);
