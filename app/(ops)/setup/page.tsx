import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { Setup } from "@/components/admin/setup";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { listCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { findCity } from "@/lib/city/queries";
import { env } from "@/lib/env";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata() {
  return { title: (await translator("admin"))("setup.title") };
}

export default async function SetupPage() {
  const actor = await requireActor("city.manage");
  const t = await translator("admin");
  const today = cityDay(new Date());
  const thisYear = Number(today.slice(0, 4));
  const [city, units, ...years] = await Promise.all([
    findCity(),
    listUnits(actor, today),
    listCalendar(actor, thisYear),
    listCalendar(actor, thisYear + 1),
  ]);
  return (
    <WithWords of={["shell", "admin"]}>
      <div className={classes.page}>
        <PageHead title={t("setup.title")} />
        <p className={classes.intro}>{t("setup.intro")}</p>
        <Panel title={t("setup.title")}>
          <Setup
            city={city}
            unitCount={units.length}
            years={years.map((y) => ({ year: y.year, workingDays: y.isDecided ? y.workingDays : null }))}
            oidcName={env().OIDC_ISSUER ? env().OIDC_NAME : null}
          />
        </Panel>
      </div>
    </WithWords>
  );
}
