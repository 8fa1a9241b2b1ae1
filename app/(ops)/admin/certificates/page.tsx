import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { certificatesQuery, coverageQuery, pageSize } from "@/components/certificates/certificates-query";
import { CertificatesScreen } from "@/components/certificates/certificates-screen";
import { readCertificateCoverage } from "@/lib/indicators/queries";
import { listCertificates } from "@/lib/signatures/queries";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("certificates"))("title") };
}

export default async function CertificatesPage() {
  const actor = await requireActor("signatures.certificates");
  const client = new QueryClient();
  const now = new Date();
  const [first, coverage] = await Promise.all([
    listCertificates(actor, { skip: 0, take: pageSize }, now),
    readCertificateCoverage(actor, {}, now),
  ]);
  client.setQueryData(certificatesQuery({ state: null, text: "" }).queryKey, { pages: [first], pageParams: [0] });
  client.setQueryData(coverageQuery({}).queryKey, coverage);
  return (
    <WithWords of={["shell", "certificates"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <CertificatesScreen />
      </HydrationBoundary>
    </WithWords>
  );
}
