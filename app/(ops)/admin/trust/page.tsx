import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { trustQuery } from "@/components/signatures/trust-query";
import { TrustScreen } from "@/components/signatures/trust-screen";
import { countValidFiles } from "@/lib/documents/queries";
import { listTrust } from "@/lib/signatures/queries";

export const dynamic = "force-dynamic";
export async function generateMetadata() {
  return { title: (await translator("signatures"))("trust.title") };
}

export default async function TrustPage() {
  const actor = await requireActor("signatures.trust");
  const client = new QueryClient();
  client.setQueryData(trustQuery.queryKey, await listTrust(actor));
  return (
    <WithWords of={["shell", "users", "signatures"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <TrustScreen now={new Date().toISOString()} checkedFiles={await countValidFiles(actor)} />
      </HydrationBoundary>
    </WithWords>
  );
}
