import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import * as z from "zod";
import { dossierQuery } from "@/components/dossiers/dossier-query";
import { DossierScreen } from "@/components/dossiers/dossier-screen";
import { noteReading } from "@/lib/audit/commands";
import { detailClock, findDossier } from "@/lib/dossiers/queries";
import { AppError } from "@/lib/errors";
import { can } from "@/lib/policy";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("dossiers"))("one") };
}

export default async function DossierPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor("dossiers.view");
  const id = z.coerce
    .number()
    .int()
    .positive()
    .max(2_147_483_647)
    .safeParse((await params).id);
  if (!id.success) notFound();
  const dossier = await findDossier(actor, id.data, await detailClock(new Date())).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not-found") notFound();
    throw error;
  });
  // The browser begins from what this page holds and asks the route only later.
  await noteReading(actor.id, { type: "dossier", id: dossier.id }, "dossiers.page");
  const client = new QueryClient();
  client.setQueryData(dossierQuery(id.data).queryKey, dossier);
  return (
    <WithWords of={["shell", "dossiers", "forms", "attachments"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <DossierScreen id={id.data} canReveal={can(actor, "dossiers.reveal", dossier.unitId)} />
      </HydrationBoundary>
    </WithWords>
  );
}
