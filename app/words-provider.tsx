"use client";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl";
import { cityTimeZone, type Locale } from "@/lib/words";
import type { Messages } from "./i18n";

export function Words({ locale, messages, children }: { locale: Locale; messages: Partial<Messages>; children: ReactNode }) {
  return (
    <IntlProvider locale={locale} messages={messages as Messages} timeZone={cityTimeZone}>
      {children}
    </IntlProvider>
  );
}
