import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { CameraScreen } from "@/components/cameras/camera-screen";
import { storyQuery } from "@/components/cameras/cameras-query";
import { cityDay } from "@/lib/calendar/rules";
import { readCameraStory } from "@/lib/cameras/queries";
import { RecordId } from "@/lib/db/model";
import { AppError } from "@/lib/errors";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("cameras"))("one") };
}

type Asking = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };
export default async function CameraPage({ params, searchParams }: Asking) {
  const actor = await requireActor("cameras.view");
  const id = RecordId.safeParse((await params).id);
  if (!id.success) notFound();
  const outage = RecordId.safeParse((await searchParams).outage).data ?? null;
  const now = new Date();
  const story = await readCameraStory(actor, id.data, now, outage ?? undefined).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not-found") notFound();
    throw error;
  });
  const client = new QueryClient();
  client.setQueryData(storyQuery(id.data, outage).queryKey, story);
  return (
    <WithWords of={["shell", "cameras"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <CameraScreen id={id.data} outageId={outage} today={cityDay(now)} />
      </HydrationBoundary>
    </WithWords>
  );
}
