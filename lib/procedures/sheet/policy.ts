import { cutoffPolicyWords, supplementPolicyWords } from "@/lib/dossiers/labels";
import { searchable, type Words } from "@/lib/words";
import type { NewPolicy } from "../model";
import { longestLine, partsOf } from "./cells";

const wordsOf = <C extends string>(words: Record<C, Words>, more: [string, C][]): ReadonlyMap<string, C> =>
  new Map([
    ...(Object.keys(words) as C[]).flatMap((code): [string, C][] =>
      [words[code].vi, words[code].en].map((word) => [searchable(word), code]),
    ),
    ...more,
  ]);
const cutoffOf = wordsOf<NewPolicy["cutoffPolicy"]>(cutoffPolicyWords, [
  ["khong co gio chot", "NONE"],
  ["gio chot 15 gio", "SAME_DAY_15H"],
]);
const supplementOf = wordsOf<NewPolicy["supplementPolicy"]>(supplementPolicyWords, []);
const times = /^(?:bo sung )?(?:toi da )?(\d)(?: lan| times?)$/;

/** "Không áp dụng giờ chốt | Tính lại từ đầu | bổ sung 1 lần", in any order; whoever writes of it says all three. */
export function readPolicy(cell: string): NewPolicy | null {
  const said: Partial<NewPolicy> = {};
  for (const part of partsOf(cell.slice(0, longestLine).replace(/[\r\n]+/g, "|"))) {
    const word = searchable(part);
    const [cutoffPolicy, supplementPolicy, count] = [cutoffOf.get(word), supplementOf.get(word), times.exec(word)?.[1]];
    if (cutoffPolicy) said.cutoffPolicy = cutoffPolicy;
    else if (supplementPolicy) said.supplementPolicy = supplementPolicy;
    else if (count !== undefined) said.supplementsAllowed = Number(count);
    else return null;
  }
  const { cutoffPolicy, supplementPolicy, supplementsAllowed } = said;
  return cutoffPolicy && supplementPolicy && supplementsAllowed !== undefined
    ? { cutoffPolicy, supplementPolicy, supplementsAllowed }
    : null;
}
export function writePolicy({ cutoffPolicy, supplementPolicy, supplementsAllowed }: NewPolicy): string {
  return [
    cutoffPolicyWords[cutoffPolicy].vi,
    supplementPolicyWords[supplementPolicy].vi,
    `bổ sung ${supplementsAllowed} lần`,
  ].join(" | ");
}
