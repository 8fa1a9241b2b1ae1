import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { Units } from "@/components/admin/units";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { listHeads } from "@/lib/auth/queries";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";
import { listSuccessions, listUnits } from "@/lib/units/queries";
import { formatDay } from "@/lib/words";

export async function generateMetadata() {
  return { title: (await translator("admin"))("units.title") };
}

export default async function UnitsPage({ searchParams }: { searchParams: Promise<{ on?: string }> }) {
  const actor = await requireActor("units.manage");
  const t = await translator("admin");
  const today = cityDay(new Date());
  const asked = Day.safeParse((await searchParams).on);
  const on = asked.success ? asked.data : today;
  const successions = await listSuccessions(actor);
  return (
    <WithWords of={["shell", "admin"]}>
      <div className={classes.page}>
        <PageHead title={t("units.title")} />
        <p className={classes.intro}>{t("units.intro")}</p>
        <Panel title={t("units.title")}>
          <Units
            units={await listUnits(actor, on)}
            on={on}
            today={today}
            heads={await listHeads(actor, on)}
            successions={successions}
          />
        </Panel>
        <Panel title={t("units.successions")}>
          {successions.length === 0 ? <p>{t("units.noSuccessions")}</p> : null}
          <ul className={classes.changes}>
            {successions.map((line) => (
              <li key={`${line.predecessorId}-${line.successorId}`}>
                {t(`units.${line.kind}Line`, {
                  from: line.predecessorName,
                  to: line.successorName,
                  day: formatDay(line.on),
                })}
                <span className={classes.under}>{line.source}</span>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </WithWords>
  );
}
