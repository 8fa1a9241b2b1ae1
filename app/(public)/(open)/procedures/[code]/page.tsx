import Link from "next/link";
import { notFound } from "next/navigation";
import { cache, type ReactNode } from "react";
import { currentLocale, translator } from "@/app/i18n";
import classes from "@/components/procedures/open.module.css";
import { cityDay, holdsOn } from "@/lib/calendar/rules";
import { limitText, serviceLevelWords } from "@/lib/dossiers/labels";
import { nobody } from "@/lib/policy";
import { conditionText, tierText } from "@/lib/procedures/labels";
import { ProcedureCode } from "@/lib/procedures/model";
import { findPublished } from "@/lib/procedures/queries";
import { serviceLevelOn, turningDays } from "@/lib/procedures/rules";
import { listUnits } from "@/lib/units/queries";
import { formatDay, formatNumber, say } from "@/lib/words";

type Params = { params: Promise<{ code: string }> };

const find = cache(async (given: string) => {
  const code = ProcedureCode.safeParse(given);
  return code.success ? findPublished(code.data, cityDay(new Date())) : null;
});

export async function generateMetadata({ params }: Params) {
  const found = await find((await params).code);
  return { title: found?.procedure.name, description: found?.procedure.name };
}

/** One published procedure as a citizen asks about it: what to bring, what it costs, how long it takes, where to go. */
export default async function OpenProcedurePage({ params }: Params) {
  const found = await find((await params).code);
  if (!found) notFound();
  const { procedure: p, settlers } = found;
  const [locale, t] = [await currentLocale(), await translator("procedures")];
  const today = cityDay(new Date());
  const level = serviceLevelOn(p, today);
  const held = <T extends { validFrom: string; validUntil: string | null }>(rows: readonly T[]) =>
    rows.filter((row) => holdsOn(row, today));
  const [limits, papers, fees] = [held(p.limits), held(p.papers), held(p.fees)];
  const units = await listUnits(nobody, today);
  const desks = units.filter((unit) => unit.kind === "ONE_STOP_DESK" || unit.kind === "SERVICE_CENTRE");
  const near =
    settlers.length === 0 || p.isTakenInAnywhere ? desks : desks.filter((d) => settlers.some((s) => s.id === d.parentId));
  const [planned] = turningDays(p, today).filter((day) => day > today);
  const about = (row: { channel?: (typeof limits)[number]["channel"]; caseLabel: string | null }) =>
    conditionText(locale, { channel: row.channel ?? null, caseLabel: row.caseLabel });
  return (
    <article className={classes.page}>
      <p>
        <Link href="/procedures" prefetch={false}>
          {t("openPage.back")}
        </Link>
      </p>
      <h1 className={classes.title}>{p.name}</h1>
      {p.isIllustrative ? <p className={classes.note}>{t("illustrativeNote")}</p> : null}
      <dl className={classes.facts}>
        <Fact name={t("openPage.code")}>{p.code}</Fact>
        <Fact name={t("sector")}>{p.sectorName}</Fact>
        <Fact name={t("level")}>{tierText(locale, p.level)}</Fact>
        <Fact name={t("serviceLevel")}>{say(locale, serviceLevelWords[level])}</Fact>
        {p.resultName ? <Fact name={t("openPage.result")}>{p.resultName}</Fact> : null}
      </dl>
      <p className={classes.soft}>
        {t("openPage.asOf", { day: formatDay(today) })} {planned ? t("openPage.planned", { day: formatDay(planned) }) : null}
      </p>
      <Part title={t("limits.title")}>
        {limits.length === 0 ? <p>{t("noLimit")}</p> : null}
        <ul className={classes.lines}>
          {limits.map((limit) => (
            <li key={JSON.stringify(limit)}>
              <strong>{limit.unit === "TEXT" ? limit.text : limitText(locale, limit)}</strong>
              {about(limit) ? <span className={classes.soft}> – {about(limit)}</span> : null}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t("papers.title")}>
        {papers.length === 0 ? <p>{t("openPage.noPapers")}</p> : null}
        <ol className={classes.numbered}>
          {papers.map((paper) => {
            const counts = [
              paper.originals > 0 && t("openPage.originals", { count: paper.originals }),
              paper.copies > 0 && t("openPage.copies", { count: paper.copies }),
              !paper.isRequired && t("papers.ifAny"),
              about(paper),
            ].filter(Boolean);
            return (
              <li key={paper.id}>
                {paper.name}
                <span className={classes.soft}> – {counts.join(", ")}</span>
                {paper.formName || paper.note ? (
                  <span className={classes.under}>{[paper.formName, paper.note].filter(Boolean).join(" · ")}</span>
                ) : null}
              </li>
            );
          })}
        </ol>
      </Part>
      <Part title={t("fees.title")}>
        {fees.length === 0 ? <p>{t("openPage.noFees")}</p> : null}
        <ul className={classes.lines}>
          {fees.map((fee) => (
            <li key={fee.id}>
              {fee.name}
              {": "}
              <strong>
                {fee.amountDong === null
                  ? fee.text
                  : fee.amountDong === 0
                    ? t("fees.free")
                    : `${formatNumber(locale, fee.amountDong)} đồng`}
              </strong>
              {about(fee) ? <span className={classes.soft}> – {about(fee)}</span> : null}
              {(fee.amountDong !== null && fee.text) || fee.source ? (
                <span className={classes.under}>
                  {[fee.amountDong === null ? null : fee.text, fee.source].filter(Boolean).join(" · ")}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t("openPage.how")}>
        <ul className={classes.lines}>
          <li>{t("openPage.ways.counter")}</li>
          <li>{level === "INFORMATION" ? t("openPage.notOnline") : t("openPage.ways.online", { code: p.code })}</li>
          <li>{t("openPage.ways.post")}</li>
        </ul>
      </Part>
      <Part title={t("openPage.where")}>
        <p>
          {settlers.length === 0
            ? t("openPage.whereWard")
            : t("openPage.settles", { names: settlers.map((unit) => unit.name).join(", ") })}
        </p>
        {p.isTakenInAnywhere && near.length > 0 ? <p>{t("openPage.anywhere")}</p> : null}
        <ul className={classes.places}>
          {near.map((desk) => (
            <li key={desk.id}>{desk.name}</li>
          ))}
        </ul>
      </Part>
      {p.legalBasis || p.source ? (
        <Part title={t("openPage.law")}>
          {p.legalBasis ? <p className={classes.texts}>{p.legalBasis}</p> : null}
          {p.source ? <p className={classes.soft}>{t("openPage.decision", { source: p.source })}</p> : null}
        </Part>
      ) : null}
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h2 className={classes.subtitle}>{title}</h2>
      {children}
    </section>
  );
}
