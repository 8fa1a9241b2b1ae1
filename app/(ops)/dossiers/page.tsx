import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { listQuery, pageSize } from "@/components/dossiers/list-query";
import { ListScreen } from "@/components/dossiers/list-screen";
import { viewsQuery } from "@/components/dossiers/views-query";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { DossierFilter } from "@/lib/dossiers/model";
import { listDossiers, listViews } from "@/lib/dossiers/queries";
import { holds } from "@/lib/policy";
import { findProcedure, listSectors } from "@/lib/procedures/queries";
import { translator } from "../../i18n";
import { requireActor } from "../../session";
import { WithWords } from "../../with-words";
import { type Search, unitChoices, wholeName } from "../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("dossiers"))("title") };
}

export default async function DossiersPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("dossiers.view");
  const filter = await readFilter(searchParams);
  const today = cityDay(new Date());
  const calendar = await workingCalendar();
  const client = new QueryClient();
  const [units, sectors, procedure] = await Promise.all([
    unitChoices(actor, "dossiers.view", filter.asOf ?? today),
    filter.sectorId ? listSectors(actor) : [],
    filter.procedureId ? findProcedure(actor, filter.procedureId).catch(() => null) : null,
    client.prefetchQuery({
      queryKey: listQuery(filter).queryKey,
      queryFn: () => listDossiers(actor, { ...filter, take: pageSize }, { today, calendar }),
      retry: false,
    }),
    client.prefetchQuery({
      queryKey: viewsQuery.queryKey,
      queryFn: async () => ({ views: await listViews(actor) }),
      retry: false,
    }),
  ]);
  return (
    <WithWords of={["shell", "dossiers"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ListScreen
          filter={filter}
          today={today}
          units={units}
          whole={await wholeName(actor, "dossiers.view", units)}
          canExport={holds(actor, "dossiers.export")}
          sectorName={sectors.find((s) => s.id === filter.sectorId)?.name ?? null}
          procedureName={procedure?.name ?? (filter.procedureId ? String(filter.procedureId) : null)}
        />
      </HydrationBoundary>
    </WithWords>
  );
}

/** The filter of the address; a parameter that makes no sense counts as not given. */
async function readFilter(search: Search) {
  const given = await search;
  const { shape } = DossierFilter;
  const kept = Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const parsed = name === "take" || given[name] === undefined ? null : schema.safeParse(given[name]);
      return parsed?.success && parsed.data !== undefined && parsed.data !== "" ? [[name, given[name]]] : [];
    }),
  );
  const { take: _, ...filter } = DossierFilter.parse(kept);
  return filter;
}
