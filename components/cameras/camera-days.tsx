import { useLocale, useTranslations } from "use-intl";
import type { CameraDay } from "@/lib/cameras/model";
import { availabilityOf } from "@/lib/cameras/rules";
import { formatDay, formatPercent } from "@/lib/words";
import table from "../ui/table.module.css";
import classes from "./cameras.module.css";

const parts = ["onlineMs", "troubleMs", "maintainedMs", "unknownMs"] as const;

/** Thirty days, a bar each: how much of it the camera showed, was in trouble, was worked on, or nobody knows. The same as a table for whoever sees no bars. */
export function CameraDays({ days }: { days: readonly CameraDay[] }) {
  const t = useTranslations("cameras.story");
  const locale = useLocale();
  const shareOf = (day: CameraDay) => {
    const share = availabilityOf(day);
    return share === null ? t("none") : formatPercent(locale, share);
  };
  return (
    <>
      <div className={classes.days} aria-hidden="true">
        {days.map((day) => (
          <span key={day.on} className={classes.day} title={`${formatDay(day.on)}: ${shareOf(day)}`}>
            {parts.map((part) => (day[part] > 0 ? <span key={part} data-part={part} style={{ flexGrow: day[part] }} /> : null))}
          </span>
        ))}
      </div>
      <p className={classes.ends} aria-hidden="true">
        <span>{formatDay(days[0]?.on ?? "").slice(0, 5)}</span>
        <span>{formatDay(days.at(-1)?.on ?? "").slice(0, 5)}</span>
      </p>
      <ul className={classes.key}>
        {parts.map((part) => (
          <li key={part}>
            <span data-part={part} aria-hidden="true" /> {t(part)}
          </li>
        ))}
      </ul>
      <table className={table.hidden}>
        <caption>{t("days")}</caption>
        <tbody>
          {days.map((day) => (
            <tr key={day.on}>
              <th scope="row">{formatDay(day.on)}</th>
              <td>{shareOf(day)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
