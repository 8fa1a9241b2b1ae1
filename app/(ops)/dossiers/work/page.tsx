import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { workCountsQuery, workPageSize, workQuery } from "@/components/dossiers/work-query";
import { WorkScreen } from "@/components/dossiers/work-screen";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay } from "@/lib/calendar/rules";
import { WorkFilter } from "@/lib/dossiers/model";
import { countWork, readWork } from "@/lib/dossiers/queries";
import { holds } from "@/lib/policy";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";
import { type Search, unitChoices, wholeName } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("dossiers"))("work.title") };
}

export default async function WorkPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("dossiers.process");
  const given = await searchParams;
  const filter = readFilter(given);
  const isHead = holds(actor, "dossiers.approve");
  const isPeople = isHead && given.view === "people";
  const today = cityDay(new Date());
  const clock = { today, calendar: await workingCalendar() };
  const client = new QueryClient();
  const [units] = await Promise.all([
    unitChoices(actor, isPeople ? "dossiers.approve" : "dossiers.process", today),
    client.prefetchQuery({
      queryKey: workCountsQuery(filter).queryKey,
      queryFn: () => countWork(actor, filter, clock),
      retry: false,
    }),
    isPeople
      ? null
      : client.prefetchQuery({
          queryKey: workQuery(filter).queryKey,
          queryFn: () => readWork(actor, { ...filter, take: workPageSize }, clock),
          retry: false,
        }),
  ]);
  return (
    <WithWords of={["shell", "dossiers", "printing"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <WorkScreen
          filter={filter}
          isPeople={isPeople}
          today={today}
          units={units}
          whole={await wholeName(actor, "dossiers.process", units)}
          isHead={isHead}
        />
      </HydrationBoundary>
    </WithWords>
  );
}

/** The filter of the address; a parameter that makes no sense counts as not given. */
function readFilter(given: Awaited<Search>) {
  const { shape } = WorkFilter;
  const kept = Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const parsed = name === "take" || given[name] === undefined ? null : schema.safeParse(given[name]);
      return parsed?.success && parsed.data !== undefined ? [[name, parsed.data]] : [];
    }),
  );
  const { take: _, ...filter } = WorkFilter.parse(kept);
  return filter;
}
