import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { workCountsQuery, workPageSize, workQuery } from "@/components/documents/work-query";
import { WorkScreen } from "@/components/documents/work-screen";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { WorkFilter } from "@/lib/documents/model";
import { countDocumentTasks, readDocumentTasks } from "@/lib/documents/queries";
import { holds } from "@/lib/policy";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";
import { type Search, unitChoices, wholeName } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("documentWork"))("title") };
}

export default async function DocumentWorkPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("documents.view");
  const given = await searchParams;
  const [routes, directs] = [holds(actor, "documents.route"), holds(actor, "documents.direct")];
  const filter = readFilter(given, routes, directs);
  const isPeople = directs && given.view === "people";
  const today = cityDay(new Date());
  const clock = { today, calendar: await workingCalendar() };
  const client = new QueryClient();
  const [units] = await Promise.all([
    routes ? unitChoices(actor, isPeople ? "documents.direct" : "documents.route", today) : [],
    client.prefetchQuery({
      queryKey: workCountsQuery(filter).queryKey,
      queryFn: () => countDocumentTasks(actor, filter, clock),
      retry: false,
    }),
    isPeople
      ? null
      : client.prefetchQuery({
          queryKey: workQuery(filter).queryKey,
          queryFn: () => readDocumentTasks(actor, { ...filter, take: workPageSize }, clock),
          retry: false,
        }),
  ]);
  return (
    <WithWords of={["shell", "dossiers", "documentWork"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <WorkScreen
          filter={filter}
          isPeople={isPeople}
          today={today}
          units={units}
          whole={routes ? await wholeName(actor, "documents.route", units) : ""}
          routes={routes}
          directs={directs}
        />
      </HydrationBoundary>
    </WithWords>
  );
}

/** The filter of the address; a parameter that makes no sense, or asks for what is not this reader's, counts as not given. */
function readFilter(given: Awaited<Search>, routes: boolean, directs: boolean) {
  const { shape } = WorkFilter;
  const kept = Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const parsed = name === "take" || given[name] === undefined ? null : schema.safeParse(given[name]);
      return parsed?.success && parsed.data !== undefined ? [[name, parsed.data]] : [];
    }),
  );
  const { take: _, ...filter } = WorkFilter.parse(kept);
  const isOther =
    (filter.scope === "person" && (!directs || filter.userId === undefined)) || (filter.scope !== "mine" && !routes);
  return isOther ? { ...filter, scope: "mine" as const } : filter;
}
