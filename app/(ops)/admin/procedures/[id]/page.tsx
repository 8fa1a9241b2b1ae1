import Link from "next/link";
import { notFound } from "next/navigation";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { ProcedureScreen } from "@/components/procedures/procedure-screen";
import classes from "@/components/procedures/procedures.module.css";
import { PageHead } from "@/components/shell/page-head";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { AppError } from "@/lib/errors";
import { findProcedureDetail, listSectors } from "@/lib/procedures/queries";
import { statusOn } from "@/lib/procedures/rules";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata() {
  return { title: (await translator("procedures"))("title") };
}

export default async function ProcedurePage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor("procedures.manage");
  const id = RecordId.safeParse((await params).id);
  if (!id.success) notFound();
  const procedure = await findProcedureDetail(actor, id.data).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not-found") notFound();
    throw error;
  });
  const today = cityDay(new Date());
  const [sectors, units, t] = [await listSectors(actor), await listUnits(actor, today), await translator("procedures")];
  const status = statusOn(procedure, today);
  return (
    <WithWords of={["shell", "procedures"]}>
      <div className={classes.page}>
        <PageHead
          title={procedure.name}
          above={<Link href="/admin/procedures">{t("back")}</Link>}
          stamp={
            <span className={classes.acts}>
              <span className={classes.code}>{procedure.code}</span>
              <span className={classes.badge} data-status={status}>
                {t(`statuses.${status}`)}
              </span>
            </span>
          }
        />
        {procedure.isIllustrative ? <p className={classes.intro}>{t("illustrativeNote")}</p> : null}
        <ProcedureScreen
          procedure={procedure}
          sectors={sectors}
          units={units.map(({ id: unitId, name }) => ({ id: unitId, name }))}
          today={today}
        />
      </div>
    </WithWords>
  );
}
