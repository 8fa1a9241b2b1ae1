import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import type { CameraChoices } from "@/components/cameras/camera-form";
import { camerasQuery, pageSize } from "@/components/cameras/cameras-query";
import { CamerasScreen } from "@/components/cameras/cameras-screen";
import { areaBoundaries, listAreas } from "@/lib/areas/queries";
import { cityDay } from "@/lib/calendar/rules";
import { listCameraGroups, listCameras } from "@/lib/cameras/queries";
import { type Actor, can } from "@/lib/policy";
import { listUnits } from "@/lib/units/queries";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("cameras"))("title") };
}

export default async function CamerasPage() {
  const actor = await requireActor("cameras.view");
  const now = new Date();
  const client = new QueryClient();
  const [boundaries, first, choices] = await Promise.all([
    areaBoundaries(actor, cityDay(now)),
    listCameras(actor, { skip: 0, take: pageSize }, now),
    can(actor, "cameras.manage", "city") ? choicesFor(actor, now) : null,
  ]);
  client.setQueryData(camerasQuery({ state: null, groupId: null, text: "" }).queryKey, { pages: [first], pageParams: [0] });
  return (
    <WithWords of={["shell", "cameras"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <CamerasScreen
          choices={choices}
          shapes={boundaries.features.map(({ properties: { code, name, unitId }, geometry }) => ({
            code,
            name,
            unitId,
            geometry,
          }))}
        />
      </HydrationBoundary>
    </WithWords>
  );
}

async function choicesFor(actor: Actor, now: Date): Promise<CameraChoices> {
  const today = cityDay(now);
  const [groups, units, areas] = await Promise.all([listCameraGroups(actor), listUnits(actor, today), listAreas(actor, today)]);
  const named = ({ id, name }: { id: number; name: string }) => ({ id, name });
  const areaNames = new Map(areas.map((area) => [area.id, area.name]));
  return {
    today,
    groups: groups.map(({ id, name, nameEn, isRetired }) => ({ id, name, nameEn, isRetired })),
    units: units.map(named),
    // A hamlet's name is told with its ward's: there are many of the same.
    areas: areas
      .filter(({ kind }) => kind !== "PROVINCE" && kind !== "CITY")
      .map(({ id, name, kind, parentId }) => ({
        id,
        name: ["HAMLET", "RESIDENTIAL_GROUP"].includes(kind) ? `${name}, ${areaNames.get(parentId ?? 0) ?? ""}` : name,
      })),
  };
}
