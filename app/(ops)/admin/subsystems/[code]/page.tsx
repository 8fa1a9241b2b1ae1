import { currentLocale, translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { PageHead } from "@/components/shell/page-head";
import { SubsystemScreen } from "@/components/subsystems/subsystem-screen";
import { cityDay } from "@/lib/calendar/rules";
import { indicatorChoices, listDefinitions } from "@/lib/indicators/queries";
import { can } from "@/lib/policy";
import { listSyncs, readSubsystem } from "@/lib/subsystems/queries";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata() {
  return { title: (await translator("subsystems"))("admin.title") };
}

export default async function SubsystemAdminPage({ params }: { params: Promise<{ code: string }> }) {
  const actor = await requireActor("subsystems.manage");
  const today = cityDay(new Date());
  const subsystem = await readSubsystem(actor, { code: (await params).code });
  const locale = await currentLocale();
  const [definitions, syncs, choices, units] = await Promise.all([
    listDefinitions(actor, subsystem.id),
    listSyncs(actor, subsystem.id),
    indicatorChoices(actor, locale, today),
    listUnits(actor, today),
  ]);
  return (
    <WithWords of={["shell", "subsystems"]}>
      <div className={classes.page}>
        <PageHead title={locale === "vi" ? subsystem.nameVi : subsystem.nameEn} />
        <SubsystemScreen
          {...{ subsystem, definitions, syncs, choices, today }}
          units={units.map(({ id, name }) => ({ id, name }))}
          maySetTargets={can(actor, "targets.manage", "city")}
        />
      </div>
    </WithWords>
  );
}
