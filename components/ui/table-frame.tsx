"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import table from "./table.module.css";

/** A wide table moves inside its frame, not the page; the frame takes the focus so that arrow keys can move it. */
export function TableFrame({ title, children }: { title: string; children: ReactNode }) {
  const t = useTranslations("ui.table");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={table.scroll} tabIndex={0} aria-label={t("frame", { title })}>
      {children}
    </section>
  );
}
