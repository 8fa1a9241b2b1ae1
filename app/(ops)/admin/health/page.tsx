import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { HealthScreen } from "@/components/health/health-screen";

export async function generateMetadata() {
  return { title: (await translator("health"))("title") };
}

export default async function HealthPage() {
  await requireActor("system.manage");
  return (
    <WithWords of={["shell", "health"]}>
      <HealthScreen />
    </WithWords>
  );
}
