import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { ExchangeScreen } from "@/components/exchange/exchange-screen";
import { cityDay } from "@/lib/calendar/rules";
import { listUnits } from "@/lib/units/queries";

export async function generateMetadata() {
  return { title: (await translator("exchange"))("title") };
}

export default async function ExchangePage() {
  const actor = await requireActor("exchange.manage");
  const units = await listUnits(actor, cityDay(new Date()));
  return (
    <WithWords of={["shell", "exchange"]}>
      <ExchangeScreen units={units.map(({ id, name }) => ({ id, name }))} />
    </WithWords>
  );
}
