import type { Metadata } from "next";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { PageHead } from "@/components/shell/page-head";
import { SubsystemList } from "@/components/subsystems/subsystem-list";
import classes from "@/components/subsystems/subsystems.module.css";
import { listSubsystems } from "@/lib/subsystems/queries";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("subsystems"))("title") };
}

export default async function SubsystemsPage() {
  const actor = await requireActor("overview.view");
  const [t, all] = await Promise.all([translator("subsystems"), listSubsystems(actor)]);
  return (
    <WithWords of={["shell", "subsystems"]}>
      <div className={classes.page}>
        <PageHead title={t("title")} />
        <p className={classes.quiet}>{t("intro")}</p>
        <SubsystemList subsystems={all.filter(({ isOn }) => isOn)} now={new Date().toISOString()} />
      </div>
    </WithWords>
  );
}
