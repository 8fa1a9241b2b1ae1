import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { PageHead } from "@/components/shell/page-head";
import { SubsystemsScreen } from "@/components/subsystems/subsystems-screen";
import { Panel } from "@/components/ui/panel";
import { cityDay } from "@/lib/calendar/rules";
import { listSubsystems } from "@/lib/subsystems/queries";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata() {
  return { title: (await translator("subsystems"))("admin.title") };
}

export default async function SubsystemsAdminPage() {
  const actor = await requireActor("subsystems.manage");
  const t = await translator("subsystems");
  const now = new Date();
  const [subsystems, units] = await Promise.all([listSubsystems(actor), listUnits(actor, cityDay(now))]);
  return (
    <WithWords of={["shell", "subsystems"]}>
      <div className={classes.page}>
        <PageHead title={t("admin.title")} />
        <p className={classes.intro}>{t("admin.intro")}</p>
        <Panel title={t("title")}>
          <SubsystemsScreen subsystems={subsystems} units={units.map(({ id, name }) => ({ id, name }))} now={now.toISOString()} />
        </Panel>
      </div>
    </WithWords>
  );
}
