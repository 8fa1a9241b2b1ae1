import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { Keys } from "@/components/auth/keys";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { listKeys } from "@/lib/auth/queries";
import { cityDay } from "@/lib/calendar/rules";
import { can } from "@/lib/policy";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata() {
  return { title: (await translator("users"))("keys.title") };
}

export default async function KeysPage() {
  const actor = await requireActor("keys.manage");
  const t = await translator("users");
  const now = new Date();
  const [keys, units] = await Promise.all([listKeys(actor), listUnits(actor, cityDay(now))]);
  const choices = units.filter((unit) => can(actor, "keys.manage", unit.id)).map(({ id, name }) => ({ id, name }));
  return (
    <WithWords of={["shell", "users"]}>
      <div className={classes.page}>
        <PageHead title={t("keys.title")} />
        <p className={classes.intro}>{t("keys.intro")}</p>
        <Panel title={t("keys.caption")}>
          <Keys keys={keys} units={choices} now={now.toISOString()} />
        </Panel>
      </div>
    </WithWords>
  );
}
