import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { Calendar } from "@/components/admin/calendar";
import { PageHead } from "@/components/shell/page-head";
import { listCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { listRedatings } from "@/lib/dossiers/queries";
import { holds } from "@/lib/policy";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata() {
  return { title: (await translator("admin"))("calendar.title") };
}

export default async function CalendarPage({ searchParams }: { searchParams: Promise<{ year?: string }> }) {
  const actor = await requireActor("calendar.manage");
  const t = await translator("admin");
  const asked = Number((await searchParams).year);
  const today = cityDay(new Date());
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : Number(today.slice(0, 4));
  return (
    <WithWords of={["shell", "admin"]}>
      <div className={classes.page}>
        <PageHead title={t("calendar.title")} />
        <p className={classes.intro}>{t("calendar.intro")}</p>
        <Calendar
          year={await listCalendar(actor, year)}
          today={today}
          units={(await listUnits(actor, today)).map(({ id, name }) => ({ id, name }))}
          redatings={await listRedatings(actor)}
          canOpenDossiers={holds(actor, "dossiers.view")}
        />
      </div>
    </WithWords>
  );
}
