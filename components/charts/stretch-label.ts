import { formatDay } from "@/lib/words";
import { nameOf, type Stretch } from "../shell/period";

/** A few letters under a column: "T3", with the year where it begins; "QI", "16/11". */
export function shortLabel(stretch: Stretch, before: Stretch | undefined): string {
  const named = nameOf(stretch);
  const isNewYear = !before || before.from.slice(0, 4) !== stretch.from.slice(0, 4);
  switch (named.kind) {
    case "month":
      return isNewYear ? `T${named.month}/${String(named.year).slice(2)}` : `T${named.month}`;
    case "reportMonth":
      return `T${named.month}`;
    case "quarter":
      return isNewYear ? `Q${named.quarter}/${String(named.year).slice(2)}` : `Q${named.quarter}`;
    case "year":
      return String(named.year);
    default:
      return formatDay(stretch.from).slice(0, 5);
  }
}
