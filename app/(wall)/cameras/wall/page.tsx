import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import type { Asked } from "@/components/cameras/wall/places";
import { wallQuery } from "@/components/cameras/wall/wall-query";
import { WallScreen } from "@/components/cameras/wall/wall-screen";
import { CameraLayoutShown, type CameraWall } from "@/lib/cameras/model";
import { readCameraWall } from "@/lib/cameras/queries";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("cameraWall"))("title") };
}

type Search = Record<string, string | string[] | undefined>;
/** What the address asks for; what it leaves out is as it was shown last, or as the layout was kept. */
function askedOf(search: Search, { layouts, shown }: CameraWall): Asked {
  const asked = (name: string, rule: keyof typeof CameraLayoutShown.shape) => {
    const value = search[name];
    const read = CameraLayoutShown.shape[rule].safeParse(rule === "layout" ? value : Number(value));
    return read.success ? read.data : undefined;
  };
  const layout = (asked("layout", "layout") as string | undefined) ?? shown?.layout ?? "all";
  const isLast = shown?.layout === layout;
  const kept = layouts.find(({ id }) => String(id) === layout) ?? (isLast ? shown : null);
  return {
    layout: layout.startsWith("group-") || layouts.some(({ id }) => String(id) === layout) ? layout : "all",
    grid: (asked("grid", "grid") as Asked["grid"] | undefined) ?? kept?.grid ?? 9,
    patrolSeconds: (asked("patrol", "patrolSeconds") as number | undefined) ?? kept?.patrolSeconds ?? 0,
  };
}

/** Counted from 1 in an address. */
const pageOf = ({ page }: Search): number => {
  const number = Number(page);
  return Number.isInteger(number) && number > 0 && number <= 500 ? number - 1 : 0;
};

export default async function CameraWallPage({ searchParams }: { searchParams: Promise<Search> }) {
  const actor = await requireActor("cameras.view");
  const [search, wall] = [await searchParams, await readCameraWall(actor, new Date())];
  const client = new QueryClient();
  client.setQueryData(wallQuery.queryKey, wall);
  return (
    <WithWords of={["shell", "cameras", "cameraWall"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <WallScreen asked={askedOf(search, wall)} page={pageOf(search)} />
      </HydrationBoundary>
    </WithWords>
  );
}
