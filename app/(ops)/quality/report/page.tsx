import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import * as z from "zod";
import { reportQuery } from "@/components/quality/report-query";
import { ReportScreen } from "@/components/quality/report-screen";
import type { FilterState } from "@/components/shell/filters";
import { defaultReport } from "@/components/shell/period";
import { figuresKnownSince } from "@/lib/cells/queries";
import { findCity } from "@/lib/city/queries";
import { holds } from "@/lib/policy";
import { reportKeys } from "@/lib/quality/model";
import { readReport } from "@/lib/quality/queries";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";
import { readQuestion, type Search, unitChoices, wholeName } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("quality"))("report.title") };
}
const Shown = z.object({
  by: z.enum(reportKeys).catch("sector"),
  isAlone: z.stringbool().optional().catch(undefined),
});

export default async function ReportPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("overview.view");
  const { by, isAlone } = Shown.parse(await searchParams);
  const { today, period, asOf, knownOn, question } = await readQuestion(searchParams, ["unitId"], defaultReport);
  const { unitId } = question;
  const asked = { ...period, ...(knownOn && { knownOn }), ...(unitId && { unitId }), ...(unitId && isAlone && { isAlone }), by };
  const client = new QueryClient();
  const [units, city, knownSince] = await Promise.all([
    unitChoices(actor, "overview.view", asOf),
    findCity(),
    figuresKnownSince(),
    client.prefetchQuery({
      queryKey: reportQuery(asked).queryKey,
      queryFn: () => readReport(actor, asked, today),
      retry: false,
    }),
  ]);
  const filter: FilterState = {
    period,
    asOf,
    knownOn: knownOn ?? null,
    knownSince,
    today,
    unitId: unitId ?? null,
    units,
    whole: await wholeName(actor, "overview.view", units),
    isDemo: city?.hasDemoData ?? false,
  };
  return (
    <WithWords of={["shell", "indicators", "overview", "quality"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ReportScreen question={asked} filter={filter} canList={holds(actor, "dossiers.view")} />
      </HydrationBoundary>
    </WithWords>
  );
}
