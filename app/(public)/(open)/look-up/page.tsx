import { cookies } from "next/headers";
import Link from "next/link";
import type { ReactNode } from "react";
import { currentLocale, translator } from "@/app/i18n";
import { readLookUpCookie } from "@/app/look-up-cookie";
import { sentence } from "@/app/sentences";
import own from "@/components/citizens/citizens.module.css";
import { Proof } from "@/components/citizens/proof";
import classes from "@/components/procedures/open.module.css";
import type { ShownDossier } from "@/lib/citizens/model";
import { showDossier } from "@/lib/citizens/queries";
import { codeForms } from "@/lib/citizens/rules";
import { eventWords, resultKindWords, stateWords, weekdayText } from "@/lib/dossiers/labels";
import { formatInstant, say } from "@/lib/words";

export async function generateMetadata() {
  return { title: (await translator("citizens"))("lookUp.title") };
}

/** Looks one dossier up, for whoever knows its code and a second factor. Works without a script; nothing of a person stands in an address. */
export default async function LookUpPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const [t, jar, { code: given }] = [await translator("citizens"), await cookies(), await searchParams];
  const now = new Date();
  const kept = readLookUpCookie((name) => jar.get(name)?.value, now);
  // The receipt's square code was read: somebody begins anew, whatever was looked up before.
  const scanned = typeof given === "string" && given.length <= 60 && codeForms(given) ? given : null;
  const outcome = scanned === null ? kept : null;
  const dossier = outcome?.is === "found" ? await showDossier(outcome.id, now) : null;
  const code = scanned ?? (outcome && "code" in outcome ? outcome.code : "");
  const said =
    outcome?.is === "prove"
      ? t("lookUp.prove", { time: clockOf(outcome.challenge.waitUntil) })
      : outcome?.is === "refused"
        ? sentence(await currentLocale(), outcome.why)
        : outcome && !dossier
          ? t("lookUp.notFound")
          : null;
  if (dossier) return <Shown dossier={dossier} />;
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>{t("lookUp.title")}</h1>
      <p className={classes.intro}>{t("lookUp.intro")}</p>
      {said ? (
        <p role="alert" className={own.said}>
          {said}
        </p>
      ) : null}
      <form className={own.form} method="post" action="/api/v1/look-up">
        <Field id="code" label={t("lookUp.code")} hint={t("lookUp.codeHint")}>
          <input
            id="code"
            name="code"
            defaultValue={code}
            required
            maxLength={60}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby="code-hint"
          />
        </Field>
        <Field id="factor" label={t("lookUp.factor")} hint={t("lookUp.factorHint")}>
          <input
            id="factor"
            name="factor"
            required
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby="factor-hint"
          />
        </Field>
        {outcome?.is === "prove" ? (
          <>
            <input type="hidden" name="token" value={outcome.challenge.token} />
            <Proof challenge={outcome.challenge} words={{ proving: t("lookUp.proving"), proven: t("lookUp.proven") }} />
            <p className={classes.soft}>{t("lookUp.many")}</p>
          </>
        ) : null}
        <button type="submit">{t("lookUp.find")}</button>
      </form>
      <p className={classes.soft}>{t("lookUp.privacy")}</p>
    </div>
  );
}
/** "14:05:30": to the second, as it is waited for. */
function clockOf(instant: string): string {
  const [hours = "", minutes = ""] = formatInstant(new Date(instant)).split(" ")[0]?.split(":") ?? [];
  return `${hours}:${minutes}:${String(new Date(instant).getUTCSeconds()).padStart(2, "0")}`;
}

function Field({ id, label, hint, children }: { id: string; label: string; hint: string; children: ReactNode }) {
  return (
    <div className={own.field}>
      <label htmlFor={id}>{label}</label>
      {children}
      <span id={`${id}-hint`} className={classes.under}>
        {hint}
      </span>
    </div>
  );
}

async function Shown({ dossier: d }: { dossier: ShownDossier }) {
  const [locale, t] = [await currentLocale(), await translator("citizens")];
  const at = (instant: string) => formatInstant(new Date(instant));
  const isReady = d.state === "FINISHED";
  const where = { COUNTER: "readyCounter", POST: "readyPost", ELECTRONIC: "readyElectronic" } as const;
  return (
    <article className={classes.page}>
      <h1 className={classes.title}>
        {t("lookUp.dossier")} <span className={own.code}>{d.code}</span>
      </h1>
      <p className={own.state}>
        <span className={classes.soft}>{t("lookUp.state")}:</span> <strong>{say(locale, stateWords[d.state])}</strong>
        {d.resultKind ? <span> · {say(locale, resultKindWords[d.resultKind])}</span> : null}
      </p>
      {d.supplement ? (
        <Part title={t("lookUp.supplement")} isUrgent>
          <p>
            {t("lookUp.supplementAsked", {
              time: at(d.supplement.askedAt),
              counting: d.supplement.isRestart ? "restart" : "goes-on",
            })}
          </p>
          {d.supplement.lines.length > 0 ? (
            <ul className={classes.lines}>
              {d.supplement.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : (
            <p>{t("lookUp.supplementSeePaper")}</p>
          )}
        </Part>
      ) : null}
      {d.awaitsPayment ? <p className={own.said}>{t("lookUp.payment")}</p> : null}
      {isReady ? (
        <Part title={t("lookUp.ready")} isUrgent>
          {d.resultKind === "REFUSED" ? <p>{t("lookUp.refused")}</p> : null}
          <p>{t(`lookUp.${where[d.delivery]}`, { desk: d.deskName })}</p>
        </Part>
      ) : null}
      {d.returnedAt ? <p>{t("lookUp.returned", { time: at(d.returnedAt) })}</p> : null}
      {d.trackingNumber ? (
        <p>
          {t("lookUp.tracking")} <strong className={own.code}>{d.trackingNumber}</strong>
        </p>
      ) : null}
      {d.ratingToken ? (
        <p className={own.rate}>
          <Link className={own.button} href={`/rating/${d.ratingToken}`} prefetch={false}>
            {t("lookUp.rate")}
          </Link>
          <span className={classes.soft}>{t("lookUp.rateHint")}</span>
        </p>
      ) : d.isRated ? (
        <p>{t("lookUp.rated")}</p>
      ) : null}
      <dl className={own.facts}>
        <Fact name={t("lookUp.due")}>
          {d.dueOn ? <strong>{weekdayText(locale, d.dueOn)}</strong> : t("lookUp.noDue")}
          {d.dueSentence ? (
            <span className={classes.under}>{t("lookUp.dueWhy", { sentence: say(locale, d.dueSentence) })}</span>
          ) : null}
          {d.extendedDueOn ? (
            <span className={classes.under}>{t("lookUp.extended", { day: weekdayText(locale, d.extendedDueOn) })}</span>
          ) : null}
        </Fact>
        {d.acceptedAt ? <Fact name={t("lookUp.acceptedAt")}>{at(d.acceptedAt)}</Fact> : null}
        <Fact name={t("lookUp.procedure")}>{d.procedure ?? t("lookUp.procedureHidden")}</Fact>
        <Fact name={t("lookUp.applicant")}>{d.applicant}</Fact>
        <Fact name={t("lookUp.unit")}>{d.unitName}</Fact>
        <Fact name={t("lookUp.desk")}>
          {d.deskName}
          {d.deskAddress ? <span className={classes.under}>{d.deskAddress}</span> : null}
          {d.deskPhone ? (
            <span className={classes.under}>
              {t("lookUp.deskPhone")} <a href={`tel:${d.deskPhone.replace(/(?:máy lẻ|ext).*$|[^\d+]/gi, "")}`}>{d.deskPhone}</a>
            </span>
          ) : null}
          {d.deskHours ? (
            <span className={classes.under}>{t("lookUp.deskHours", { hours: say(locale, d.deskHours) })}</span>
          ) : null}
        </Fact>
      </dl>
      {d.steps.length > 0 ? (
        <Part title={t("lookUp.steps")}>
          <ol className={classes.numbered}>
            {d.steps.map((step) => (
              <li key={`${step.name} ${step.startedAt}`}>
                {step.name}
                <span className={classes.under}>
                  {[step.startedAt, step.endedAt].flatMap((one) => (one ? [at(one)] : [])).join(" – ")}
                  {step.endedAt || d.endedAt ? null : ` · ${t("lookUp.stepNow")}`}
                </span>
              </li>
            ))}
          </ol>
        </Part>
      ) : null}
      <Part title={t("lookUp.history")}>
        <ol className={own.history}>
          {d.events.map((event) => (
            <li key={`${event.kind} ${event.at}`}>
              <span>{say(locale, eventWords[event.kind])}</span>
              <time className={classes.soft} dateTime={event.at}>
                {at(event.at)}
              </time>
            </li>
          ))}
        </ol>
      </Part>
      <form method="post" action="/api/v1/look-up">
        <input type="hidden" name="end" value="1" />
        <button type="submit" className={own.plain}>
          {t("lookUp.again")}
        </button>
      </form>
      <p className={classes.soft}>{t("lookUp.privacy")}</p>
    </article>
  );
}

function Part({ title, isUrgent, children }: { title: string; isUrgent?: boolean; children: ReactNode }) {
  return (
    <section className={isUrgent ? own.urgent : classes.part}>
      <h2 className={classes.subtitle}>{title}</h2>
      {children}
    </section>
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
