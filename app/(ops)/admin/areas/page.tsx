import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { Areas } from "@/components/admin/areas";
import { PageHead } from "@/components/shell/page-head";
import { listAreas } from "@/lib/areas/queries";
import { Day } from "@/lib/calendar/model";
import { cityDay } from "@/lib/calendar/rules";

export async function generateMetadata() {
  return { title: (await translator("admin"))("areas.title") };
}

export default async function AreasPage({ searchParams }: { searchParams: Promise<{ on?: string }> }) {
  const actor = await requireActor("areas.manage");
  const t = await translator("admin");
  const asked = Day.safeParse((await searchParams).on);
  const on = asked.success ? asked.data : cityDay(new Date());
  return (
    <WithWords of={["shell", "admin"]}>
      <div className={classes.page}>
        <PageHead title={t("areas.title")} />
        <p className={classes.intro}>{t("areas.intro")}</p>
        <Areas key={on} areas={await listAreas(actor, on, undefined, "upper")} on={on} />
      </div>
    </WithWords>
  );
}
