import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { signingPageSize, signingQueueQuery } from "@/components/documents/signing-query";
import { SigningScreen } from "@/components/documents/signing-screen";
import { SigningFilter } from "@/lib/documents/model";
import { readSigningQueue } from "@/lib/documents/queries";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";
import type { Search } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("documentSigning"))("title") };
}

export default async function SigningPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("documents.view");
  const { scope, cursor } = await searchParams;
  // A parameter that makes no sense counts as not given.
  const given = SigningFilter.omit({ take: true }).safeParse({ ...(scope && { scope }), ...(cursor && { cursor }) });
  const filter = given.success ? given.data : { scope: "mine" as const };
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: signingQueueQuery(filter).queryKey,
    queryFn: () => readSigningQueue(actor, { ...filter, take: signingPageSize }),
    retry: false,
  });
  return (
    <WithWords of={["shell", "dossiers", "documentSigning"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <SigningScreen filter={filter} />
      </HydrationBoundary>
    </WithWords>
  );
}
