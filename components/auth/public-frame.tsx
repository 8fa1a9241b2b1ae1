"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { Brand, type CityFace } from "@/components/shell/brand";
import classes from "./auth.module.css";
import { LanguageButton } from "./language-button";

/** The frame of the pages before the door: whose centre this is on one side, the one thing to do on the other. */
export function PublicFrame({ city, children }: { city: CityFace; children: ReactNode }) {
  const t = useTranslations("auth.frame");
  const shell = useTranslations("shell");
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <div className={classes.frame}>
        <aside className={classes.side} aria-label={shell("product")}>
          <div className={classes.sideText}>
            {/* biome-ignore lint/performance/noImgElement: the emblem is the city's own file, served as it is. */}
            <img src={city.emblem ?? "/emblem.svg"} alt="" width="56" height="56" />
            <p className={classes.centre}>{shell("description")}</p>
            <p className={classes.city}>{city.name}</p>
            <p className={classes.line}>{t("line")}</p>
          </div>
          <Tower />
        </aside>
        <div className={classes.main}>
          <header className={classes.top}>
            <div className={classes.narrowBrand}>
              <Brand city={city} compact />
            </div>
            <LanguageButton />
          </header>
          <main className={classes.card}>{children}</main>
          <footer className={classes.quiet}>{t("notice")}</footer>
        </div>
      </div>
    </QueryClientProvider>
  );
}

/** The watchtower the product is named after. */
function Tower() {
  return (
    <svg className={classes.tower} viewBox="0 0 320 220" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
      <g strokeLinejoin="round">
        <path d="M160 18v-12M112 48c20-4 36-14 48-30 12 16 28 26 48 30l-6 8h-84zM126 56h68v22h-68zM138 56v22M160 56v22M182 56v22" />
        <path d="M96 92c24-2 28-6 34-14h60c6 8 10 12 34 14l-6 9H102zM114 101h92v30h-92zM129 101v30M144 101v30M176 101v30M191 101v30" />
        <path d="M80 146c24-2 30-6 38-15h84c8 9 14 13 38 15l-6 9H86zM98 155h124l10 65H88zM140 220v-34c0-11 9-20 20-20s20 9 20 20v34" />
        <path d="M112 168h16v20h-16zM192 168h16v20h-16zM104 205h24M192 205h24" />
      </g>
      <path d="M0 220h320M6 210c24-14 44-20 70-6M244 204c26-14 46-8 70 6" opacity="0.6" />
    </svg>
  );
}
