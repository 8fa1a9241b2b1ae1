import Link from "next/link";
import * as z from "zod";
import { currentLocale, translator } from "@/app/i18n";
import classes from "@/components/procedures/open.module.css";
import { cityDay } from "@/lib/calendar/rules";
import { limitText, serviceLevelWords } from "@/lib/dossiers/labels";
import { type Procedure, ProcedureFilter, type Sector } from "@/lib/procedures/model";
import { publishedProcedures, publishedSectors } from "@/lib/procedures/queries";
import { matches, serviceLevelOn, timeLimitFor } from "@/lib/procedures/rules";
import { formatDay, type Locale, say } from "@/lib/words";

export async function generateMetadata() {
  return { title: (await translator("procedures"))("openPage.title") };
}

const { text, sectorId, serviceLevel } = ProcedureFilter.shape;
/** What an address says beyond sense is left out, field by field. */
const Ask = z.object({
  text: text.catch(undefined),
  sectorId: sectorId.catch(undefined),
  serviceLevel: serviceLevel.catch(undefined),
  all: z.literal("1").optional().catch(undefined),
});
const levels = ["FULL", "PARTIAL", "INFORMATION"] as const;

/** The published procedures, for everybody: without a question the sectors, else what was found. Works without a script. */
export default async function OpenProceduresPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { all, ...ask } = Ask.parse(await searchParams);
  const [locale, t] = [await currentLocale(), await translator("procedures")];
  const today = cityDay(new Date());
  const [procedures, sectors] = await Promise.all([publishedProcedures(today), publishedSectors()]);
  const asks = all !== undefined || Boolean(ask.text || ask.sectorId || ask.serviceLevel);
  const found = procedures.filter(
    (p) => (ask.sectorId === undefined || p.sectorId === ask.sectorId) && matches(p, { ...ask, on: today }),
  );
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>{t("openPage.title")}</h1>
      <p className={classes.intro}>{t("openPage.intro", { day: formatDay(today) })}</p>
      <search>
        <form className={classes.search} method="get" action="/procedures">
          <label className={classes.grow}>
            <span>{t("openPage.search")}</span>
            <input type="search" name="text" defaultValue={ask.text} maxLength={100} />
          </label>
          <label>
            <span>{t("sector")}</span>
            <select name="sectorId" defaultValue={ask.sectorId ?? ""}>
              <option value="">{t("all")}</option>
              {sectors.map((sector) => (
                <option key={sector.id} value={sector.id}>
                  {sector.name}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{t("serviceLevel")}</span>
            <select name="serviceLevel" defaultValue={ask.serviceLevel ?? ""}>
              <option value="">{t("all")}</option>
              {levels.map((level) => (
                <option key={level} value={level}>
                  {say(locale, serviceLevelWords[level])}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">{t("openPage.find")}</button>
        </form>
      </search>
      {asks ? (
        <Found
          procedures={found}
          sectors={sectors}
          today={today}
          locale={locale}
          words={{ none: t("openPage.none"), noLimit: t("noLimit") }}
        >
          {found.length === 0 ? t("empty") : t("openPage.found", { count: found.length })}
        </Found>
      ) : (
        <section aria-labelledby="by-sector" className={classes.page}>
          <h2 id="by-sector" className={classes.subtitle}>
            {t("openPage.bySector")}
          </h2>
          <ul className={classes.sectors}>
            {sectors.map((sector) => (
              <li key={sector.id}>
                <Link href={`/procedures?sectorId=${sector.id}`} prefetch={false}>
                  {sector.name}
                </Link>
                <span className={classes.soft}>
                  {t("openPage.count", { count: procedures.filter((p) => p.sectorId === sector.id).length })}
                </span>
              </li>
            ))}
          </ul>
          <p>
            <Link href="/procedures?all=1" prefetch={false}>
              {t("openPage.everything")} ({t("openPage.count", { count: procedures.length })})
            </Link>
          </p>
        </section>
      )}
    </div>
  );
}

function Found({
  procedures,
  sectors,
  today,
  locale,
  words,
  children,
}: {
  procedures: readonly Procedure[];
  sectors: readonly Sector[];
  today: string;
  locale: Locale;
  words: { none: string; noLimit: string };
  children: string;
}) {
  return (
    <>
      <p role="status">
        <strong>{children}</strong>
        {procedures.length === 0 ? ` ${words.none}` : null}
      </p>
      {sectors.map((sector) => {
        const own = procedures.filter((p) => p.sectorId === sector.id);
        if (own.length === 0) return null;
        return (
          <section key={sector.id} aria-labelledby={`sector-${sector.id}`}>
            <h2 id={`sector-${sector.id}`} className={classes.subtitle}>
              {sector.name}
            </h2>
            <ul className={classes.found}>
              {own.map((p) => {
                const limit = timeLimitFor(p, "COUNTER", today);
                return (
                  <li key={p.id}>
                    <Link href={`/procedures/${p.code}`} prefetch={false}>
                      {p.name}
                    </Link>
                    <span className={classes.soft}>
                      {p.code} · {limit ? (limit.unit === "TEXT" ? limit.text : limitText(locale, limit)) : words.noLimit} ·{" "}
                      {say(locale, serviceLevelWords[serviceLevelOn(p, today)])}
                    </span>
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </>
  );
}
