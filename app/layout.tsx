import "./styles";
import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { currentLocale, translator } from "./i18n";
import { Providers } from "./providers";
import { WithWords } from "./with-words";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator("shell");
  return {
    title: { default: t("product"), template: `%s · ${t("product")}` },
    description: t("description"),
    robots: { index: false, follow: false },
  };
}
export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#141c26" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await currentLocale();
  // The front door makes one nonce a request; without it (next dev alone) nothing enforces one.
  const nonce = (await headers()).get("x-nonce") ?? "";
  return (
    <html lang={locale} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" />
      </head>
      <body>
        <Providers nonce={nonce}>
          <WithWords of={["shell"]}>{children}</WithWords>
        </Providers>
      </body>
    </html>
  );
}
