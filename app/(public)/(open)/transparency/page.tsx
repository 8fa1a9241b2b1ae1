import { currentLocale, translator } from "@/app/i18n";
import { cellText, openColumns, openData } from "@/app/open-figures";
import own from "@/components/citizens/citizens.module.css";
import classes from "@/components/procedures/open.module.css";
import { cityDay } from "@/lib/calendar/rules";
import { periodText } from "@/lib/citizens/labels";
import { OpenQuery } from "@/lib/citizens/model";
import { openPeriods } from "@/lib/citizens/rules";
import { AppError } from "@/lib/errors";
import { formatDay } from "@/lib/words";

export async function generateMetadata() {
  return { title: (await translator("citizens"))("figures.title") };
}

/** What the units did, for everybody: no sign-in, no script, and nobody to be found among the figures. */
export default async function TransparencyPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const [locale, t, asked] = [await currentLocale(), await translator("citizens"), await searchParams];
  const now = new Date();
  const period = OpenQuery.shape.period.catch(undefined).parse(asked.period);
  const data = await openData({ period, lang: locale }, now).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "period-not-begun") return null;
    throw error;
  });
  const choices = openPeriods(cityDay(now));
  const query = new URLSearchParams({ ...(data ? { period: data.period } : {}), lang: locale });
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>{t("figures.title")}</h1>
      <p className={classes.intro}>{t("figures.intro")}</p>
      <form className={classes.search} method="get" action="/transparency">
        <label className={classes.grow}>
          <span>{t("figures.period")}</span>
          <select name="period" defaultValue={data?.period ?? choices.months[0]}>
            {(["months", "quarters", "years"] as const).map((kind) => (
              <optgroup key={kind} label={t(`figures.${kind}`)}>
                {choices[kind].map((one) => (
                  <option key={one} value={one}>
                    {periodText(locale, one)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <button type="submit">{t("figures.show")}</button>
      </form>
      {data ? (
        <>
          <p role="status">
            <strong>{periodText(locale, data.period)}</strong> · {t("figures.asOf", { day: formatDay(data.asOf) })}
            {data.isDemo ? ` · ${t("figures.demo")}` : null}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone is moved by keys too. */}
          <section className={own.wide} aria-label={t("figures.table")} tabIndex={0}>
            <table className={own.table}>
              <thead>
                <tr>
                  <th scope="col">{t("figures.unit")}</th>
                  {data.dictionary.map(({ field, name }) => (
                    <th key={field} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {[data.city, ...data.units].map((row, i) => (
                  <tr key={row.name} className={i === 0 ? own.total : undefined}>
                    <th scope="row">{row.name}</th>
                    {openColumns.map((column) => (
                      <td key={column}>{cellText(locale, row, column)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p className={own.links}>
            {t("figures.download")}{" "}
            {/* biome-ignore-start lint/a11y/useAnchorContent: plain links to files, not pages of the application. */}
            <a href={`/api/v1/transparency/table.xlsx?${query}`}>Excel</a>{" "}
            <a href={`/api/v1/transparency/table.csv?${query}`}>CSV</a> <a href={`/api/v1/transparency?${query}`}>JSON</a>
            {/* biome-ignore-end lint/a11y/useAnchorContent: as above. */}
          </p>
          <section className={classes.part}>
            <h2 className={classes.subtitle}>{t("figures.dictionary")}</h2>
            <dl className={own.dictionary}>
              {data.dictionary.map(({ field, name, meaning }) => (
                <div key={field}>
                  <dt>{name}</dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
            <p>{data.guard}</p>
            <p>{data.licence}</p>
          </section>
        </>
      ) : (
        <p role="status">{t("figures.none")}</p>
      )}
    </div>
  );
}
