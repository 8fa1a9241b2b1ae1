import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { Targets } from "@/components/admin/targets";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { cityDay } from "@/lib/calendar/rules";
import { listTargets } from "@/lib/indicators/queries";
import { can } from "@/lib/policy";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata() {
  return { title: (await translator("admin"))("targets.title") };
}

export default async function TargetsPage() {
  const actor = await requireActor("targets.manage");
  const t = await translator("admin");
  const today = cityDay(new Date());
  const [targets, units] = await Promise.all([listTargets(actor), listUnits(actor, today)]);
  const named = units.map(({ id, name }) => ({ id, name }));
  return (
    <WithWords of={["shell", "admin"]}>
      <div className={classes.page}>
        <PageHead title={t("targets.title")} />
        <p className={classes.intro}>{t("targets.intro")}</p>
        <Panel title={t("targets.title")}>
          <Targets
            targets={targets}
            units={named}
            choices={[
              ...(can(actor, "targets.manage", "city") ? [{ id: null, name: t("targets.city") }] : []),
              ...named.filter((unit) => can(actor, "targets.manage", unit.id)),
            ]}
            today={today}
          />
        </Panel>
      </div>
    </WithWords>
  );
}
