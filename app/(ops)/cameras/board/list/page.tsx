import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import * as z from "zod";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { cameraRosterQuery } from "@/components/cameras/figures/board-query";
import { CameraRosterScreen } from "@/components/cameras/figures/roster-screen";
import { listAreas } from "@/lib/areas/queries";
import { listCameraGroups } from "@/lib/cameras/queries";
import { findCity } from "@/lib/city/queries";
import { RecordId } from "@/lib/db/model";
import { cameraSets } from "@/lib/indicators/model";
import { readCameraRoster } from "@/lib/indicators/queries";
import { readQuestion, type Search, unitChoices, wholeName } from "../../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("cameraBoard"))("list.title") };
}

const Asked = z.object({
  set: z.enum(cameraSets).catch("in-trouble"),
  groupId: RecordId.optional().catch(undefined),
  areaId: RecordId.optional().catch(undefined),
});

export default async function CameraListPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("cameras.view");
  const { today, period, asOf, question } = await readQuestion(searchParams, ["unitId"]);
  const { set, groupId, areaId } = Asked.parse(await searchParams);
  const { from, to, unitId } = question;
  const narrowing = { ...(groupId !== undefined && { groupId }), ...(areaId !== undefined && { areaId }) };
  const listed = { from, to, asOf, ...(unitId !== undefined && { unitId }), ...narrowing, set };
  const client = new QueryClient();
  const [units, city, groups, areas] = await Promise.all([
    unitChoices(actor, "overview.view", asOf),
    findCity(),
    groupId === undefined ? [] : listCameraGroups(actor),
    areaId === undefined ? [] : listAreas(actor, asOf),
    client.prefetchQuery({
      queryKey: cameraRosterQuery(listed).queryKey,
      queryFn: () => readCameraRoster(actor, listed, new Date()),
      retry: false,
    }),
  ]);
  const named = [groups.find(({ id }) => id === groupId)?.name, areas.find(({ id }) => id === areaId)?.name];
  return (
    <WithWords of={["shell", "board", "cameras", "cameraBoard"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <CameraRosterScreen
          listed={listed}
          filter={{ period, asOf, today, unitId: unitId ?? null, units, whole: await wholeName(actor, "overview.view", units) }}
          today={today}
          isDemo={city?.hasDemoData ?? false}
          narrowed={named.filter(Boolean).join(", ") || null}
        />
      </HydrationBoundary>
    </WithWords>
  );
}
