import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { overviewQuery } from "@/components/overview/overview-query";
import { OverviewScreen } from "@/components/overview/overview-screen";
import { areaBoundaries } from "@/lib/areas/queries";
import { figuresKnownSince } from "@/lib/cells/queries";
import { findCity } from "@/lib/city/queries";
import { readOverview } from "@/lib/indicators/queries";
import { holds } from "@/lib/policy";
import { translator } from "../i18n";
import { requireActor } from "../session";
import { WithWords } from "../with-words";
import { readQuestion, type Search, unitChoices } from "./question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("overview"))("title") };
}

export default async function OverviewPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("overview.view");
  const { today, period, asOf, knownOn, question } = await readQuestion(searchParams);
  const { unitId, sectorId, channel } = question;
  const asked = {
    ...period,
    asOf,
    ...(knownOn && { knownOn }),
    ...(unitId && { unitId }),
    ...(sectorId && { sectorId }),
    ...(channel && { channel }),
  };
  const client = new QueryClient();
  const [units, boundaries, city, knownSince] = await Promise.all([
    unitChoices(actor, asOf),
    areaBoundaries(actor, asOf),
    findCity(),
    figuresKnownSince(),
    // A refusal is not thrown here: the screen asks again and says it in a sentence.
    client.prefetchQuery({
      queryKey: overviewQuery(asked).queryKey,
      queryFn: () => readOverview(actor, { period, scope: { unitId, sectorId, channel }, asOf, knownOn }),
      retry: false,
    }),
  ]);
  // The first administrator's way in leads to the guided set-up until it was ended.
  if (!city?.isSetUp && holds(actor, "city.manage")) redirect("/setup");
  return (
    <WithWords of={["shell", "indicators", "overview", "board"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <OverviewScreen
          question={asked}
          filter={{
            period,
            asOf,
            knownOn: knownOn ?? null,
            knownSince,
            today,
            unitId: unitId ?? null,
            units,
            isDemo: city?.hasDemoData ?? false,
          }}
          city={city?.name ?? ""}
          shapes={boundaries.features.map((f) => ({
            code: f.properties.code,
            name: f.properties.name,
            unitId: f.properties.unitId,
            geometry: f.geometry,
          }))}
          isIllustrative={boundaries.features.some((f) => f.properties.isDemo)}
          canList={holds(actor, "dossiers.view")}
          canImport={holds(actor, "dossiers.import")}
        />
      </HydrationBoundary>
    </WithWords>
  );
}
