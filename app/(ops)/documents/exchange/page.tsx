import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ExchangeScreen } from "@/components/packets/exchange-screen";
import { packetsQuery } from "@/components/packets/packets-query";
import { PacketFilter } from "@/lib/packets/model";
import { listPackets } from "@/lib/packets/queries";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";
import type { Search } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("packets"))("title") };
}

export default async function ExchangePage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("documents.exchange");
  const asked = PacketFilter.shape.box.safeParse((await searchParams).box);
  const filter: PacketFilter = { box: asked.success ? asked.data : "IN" };
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: packetsQuery(filter).queryKey,
    queryFn: () => listPackets(actor, filter, new Date()),
    retry: false,
  });
  return (
    <WithWords of={["shell", "packets"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <ExchangeScreen key={filter.box} box={filter.box} />
      </HydrationBoundary>
    </WithWords>
  );
}
