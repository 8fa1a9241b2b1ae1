import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { MeetingsScreen } from "@/components/meetings/list-screen";
import { meetingPageSize, meetingsQuery } from "@/components/meetings/meetings-query";
import { cityDay } from "@/lib/calendar/rules";
import { MeetingFilter } from "@/lib/meetings/model";
import { listMeetings } from "@/lib/meetings/queries";
import { holds } from "@/lib/policy";
import { translator } from "../../i18n";
import { requireActor } from "../../session";
import { WithWords } from "../../with-words";
import { type Search, unitChoices, wholeName } from "../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("meetings"))("title") };
}

const asked = MeetingFilter.omit({ take: true });
const names = Object.keys(asked.shape) as (keyof typeof asked.shape)[];

export default async function MeetingsPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("meetings.view");
  const search = await searchParams;
  // A parameter that makes no sense counts as not given.
  const given = names.flatMap((name) => {
    const read = search[name] === undefined ? null : asked.shape[name].safeParse(search[name]);
    return read?.success ? [[name, read.data]] : [];
  });
  const filter = asked.parse(Object.fromEntries(given));
  const now = new Date();
  const client = new QueryClient();
  const [units] = await Promise.all([
    unitChoices(actor, "meetings.organise", cityDay(now)),
    client.prefetchQuery({
      queryKey: meetingsQuery(filter).queryKey,
      queryFn: () => listMeetings({ actor, now }, { ...filter, take: meetingPageSize }),
      retry: false,
    }),
  ]);
  return (
    <WithWords of={["shell", "dossiers", "meetings"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <MeetingsScreen
          filter={filter}
          units={units}
          whole={await wholeName(actor, "meetings.organise", units)}
          organises={holds(actor, "meetings.organise")}
        />
      </HydrationBoundary>
    </WithWords>
  );
}
