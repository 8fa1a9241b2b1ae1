import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { registryQuery } from "@/components/cameras/cameras-query";
import { RegistryScreen } from "@/components/cameras/registry-screen";
import { cityDay } from "@/lib/calendar/rules";
import { readCameraRegistry } from "@/lib/cameras/queries";
import { listUnits } from "@/lib/units/queries";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("cameras"))("registry.title") };
}

export default async function CameraRegistryPage() {
  const actor = await requireActor("cameras.manage");
  const now = new Date();
  const today = cityDay(now);
  const [registry, units] = await Promise.all([readCameraRegistry(actor, now), listUnits(actor, today)]);
  const client = new QueryClient();
  client.setQueryData(registryQuery().queryKey, registry);
  return (
    <WithWords of={["shell", "cameras"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <RegistryScreen units={units.map(({ id, name }) => ({ id, name }))} today={today} />
      </HydrationBoundary>
    </WithWords>
  );
}
