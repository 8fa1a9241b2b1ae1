import { filled, measureWords } from "@/lib/quality/labels";
import { isPoints, type ListedMeasure, listedMeasures, type MeasureCode, type Scored } from "@/lib/quality/model";
import { formatNumber, formatPercent, formatShare, type Locale, say, type Words } from "@/lib/words";

const words = {
  unreported: { vi: "Chưa có số liệu: chưa đơn vị nào báo cáo.", en: "No data: nobody has reported it." },
  untold: { vi: "Chưa có số liệu.", en: "No data." },
  emptyZero: { vi: "Không có {bottom}: theo quy định là 0 điểm.", en: "No {bottom}: by the rule, no points." },
  emptyFull: { vi: "Không có {bottom}: theo quy định được đủ điểm.", en: "No {bottom}: by the rule, all points." },
  emptyNone: { vi: "Không có {bottom} để tính.", en: "No {bottom} to count." },
  whole: { vi: "Đủ điểm.", en: "All points." },
  share: {
    vi: "Mất {lost} điểm: {missing} trong {all} {bottom} {fault}.",
    en: "{lost} points lost: {missing} of {all} {bottom} {fault}.",
  },
  fullAt: { vi: "Đủ điểm từ {share}.", en: "All points from {share}." },
  mean: {
    vi: "Mất {lost} điểm: {sum} {top} trên {all} {bottom}, mỗi {bottom} tối đa 2 điểm.",
    en: "{lost} points lost: {sum} {top} over {all} {bottom}, two at the most for each.",
  },
  tier: { vi: "{share} là {top} (cần {at})", en: "{share} are {top} ({at} wanted)" },
} as const satisfies Record<string, Words>;

/** The measure a component is counted by, where there is one. */
export const measureOf = ({ formula }: Pick<Scored, "formula">): MeasureCode | null =>
  formula.is === "tiers" ? null : formula.measure;
/** The measure whose dossiers can be listed, where points were lost by dossiers. */
export function listable(component: Scored): ListedMeasure | null {
  if (component.points === null || component.points >= component.max) return null;
  // What was reported is not in our records.
  if (component.figures.some((f) => f?.isReported || f?.bottom === 0)) return null;
  const measure = measureOf(component);
  return listedMeasures.find((m) => m === measure) ?? null;
}

const inWords = (locale: Locale, measure: MeasureCode) => {
  const { top, bottom, missing } = measureWords[measure];
  return { top: say(locale, top), bottom: say(locale, bottom), missing: say(locale, missing) };
};

/** In words, why a component has the points it has. */
export function reasonOf(locale: Locale, component: Scored, decimals: number): string {
  const { formula, figures, points, max, empty } = component;
  const put = (text: Words, values: Record<string, string | number> = {}) => filled(say(locale, text), values);
  const count = (n: number) => formatNumber(locale, n);
  if (formula.is === "tiers") {
    if (points === null) return put(words.untold);
    return `${formula.tiers
      .map(({ measure, at }, i) => {
        const told = figures[i];
        const share =
          told && told.bottom > 0
            ? `${formatPercent(locale, told.top / told.bottom)} ${say(locale, measureWords[measure].bottom)}`
            : "–";
        return put(words.tier, { share, top: say(locale, measureWords[measure].top), at: formatShare(locale, at) });
      })
      .join("; ")}.`;
  }
  const [figure] = figures;
  const { measure } = formula;
  const { top, bottom, missing: fault } = inWords(locale, measure);
  if (!figure) return put(measure === "synchronised" ? words.untold : words.unreported);
  if (figure.bottom === 0)
    return put(empty === "full" ? words.emptyFull : empty === "zero" ? words.emptyZero : words.emptyNone, { bottom });
  if (points === null || points >= max) return put(words.whole);
  const lost = formatNumber(locale, max - points, decimals);
  if (isPoints(measure)) return put(words.mean, { lost, sum: count(figure.top), top, all: count(figure.bottom), bottom });
  const said = put(words.share, { lost, missing: count(figure.bottom - figure.top), all: count(figure.bottom), bottom, fault });
  const isFullBefore = formula.is === "share" && formula.fullAt < 1;
  return isFullBefore ? `${said} ${put(words.fullAt, { share: formatShare(locale, formula.fullAt) })}` : said;
}
