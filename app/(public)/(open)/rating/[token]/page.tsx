import Link from "next/link";
import { currentLocale, translator } from "@/app/i18n";
import { hasSentence, sentence } from "@/app/sentences";
import own from "@/components/citizens/citizens.module.css";
import classes from "@/components/procedures/open.module.css";
import { cityDay } from "@/lib/calendar/rules";
import { markWords, scoreWords } from "@/lib/citizens/labels";
import { longestComment, marks, scores } from "@/lib/citizens/model";
import { findRating } from "@/lib/citizens/queries";
import { formatDay, type Locale, say, type Words } from "@/lib/words";

/** A link for one person, not for a search engine. */
export async function generateMetadata() {
  return { title: (await translator("citizens"))("rating.title"), robots: { index: false, follow: false } };
}

/** The rating of one returned dossier, by its link: TT 01/2018's questions, once. Works without a script. */
export default async function RatingPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, unknown>>;
}) {
  const [{ token }, { why }, locale, t] = [await params, await searchParams, await currentLocale(), await translator("citizens")];
  const found = await findRating(token, new Date());
  const said = typeof why === "string" && hasSentence(why) ? sentence(locale, why) : null;
  if (found?.standing !== "open") {
    return (
      <div className={classes.page}>
        <h1 className={classes.title}>{t("rating.title")}</h1>
        <p role="status" className={own.said}>
          {!found
            ? t("rating.unusable")
            : found.standing === "expired"
              ? t("rating.expired")
              : why === "rated-already"
                ? said
                : t("rating.thanks")}
        </p>
        <p>
          <Link href="/look-up" prefetch={false}>
            {t("rating.toLookUp")}
          </Link>
        </p>
      </div>
    );
  }
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>{t("rating.title")}</h1>
      <p className={classes.intro}>
        {t("rating.intro", { code: found.code ?? "", unit: found.unitName, day: formatDay(cityDay(found.closesAt)) })}
      </p>
      {said ? (
        <p role="alert" className={own.said}>
          {said}
        </p>
      ) : null}
      <form className={own.form} method="post" action="/api/v1/ratings">
        <input type="hidden" name="token" value={token} />
        <Choice
          name="score"
          legend={t("rating.score")}
          choices={[...scores].reverse()}
          words={scoreWords}
          locale={locale}
          isRequired
        />
        <Choice name="attitude" legend={t("rating.attitude")} choices={[...marks].reverse()} words={markWords} locale={locale} />
        <Choice
          name="explanation"
          legend={t("rating.explanation")}
          choices={[...marks].reverse()}
          words={markWords}
          locale={locale}
        />
        <div className={own.field}>
          <label htmlFor="comment">{t("rating.comment")}</label>
          <textarea id="comment" name="comment" rows={4} maxLength={longestComment} aria-describedby="comment-hint" />
          <span id="comment-hint" className={classes.under}>
            {t("rating.commentHint")}
          </span>
        </div>
        <button type="submit">{t("rating.send")}</button>
      </form>
    </div>
  );
}

function Choice({
  name,
  legend,
  choices,
  words,
  locale,
  isRequired = false,
}: {
  name: string;
  legend: string;
  choices: readonly number[];
  words: Readonly<Record<number, Words>>;
  locale: Locale;
  isRequired?: boolean;
}) {
  return (
    <fieldset className={own.choice}>
      <legend>{legend}</legend>
      {choices.map((value) => (
        <label key={value}>
          <input type="radio" name={name} value={value} required={isRequired} />
          <span>{words[value] ? say(locale, words[value]) : value}</span>
        </label>
      ))}
    </fieldset>
  );
}
