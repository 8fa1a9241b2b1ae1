import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { OwedPanel } from "@/components/forms/owed-panel";
import { owedQuery } from "@/components/forms/owed-query";
import { RegisterPanel } from "@/components/forms/register-panel";
import { PageHead } from "@/components/shell/page-head";
import { UnitFilter } from "@/components/shell/unit-filter";
import { cityDay, monthOf } from "@/lib/calendar/rules";
import { OwedQuery, owed } from "@/lib/forms/model";
import { readOwed } from "@/lib/forms/queries";
import { holds } from "@/lib/policy";
import { listSectors } from "@/lib/procedures/queries";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";
import { type Search, unitChoices, wholeName } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("printing"))("title") };
}

export default async function PrintPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("registers.print");
  const now = new Date();
  const today = cityDay(now);
  const { unitId, kind } = await searchParams;
  const asked: OwedQuery = {
    unitId: OwedQuery.shape.unitId.catch(undefined).parse(unitId),
    kind: OwedQuery.shape.kind.catch(undefined).parse(kind),
  };
  const issues = holds(actor, "dossiers.process");
  const client = new QueryClient();
  const [own, books, sectors, t] = await Promise.all([
    unitChoices(actor, "dossiers.process", today),
    unitChoices(actor, "registers.print", today),
    listSectors(actor),
    translator("printing"),
    issues
      ? client.prefetchQuery({ queryKey: owedQuery(asked).queryKey, queryFn: () => readOwed(actor, asked, now), retry: false })
      : null,
  ]);
  const whole = await wholeName(actor, "dossiers.process", own);
  const { from } = monthOf(today);
  return (
    <WithWords of={["shell", "dossiers", "printing"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <PageHead
          title={t("title")}
          filters={own.length > 1 ? <UnitFilter units={own} whole={whole} unitId={asked.unitId ?? null} /> : undefined}
        />
        {issues ? <OwedPanel unitId={asked.unitId} kind={asked.kind} days={owed.days} most={owed.most} /> : null}
        <RegisterPanel units={books} sectors={sectors} period={{ from, to: today }} today={today} />
      </HydrationBoundary>
    </WithWords>
  );
}
