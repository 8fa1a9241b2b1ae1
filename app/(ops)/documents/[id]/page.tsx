import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { documentQuery } from "@/components/documents/document-query";
import { DocumentScreen } from "@/components/documents/document-screen";
import { noteReading } from "@/lib/audit/commands";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { noteOpening } from "@/lib/documents/commands";
import { findDocument, listDocumentTypes } from "@/lib/documents/queries";
import { AppError } from "@/lib/errors";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("documents"))("one") };
}

export default async function DocumentPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor("documents.view");
  const id = RecordId.safeParse((await params).id);
  if (!id.success) notFound();
  const document = await findDocument(actor, id.data).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not-found") notFound();
    throw error;
  });
  // The browser begins from what this page holds and asks the route only later.
  const now = new Date();
  await noteOpening({ actor, now }, document.id);
  await noteReading(actor.id, { type: "document", id: document.id }, "documents.page");
  const client = new QueryClient();
  client.setQueryData(documentQuery(id.data).queryKey, document);
  return (
    <WithWords of={["shell", "documents", "documentWork", "documentSigning", "attachments", "packets"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <DocumentScreen
          id={id.data}
          userId={actor.userId ?? 0}
          today={cityDay(now)}
          types={document.may.change ? await listDocumentTypes(actor) : []}
        />
      </HydrationBoundary>
    </WithWords>
  );
}
