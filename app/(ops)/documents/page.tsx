import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { listQuery, pageSize } from "@/components/documents/list-query";
import { ListScreen } from "@/components/documents/list-screen";
import { cityDay } from "@/lib/calendar/rules";
import { DocumentFilter } from "@/lib/documents/model";
import { listDocuments, listDocumentTypes } from "@/lib/documents/queries";
import { holds } from "@/lib/policy";
import { translator } from "../../i18n";
import { requireActor } from "../../session";
import { WithWords } from "../../with-words";
import { type Search, unitChoices, wholeName } from "../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("documents"))("title") };
}

export default async function DocumentsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("documents.view");
  const filter = await readFilter(searchParams);
  const today = cityDay(new Date());
  const client = new QueryClient();
  const [units, types] = await Promise.all([
    unitChoices(actor, "documents.view", today),
    listDocumentTypes(actor),
    client.prefetchQuery({
      queryKey: listQuery(filter).queryKey,
      queryFn: () => listDocuments(actor, { ...filter, take: pageSize }, { today }),
      retry: false,
    }),
  ]);
  return (
    <WithWords of={["shell", "dossiers", "documents"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ListScreen
          filter={filter}
          today={today}
          units={units}
          whole={await wholeName(actor, "documents.view", units)}
          types={types}
          canAdd={holds(actor, "documents.draft")}
          canKeep={holds(actor, "documents.register")}
        />
      </HydrationBoundary>
    </WithWords>
  );
}

/** The filter of the address; a parameter that makes no sense counts as not given. Incoming ones unless another register is asked for. */
async function readFilter(search: Search) {
  const given = await search;
  const kept = Object.fromEntries(
    Object.entries(DocumentFilter.shape).flatMap(([name, schema]) => {
      const parsed = name === "take" || given[name] === undefined ? null : schema.safeParse(given[name]);
      return parsed?.success && parsed.data !== undefined && parsed.data !== "" ? [[name, given[name]]] : [];
    }),
  );
  const { take: _, ...filter } = DocumentFilter.parse({ ...(kept.set ? {} : { direction: "INCOMING" }), ...kept });
  return filter;
}
