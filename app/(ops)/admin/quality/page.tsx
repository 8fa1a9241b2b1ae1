import type { Metadata } from "next";
import * as z from "zod";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import admin from "@/components/admin/admin.module.css";
import { Definition } from "@/components/quality/definition";
import { Reported } from "@/components/quality/reported";
import { PageHead } from "@/components/shell/page-head";
import { Panel } from "@/components/ui/panel";
import { cityDay } from "@/lib/calendar/rules";
import { IndexKind, MonthText } from "@/lib/quality/model";
import { isMonthClosed, listDefinitions, listReported, reportingUnits } from "@/lib/quality/queries";
import { yearUpTo } from "@/lib/quality/rules";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("qualityAdmin"))("title") };
}
const Asked = z.object({ kind: IndexKind.catch("QD766"), month: MonthText.optional().catch(undefined) });

export default async function QualityAdminPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor("quality.manage");
  const asked = Asked.parse(await searchParams);
  const today = cityDay(new Date());
  const months = yearUpTo(today.slice(0, 7)).reverse();
  const month = months.find((m) => m === asked.month) ?? today.slice(0, 7);
  const [t, units, reporting, rows, versions, isClosed] = await Promise.all([
    translator("qualityAdmin"),
    listUnits(actor, today),
    reportingUnits(actor, month, new Date()),
    listReported(actor, month),
    listDefinitions(actor, asked.kind),
    isMonthClosed(month),
  ]);
  return (
    <WithWords of={["shell", "qualityAdmin"]}>
      <div className={admin.page}>
        <PageHead title={t("title")} />
        <p className={admin.intro}>{t("intro")}</p>
        <Panel title={t("reported.title")}>
          <Reported {...{ rows, month, months, isClosed, reporting }} units={units.map(({ id, name }) => ({ id, name }))} />
        </Panel>
        <Panel title={t("definition.title")}>
          <Definition kind={asked.kind} versions={versions} today={today} />
        </Panel>
      </div>
    </WithWords>
  );
}
