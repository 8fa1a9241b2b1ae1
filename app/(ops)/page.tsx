import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cameraFiguresQuery } from "@/components/cameras/figures/figures-query";
import { documentBoardQuery } from "@/components/documents/figures/board-query";
import { OverviewScreen } from "@/components/overview/overview-screen";
import { areaBoundaries } from "@/lib/areas/queries";
import { readCameraFigures, readDocumentBoard } from "@/lib/indicators/queries";
import { holds } from "@/lib/policy";
import { translator } from "../i18n";
import { requireActor } from "../session";
import { WithWords } from "../with-words";
import { prepareFigures, readQuestion, type Search } from "./question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("overview"))("title") };
}

export default async function OverviewPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("overview.view");
  const asking = await readQuestion(searchParams, ["unitId"]);
  const client = new QueryClient();
  const [{ filter, city }, boundaries] = await Promise.all([
    prepareFigures(actor, client, asking),
    areaBoundaries(actor, asking.asOf),
    // Filled here, so that a first visit fetches neither the figures nor what reads them.
    client.prefetchQuery({
      queryKey: documentBoardQuery(asking.question).queryKey,
      queryFn: () => readDocumentBoard(actor, asking.asked),
      retry: false,
    }),
    client.prefetchQuery({
      queryKey: cameraFiguresQuery(asking.question).queryKey,
      queryFn: () => readCameraFigures(actor, asking.asked),
      retry: false,
    }),
  ]);
  // The first administrator's way in leads to the guided set-up until it was ended.
  if (!city?.isSetUp && holds(actor, "city.manage")) redirect("/setup");
  return (
    <WithWords of={["shell", "indicators", "overview", "board", "documentBoard"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <OverviewScreen
          question={asking.question}
          filter={filter}
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
