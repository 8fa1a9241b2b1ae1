import type { ReactNode } from "react";
import { OpenFrame } from "@/components/auth/open-frame";
import { findCity } from "@/lib/city/queries";
import { translator } from "../../i18n";
import { WithWords } from "../../with-words";

export const dynamic = "force-dynamic";

/** What anybody may read, found by search engines too. */
export const metadata = { robots: { index: true, follow: true } };

export default async function OpenLayout({ children }: { children: ReactNode }) {
  const [city, t] = [await findCity(), await translator("shell")];
  return (
    <WithWords of={["shell", "auth"]}>
      <OpenFrame
        city={{
          name: city?.name ?? t("product"),
          emblem: city?.emblemSha ? `/api/v1/city/emblem?v=${city.emblemSha.slice(0, 12)}` : null,
          hasDemoData: city?.hasDemoData ?? false,
        }}
      >
        {children}
      </OpenFrame>
    </WithWords>
  );
}
