import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import * as z from "zod";
import { breakdownQuery, codesFor, drillIndicators, drillKeys, heatColumns, heatQuery } from "@/components/board/board-query";
import { BoardScreen } from "@/components/board/board-screen";
import { counterQuery, mostCounters } from "@/components/cameras/cameras-query";
import { CounterPanel } from "@/components/cameras/counter-panel";
import { queryOf } from "@/components/overview/links";
import { listCameras } from "@/lib/cameras/queries";
import { readBreakdown, readHeatMap } from "@/lib/indicators/queries";
import { can, holds } from "@/lib/policy";
import { findProcedure, listSectors } from "@/lib/procedures/queries";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";
import { prepareFigures, readQuestion, type Search } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("board"))("title") };
}
const Shown = z.object({
  indicator: z.enum(drillIndicators).catch("on-time-rate"),
  by: z.enum(drillKeys).optional().catch(undefined),
  heat: z.enum(["sector", "procedure"]).catch("sector"),
});

export default async function BoardPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("overview.view");
  const { indicator, heat, ...shown } = Shown.parse(await searchParams);
  const asking = await readQuestion(searchParams, ["unitId", "sectorId", "procedureId"]);
  const { question, asked } = asking;
  const { unitId, sectorId, procedureId } = question;
  // Inside one unit the next question is which procedures.
  const by = shown.by ?? (unitId ? "procedure" : "unit");
  const client = new QueryClient();
  const prefetch = <T,>(queryKey: readonly unknown[], queryFn: () => Promise<T>) =>
    client.prefetchQuery({ queryKey, queryFn, retry: false });
  const [{ filter }, sectors, procedure, t] = await Promise.all([
    prepareFigures(actor, client, asking),
    sectorId ? listSectors(actor) : [],
    procedureId ? findProcedure(actor, procedureId).catch(() => null) : null,
    translator("board"),
    prefetch(breakdownQuery(question, by, indicator).queryKey, () =>
      readBreakdown(actor, { codes: codesFor(indicator), by, question: asked }),
    ),
    prefetch(heatQuery(question, heat).queryKey, () =>
      readHeatMap(actor, { code: "on-time-rate", by: heat, columns: heatColumns, question: asked }),
    ),
  ]);
  // Of the whole city it would be a wall: the counters stand beside the unit's own dossiers.
  const own =
    unitId ??
    (filter.units.filter(({ depth }) => depth === 0).length === 1 && !can(actor, "overview.view", "city")
      ? filter.units[0]?.id
      : undefined);
  const now = new Date();
  const counters =
    own !== undefined && asking.asOf >= asking.today && holds(actor, "cameras.view")
      ? await listCameras(actor, { use: "ONE_STOP", unitId: own, skip: 0, take: mostCounters }, now)
      : null;
  if (counters && own !== undefined) client.setQueryData(counterQuery(own).queryKey, counters);
  const base = { from: question.from, to: question.to, asOf: question.asOf, knownOn: question.knownOn, indicator };
  const link = (more: Record<string, string | number>) => `/dossiers/board?${queryOf({ ...base, ...more })}#drill`;
  const sector = sectors.find((s) => s.id === sectorId);
  const unit = filter.units.find((u) => u.id === unitId);
  const path = [
    { name: t("drill.whole"), href: link({ by: "unit" }) },
    ...(unit ? [{ name: unit.name, href: link({ unitId: unit.id, by: "procedure" }) }] : []),
    ...(sector ? [{ name: sector.name, href: link({ ...(unitId && { unitId }), sectorId: sector.id, by: "procedure" }) }] : []),
    ...(procedure ? [{ name: procedure.name, href: link({ ...(unitId && { unitId }), procedureId: procedure.id, by }) }] : []),
  ];
  return (
    <WithWords of={["shell", "indicators", "overview", "board", ...(counters ? (["cameras"] as const) : [])]}>
      <HydrationBoundary state={dehydrate(client)}>
        <BoardScreen
          question={question}
          filter={filter}
          indicator={indicator}
          by={by}
          heatBy={heat}
          path={path}
          canList={holds(actor, "dossiers.view")}
          beside={counters && counters.total > 0 && own !== undefined ? <CounterPanel unitId={own} /> : null}
        />
      </HydrationBoundary>
    </WithWords>
  );
}
