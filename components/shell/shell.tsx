"use client";
import { IconMenu2, IconX } from "@tabler/icons-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Palette } from "../palette/palette";
import { ScanListener } from "../palette/scan-listener";
import { AccountMenu } from "./account-menu";
import { Brand, type CityFace } from "./brand";
import { Nav } from "./nav";
import type { Section } from "./sections";
import classes from "./shell.module.css";

export type Person = { name: string; title: string | null };

/** The frame of every page behind sign-in: the column of sections on a desk, a drawer on a phone. */
export function Shell({
  city,
  person,
  sections,
  children,
}: {
  city: CityFace;
  person: Person;
  sections: readonly Section[];
  children: ReactNode;
}) {
  const t = useTranslations("shell");
  const ui = useTranslations("ui");
  const drawer = useRef<HTMLDialogElement>(null);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving at another page is what closes the drawer.
  useEffect(() => drawer.current?.close(), [path]);
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        {t("skip")}
      </a>
      <aside className={classes.column} aria-label={t("centre")} data-chrome>
        <Brand city={city} />
        <Palette sections={sections} />
        <Nav sections={sections} />
        <AccountMenu person={person} />
      </aside>
      <aside className={classes.bar} aria-label={t("centre")} data-chrome>
        <button type="button" className={classes.burger} onClick={() => drawer.current?.showModal()} aria-label={t("menu")}>
          <IconMenu2 size="1.375rem" aria-hidden />
        </button>
        <Brand city={city} compact />
        <Palette sections={sections} isSmall />
      </aside>
      <dialog ref={drawer} className={classes.drawer} aria-label={t("nav")} closedby="any">
        <div className={classes.drawerHead}>
          <Brand city={city} />
          <button type="button" className={classes.burger} onClick={() => drawer.current?.close()} aria-label={ui("close")}>
            <IconX size="1.375rem" aria-hidden />
          </button>
        </div>
        <Nav sections={sections} />
        <AccountMenu person={person} />
      </dialog>
      <main id="main" tabIndex={-1} className={classes.main}>
        {children}
      </main>
      {sections.some(({ needs }) => needs === "dossiers.view") ? <ScanListener /> : null}
    </div>
  );
}
