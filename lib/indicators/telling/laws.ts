import type { Day } from "@/lib/calendar/model";
import type { Words } from "@/lib/words";

/** What a figure of a day stands on: texts are replaced, and a figure of 2023 is answered for by what held in 2023. */
export type Law = (on: Day) => Words;

/** The words of the last beginning not after a day; each holds until the next begins. */
const since =
  (first: Words, ...later: readonly [from: Day, words: Words][]): Law =>
  (on) =>
    later.findLast(([from]) => from <= on)?.[1] ?? first;
const and =
  (one: Law, words: Words): Law =>
  (on) => ({ vi: `${one(on).vi}; ${words.vi}`, en: `${one(on).en}; ${words.en}` });

/** From this day Decree 118/2025 stands in the place of Decree 61/2018; its own articles we have not read, so none is named. */
const oneStopSince = "2025-07-01";
const successor: Words = {
  vi: "NĐ 118/2025/NĐ-CP (thay NĐ 61/2018/NĐ-CP)",
  en: "Decree 118/2025/NĐ-CP (in place of Decree 61/2018/NĐ-CP)",
};
const oneStop = (article: string): Law =>
  since({ vi: `NĐ 61/2018/NĐ-CP Đ.${article}`, en: `Decree 61/2018/NĐ-CP art. ${article}` }, [oneStopSince, successor]);

const formReport: Words = { vi: "biểu II.06, TT 01/2020/TT-VPCP", en: "form II.06, Circular 01/2020/TT-VPCP" };
const amended = since(
  { vi: "NĐ 61/2018/NĐ-CP", en: "Decree 61/2018/NĐ-CP" },
  [
    "2021-12-06",
    {
      vi: "NĐ 61/2018/NĐ-CP, sửa đổi bởi NĐ 107/2021/NĐ-CP",
      en: "Decree 61/2018/NĐ-CP, amended by Decree 107/2021/NĐ-CP",
    },
  ],
  [oneStopSince, successor],
);
const indexGroup = (number: number, vi: string, en: string): Law =>
  since({
    vi: `QĐ 766/QĐ-TTg, nhóm chỉ số ${number} – ${vi}`,
    en: `Decision 766/QĐ-TTg, group ${number} – ${en}`,
  });
const group3: Words = { vi: "QĐ 766/QĐ-TTg, nhóm 3", en: "Decision 766/QĐ-TTg, group 3" };

export const laws = {
  handling: and(amended, formReport),
  supplement: oneStop("19.4"),
  refusal: oneStop("19.8"),
  statistics: since({
    vi: "QĐ 766/QĐ-TTg ngày 23/6/2022; TT 01/2020/TT-VPCP, biểu II.06",
    en: "Decision 766/QĐ-TTg of 23 June 2022; Circular 01/2020/TT-VPCP, form II.06",
  }),
  progress: indexGroup(2, "tiến độ giải quyết", "progress"),
  online: indexGroup(3, "dịch vụ công trực tuyến", "online public services"),
  fullOnline: since(
    group3,
    ["2022-08-15", { vi: `NĐ 42/2022/NĐ-CP; ${group3.vi}`, en: `Decree 42/2022/NĐ-CP; ${group3.en}` }],
    ["2026-07-01", { vi: `NĐ 224/2026/NĐ-CP Đ.19.2; ${group3.vi}`, en: `Decree 224/2026/NĐ-CP art. 19.2; ${group3.en}` }],
  ),
  postal: and(since({ vi: "QĐ 45/2016/QĐ-TTg", en: "Decision 45/2016/QĐ-TTg" }), formReport),
  duration: since(
    {
      vi: "Chỉ số thành phố tự theo dõi; từ 01/07/2026 theo NĐ 224/2026/NĐ-CP Đ.19.2 (d)",
      en: "A figure the city keeps for itself; from 01/07/2026 by Decree 224/2026/NĐ-CP art. 19.2 (d)",
    },
    ["2026-07-01", { vi: "NĐ 224/2026/NĐ-CP Đ.19.2 (d)", en: "Decree 224/2026/NĐ-CP art. 19.2 (d)" }],
  ),
} as const satisfies Record<string, Law>;
