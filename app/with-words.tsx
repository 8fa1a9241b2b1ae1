import type { ReactNode } from "react";
import { type Area, currentLocale, wordsOf } from "./i18n";
import { Words } from "./words-provider";

/** Gives the browser the words of the named areas, and no others. "ui" always comes along. */
export async function WithWords({ of, children }: { of: readonly Area[]; children: ReactNode }) {
  const locale = await currentLocale();
  return (
    <Words locale={locale} messages={wordsOf(locale, ["ui", ...of])}>
      {children}
    </Words>
  );
}
