import Link from "next/link";
import * as z from "zod";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { ProceduresList } from "@/components/procedures/list";
import classes from "@/components/procedures/procedures.module.css";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { cityDay } from "@/lib/calendar/rules";
import { ProcedureFilter } from "@/lib/procedures/model";
import { listProcedures, listSectors } from "@/lib/procedures/queries";

export async function generateMetadata() {
  return { title: (await translator("procedures"))("title") };
}

const perPage = 50;
/** What an address says beyond sense is left out, field by field. */
const { text, sectorId, level, serviceLevel, status } = ProcedureFilter.shape;
const Ask = z.object({
  text: text.catch(undefined),
  sectorId: sectorId.catch(undefined),
  level: level.catch(undefined),
  serviceLevel: serviceLevel.catch(undefined),
  status: status.catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});

export default async function ProceduresPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const actor = await requireActor("procedures.manage");
  const t = await translator("procedures");
  const { page, ...ask } = Ask.parse(await searchParams);
  const today = cityDay(new Date());
  const [found, sectors] = await Promise.all([listProcedures(actor, { ...ask, on: today }), listSectors(actor)]);
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  const shown = Math.min(page, pages);
  return (
    <WithWords of={["shell", "procedures"]}>
      <div className={classes.page}>
        <PageHead
          title={t("title")}
          stamp={
            <span className={classes.acts}>
              <Link href="/admin/procedures/import">{t("import")}</Link>
              <Link href="/admin/procedures/sectors">{t("sectors")}</Link>
            </span>
          }
        />
        <p className={classes.intro}>{t("intro")}</p>
        <Panel title={t("caption")}>
          <ProceduresList
            procedures={found.slice((shown - 1) * perPage, shown * perPage)}
            place={{ page: shown, pages, total: found.length }}
            ask={ask}
            sectors={sectors}
            today={today}
          />
        </Panel>
      </div>
    </WithWords>
  );
}
