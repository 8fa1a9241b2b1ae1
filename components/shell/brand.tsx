import { useTranslations } from "use-intl";
import classes from "./shell.module.css";

export type CityFace = { name: string; emblem: string | null; hasDemoData: boolean };

/** Whose centre this is. A city without an emblem gets the watchtower. */
export function Brand({ city, compact }: { city: CityFace; compact?: boolean }) {
  const t = useTranslations("shell");
  const ui = useTranslations("ui");
  return (
    <div className={classes.brand} data-compact={compact || undefined}>
      {/* biome-ignore lint/performance/noImgElement: the emblem is the city's own file, served as it is. */}
      <img src={city.emblem ?? "/emblem.svg"} alt="" width="36" height="36" className={classes.emblem} />
      <div className={classes.brandText}>
        <span className={classes.centre}>{t("centre")}</span>
        <span className={classes.city}>{city.name}</span>
        {city.hasDemoData ? (
          <span className={classes.demo} title={t("demoNote")}>
            {ui("demo")}
          </span>
        ) : null}
      </div>
    </div>
  );
}
