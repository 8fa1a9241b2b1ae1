"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Brand, type CityFace } from "@/components/shell/brand";
import { LanguageButton } from "./language-button";
import classes from "./open-frame.module.css";

/** The frame of what anybody may read: whose page it is, what else is open, the way in. All of it works without a script. */
export function OpenFrame({ city, children }: { city: CityFace; children: ReactNode }) {
  const t = useTranslations("auth.open");
  const shell = useTranslations("shell");
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        {shell("skip")}
      </a>
      <header className={classes.top}>
        <Brand city={city} />
        <nav className={classes.links} aria-label={t("nav")}>
          <Link href="/procedures" prefetch={false}>
            {t("procedures")}
          </Link>
          <Link href="/look-up" prefetch={false}>
            {t("lookUp")}
          </Link>
          <Link href="/transparency" prefetch={false}>
            {t("figures")}
          </Link>
          <Link href="/sign-in" prefetch={false}>
            {t("signIn")}
          </Link>
          <LanguageButton />
        </nav>
      </header>
      <main id="content" className={classes.main}>
        {children}
      </main>
      <footer className={classes.foot}>{city.hasDemoData ? shell("demoNote") : city.name}</footer>
    </div>
  );
}
