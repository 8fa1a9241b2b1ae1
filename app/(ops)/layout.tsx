import type { ReactNode } from "react";
import { StepUp } from "@/components/auth/step-up";
import { sections } from "@/components/shell/sections";
import { Shell } from "@/components/shell/shell";
import { Live } from "@/components/ui/live";
import { roleLabels } from "@/lib/auth/labels";
import { findCity } from "@/lib/city/queries";
import { holds } from "@/lib/policy";
import { say } from "@/lib/words";
import { currentLocale, translator } from "../i18n";
import { requireActor } from "../session";

export const dynamic = "force-dynamic";

export default async function OpsLayout({ children }: { children: ReactNode }) {
  const [actor, city, locale, t] = [await requireActor(), await findCity(), await currentLocale(), await translator("shell")];
  return (
    <Live>
      <Shell
        city={{
          name: city?.name ?? t("product"),
          emblem: city?.emblemSha ? `/api/v1/city/emblem?v=${city.emblemSha.slice(0, 12)}` : null,
          hasDemoData: city?.hasDemoData ?? false,
        }}
        person={{ name: actor.name, title: actor.roles.map((role) => say(locale, roleLabels[role])).join(", ") || null }}
        sections={sections.filter((s) => s.needs === null || holds(actor, s.needs))}
      >
        {children}
      </Shell>
      <StepUp />
    </Live>
  );
}
