import type { ReactNode } from "react";
import { PublicFrame } from "@/components/auth/public-frame";
import { findCity } from "@/lib/city/queries";
import { translator } from "../../i18n";
import { WithWords } from "../../with-words";

export const dynamic = "force-dynamic";

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const [city, t] = [await findCity(), await translator("shell")];
  return (
    <WithWords of={["shell", "auth"]}>
      <PublicFrame
        city={{
          name: city?.name ?? t("product"),
          emblem: city?.emblemSha ? `/api/v1/city/emblem?v=${city.emblemSha.slice(0, 12)}` : null,
          hasDemoData: city?.hasDemoData ?? false,
        }}
      >
        {children}
      </PublicFrame>
    </WithWords>
  );
}
