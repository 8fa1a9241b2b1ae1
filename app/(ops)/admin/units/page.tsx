import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { Units } from "@/components/admin/units";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata() {
  return { title: (await translator("admin"))("units.title") };
}

export default async function UnitsPage({ searchParams }: { searchParams: Promise<{ on?: string }> }) {
  const actor = await requireActor("units.manage");
  const t = await translator("admin");
  const today = cityDay(new Date());
  const asked = Day.safeParse((await searchParams).on);
  const on = asked.success ? asked.data : today;
  return (
    <WithWords of={["shell", "admin"]}>
      <div className={classes.page}>
        <PageHead title={t("units.title")} />
        <p className={classes.intro}>{t("units.intro")}</p>
        <Panel title={t("units.title")}>
          <Units units={await listUnits(actor, on)} on={on} today={today} />
        </Panel>
      </div>
    </WithWords>
  );
}
