import type { Cell } from "./copy";
import type { SeedDossier } from "./dossiers";
import type { Random } from "./random";

export const ratingColumns = ["dossier_id", "score", "attitude", "explanation", "comment", "at", "unit_id"] as const;

/** What the demo's citizens say, in the words people use; who reads one sees that it is of the demo. */
const praise = [
  "Cán bộ hướng dẫn rõ ràng (mô phỏng)",
  "Trả kết quả sớm hơn hẹn (mô phỏng)",
  "Không phải đi lại nhiều lần (mô phỏng)",
];
const blame = ["Trả kết quả muộn so với giấy hẹn (mô phỏng)", "Phải bổ sung giấy tờ, hướng dẫn chưa rõ từ đầu (mô phỏng)"];

/** A third of those whose result was returned say what they think of it within a week; who waited too long is seldom satisfied. */
export function ratingRows(
  dossiers: readonly SeedDossier[],
  firstId: number,
  unitId: (key: string) => number,
  until: Date,
  random: Random,
): Cell[][] {
  return dossiers.flatMap(({ filing, life: { facts } }, i): Cell[][] => {
    if (facts.state !== "RETURNED" || !facts.returnedAt || !random.chance(0.33)) return [];
    const at = new Date(facts.returnedAt.getTime() + random.int(10, 7 * 24 * 60) * 60_000);
    const mood = random.next();
    const isLate = facts.outcome === "LATE";
    const score = isLate
      ? mood < 0.25
        ? 1
        : mood < 0.55
          ? 2
          : mood < 0.8
            ? 3
            : 4
      : mood < 0.01
        ? 1
        : mood < 0.03
          ? 2
          : mood < 0.09
            ? 3
            : mood < 0.52
              ? 4
              : 5;
    const mark = () => (random.chance(0.15) ? null : score >= 4 ? random.int(1, 2) : random.int(0, 1));
    const [attitude, explanation] = [mark(), mark()];
    const comment = random.chance(0.08) ? random.pick(score >= 4 ? praise : blame) : null;
    return at > until ? [] : [[firstId + i, score, attitude, explanation, comment, at, unitId(filing.unit)]];
  });
}
