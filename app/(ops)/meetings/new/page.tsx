import type { Metadata } from "next";
import { NewMeetingScreen } from "@/components/meetings/new-screen";
import { cityDay } from "@/lib/calendar/rules";
import { can } from "@/lib/policy";
import { listUnits } from "@/lib/units/queries";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("meetings"))("newTitle") };
}

export default async function NewMeetingPage() {
  const actor = await requireActor("meetings.organise");
  const today = cityDay(new Date());
  const units = (await listUnits(actor, today)).filter((unit) => can(actor, "meetings.organise", unit.id));
  return (
    <WithWords of={["shell", "meetings"]}>
      <NewMeetingScreen units={units.map(({ id, name }) => ({ id, name }))} today={today} />
    </WithWords>
  );
}
