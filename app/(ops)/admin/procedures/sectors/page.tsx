import Link from "next/link";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import classes from "@/components/procedures/procedures.module.css";
import { Sectors } from "@/components/procedures/sectors";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { listProcedures, listSectors } from "@/lib/procedures/queries";

export async function generateMetadata() {
  return { title: (await translator("procedures"))("sectorsPage.title") };
}

export default async function SectorsPage() {
  const actor = await requireActor("procedures.manage");
  const [t, sectors, procedures] = [await translator("procedures"), await listSectors(actor), await listProcedures(actor)];
  const counts = new Map<number, number>();
  for (const { sectorId } of procedures) counts.set(sectorId, (counts.get(sectorId) ?? 0) + 1);
  return (
    <WithWords of={["shell", "procedures"]}>
      <div className={classes.page}>
        <PageHead title={t("sectorsPage.title")} above={<Link href="/admin/procedures">{t("back")}</Link>} />
        <p className={classes.intro}>{t("sectorsPage.intro")}</p>
        <Panel title={t("sectors")}>
          <Sectors sectors={sectors.map((sector) => ({ ...sector, procedures: counts.get(sector.id) ?? 0 }))} />
        </Panel>
      </div>
    </WithWords>
  );
}
