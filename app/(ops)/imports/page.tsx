import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { ImportsScreen } from "@/components/imports/imports-screen";
import { cityDay } from "@/lib/calendar/rules";
import { can } from "@/lib/policy";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata() {
  return { title: (await translator("imports"))("title") };
}

export default async function ImportsPage() {
  const actor = await requireActor("dossiers.import");
  const units = await listUnits(actor, cityDay(new Date()));
  return (
    <WithWords of={["shell", "imports"]}>
      <ImportsScreen
        units={units.filter((unit) => can(actor, "dossiers.import", unit.id)).map(({ id, name }) => ({ id, name }))}
      />
    </WithWords>
  );
}
