import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MeetingScreen } from "@/components/meetings/meeting-screen";
import { meetingQuery } from "@/components/meetings/meetings-query";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { AppError } from "@/lib/errors";
import { readMeeting } from "@/lib/meetings/queries";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("meetings"))("one") };
}

export default async function MeetingPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor("meetings.view");
  const id = RecordId.safeParse((await params).id);
  if (!id.success) notFound();
  const now = new Date();
  const meeting = await readMeeting({ actor, now }, id.data).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not-found") notFound();
    throw error;
  });
  const client = new QueryClient();
  client.setQueryData(meetingQuery(id.data).queryKey, meeting);
  return (
    <WithWords of={["shell", "documents", "attachments", "meetings"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <MeetingScreen id={id.data} today={cityDay(now)} />
      </HydrationBoundary>
    </WithWords>
  );
}
