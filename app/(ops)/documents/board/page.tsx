import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { coverageAsked, coverageQuery } from "@/components/certificates/certificates-query";
import { documentBoardQuery } from "@/components/documents/figures/board-query";
import { DocumentBoardScreen } from "@/components/documents/figures/board-screen";
import { readCertificateCoverage, readDocumentBoard } from "@/lib/indicators/queries";
import { holds } from "@/lib/policy";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";
import { readQuestion, type Search, unitChoices, wholeName } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("documentBoard"))("title") };
}

export default async function DocumentBoardPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("overview.view");
  const { today, period, asOf, question, asked } = await readQuestion(searchParams, ["unitId"]);
  const certificates = coverageAsked(question, today);
  const client = new QueryClient();
  const [units] = await Promise.all([
    unitChoices(actor, "overview.view", asOf),
    client.prefetchQuery({
      queryKey: documentBoardQuery(question).queryKey,
      queryFn: () => readDocumentBoard(actor, asked),
      retry: false,
    }),
    client.prefetchQuery({
      queryKey: coverageQuery(certificates).queryKey,
      queryFn: () => readCertificateCoverage(actor, certificates, new Date()),
      retry: false,
    }),
  ]);
  const whole = await wholeName(actor, "overview.view", units);
  return (
    <WithWords of={["shell", "overview", "board", "documentBoard", "certificates"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <DocumentBoardScreen
          question={question}
          filter={{ period, asOf, today, unitId: question.unitId ?? null, units, whole }}
          canList={holds(actor, "documents.view")}
          canListMeetings={holds(actor, "meetings.organise")}
          keepsCertificates={holds(actor, "signatures.certificates")}
        />
      </HydrationBoundary>
    </WithWords>
  );
}
