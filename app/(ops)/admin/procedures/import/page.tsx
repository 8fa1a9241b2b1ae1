import Link from "next/link";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { ImportScreen } from "@/components/procedures/import-screen";
import classes from "@/components/procedures/procedures.module.css";
import { PageHead } from "@/components/shell/page-head";
import { cityDay } from "@/lib/calendar/rules";

export async function generateMetadata() {
  return { title: (await translator("procedures"))("importPage.title") };
}

export default async function ImportProceduresPage() {
  await requireActor("procedures.manage");
  const t = await translator("procedures");
  return (
    <WithWords of={["shell", "procedures"]}>
      <div className={classes.page}>
        <PageHead title={t("importPage.title")} above={<Link href="/admin/procedures">{t("back")}</Link>} />
        <p className={classes.intro}>{t("importPage.intro")}</p>
        <ImportScreen today={cityDay(new Date())} />
      </div>
    </WithWords>
  );
}
