import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import * as z from "zod";
import { coverageAsked, rosterQuery } from "@/components/certificates/certificates-query";
import { RosterScreen } from "@/components/certificates/roster-screen";
import { certificateSets, holderKinds } from "@/lib/indicators/model";
import { readCertificateRoster } from "@/lib/indicators/queries";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";
import { readQuestion, type Search, unitChoices, wholeName } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("certificates"))("roster.title") };
}

const Asked = z.object({
  set: z.enum(certificateSets).catch("lacking"),
  kind: z.enum(holderKinds).optional().catch(undefined),
});

export default async function CertificateRosterPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("overview.view");
  const { today, asOf, question } = await readQuestion(searchParams, ["unitId"]);
  const { set, kind } = Asked.parse(await searchParams);
  const asked = { ...coverageAsked(question, today), set, ...(kind !== undefined && { kind }) };
  const client = new QueryClient();
  const [units] = await Promise.all([
    unitChoices(actor, "overview.view", asOf),
    client.prefetchQuery({
      queryKey: rosterQuery(asked).queryKey,
      queryFn: () => readCertificateRoster(actor, asked, new Date()),
      retry: false,
    }),
  ]);
  return (
    <WithWords of={["shell", "certificates"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <RosterScreen
          question={question}
          today={today}
          set={set}
          kind={kind ?? null}
          units={units}
          whole={await wholeName(actor, "overview.view", units)}
        />
      </HydrationBoundary>
    </WithWords>
  );
}
