import type { Metadata } from "next";
import { AgenciesScreen } from "@/components/packets/agencies-screen";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("packets"))("agencies.title") };
}

export default async function AgenciesPage() {
  await requireActor("exchange.manage");
  return (
    <WithWords of={["shell", "packets"]}>
      <AgenciesScreen />
    </WithWords>
  );
}
