import Link from "next/link";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/admin/admin.module.css";
import { CityForm, DemoPanel, EmblemForm } from "@/components/admin/city-forms";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { findCity } from "@/lib/city/queries";

export async function generateMetadata() {
  return { title: (await translator("admin"))("city.title") };
}

export default async function CityPage() {
  await requireActor("city.manage");
  const t = await translator("admin");
  const city = await findCity();
  return (
    <WithWords of={["shell", "admin"]}>
      <div className={classes.page}>
        <PageHead title={t("city.title")} />
        <Panel title={t("city.details")}>
          <CityForm city={city} />
        </Panel>
        {city ? (
          <Panel title={t("city.emblem")}>
            <EmblemForm />
          </Panel>
        ) : null}
        <p>
          <Link href="/setup">{t("city.setUpAgain")}</Link>
        </p>
        {city ? <DemoPanel cityName={city.name} hasDemoData={city.hasDemoData} /> : null}
      </div>
    </WithWords>
  );
}
