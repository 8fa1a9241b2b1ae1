import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import * as z from "zod";
import { draftsQuery } from "@/components/intake/intake-query";
import { type IntakeOffer, IntakeScreen } from "@/components/intake/intake-screen";
import { listAreas } from "@/lib/areas/queries";
import { isWardLevel } from "@/lib/areas/rules";
import { cityDay, holdsOn } from "@/lib/calendar/rules";
import { findDraft, listDrafts } from "@/lib/dossiers/queries";
import { agencyOfDesk, isAtHome } from "@/lib/dossiers/rules";
import { type Actor, can } from "@/lib/policy";
import { listProcedures } from "@/lib/procedures/queries";
import { listUnits } from "@/lib/units/queries";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";
import type { Search } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("intake"))("title") };
}

export default async function IntakePage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("dossiers.process");
  const draft = z.uuid().safeParse((await searchParams).draft);
  const client = new QueryClient();
  const [offer, opened] = await Promise.all([
    offerTo(actor, cityDay(new Date())),
    draft.success ? findDraft(actor, draft.data).catch(() => null) : null,
    client.prefetchQuery({ queryKey: draftsQuery.queryKey, queryFn: () => listDrafts(actor), retry: false }),
  ]);
  return (
    <WithWords of={["shell", "intake", "dossiers"]}>
      <HydrationBoundary state={dehydrate(client)}>
        <IntakeScreen offer={offer} opened={opened} />
      </HydrationBoundary>
    </WithWords>
  );
}

const desk = new Set(["ONE_STOP_DESK", "SERVICE_CENTRE"]);

/** What there is to choose from on a day: procedures in force, the desks of this official (a one-stop desk first), units, wards. */
async function offerTo(actor: Actor, today: string): Promise<IntakeOffer> {
  const [procedures, units, areas] = await Promise.all([
    listProcedures(actor),
    listUnits(actor, today),
    listAreas(actor, today, undefined, "upper"),
  ]);
  const own = units
    .filter((u) => can(actor, "dossiers.process", u.id))
    .sort((a, b) => Number(desk.has(b.kind)) - Number(desk.has(a.kind)));
  const choice = (u: (typeof units)[number]) => ({
    ...{ id: u.id, name: u.name, isDesk: desk.has(u.kind) },
    ...{ isOwnOf: own.filter((d) => isAtHome(d.id, u.id, units)).map((d) => d.id) },
  });
  return {
    userId: actor.userId ?? 0,
    today,
    procedures: procedures
      .filter((p) => p.isPublished && holdsOn(p, today))
      .map(({ id, code, name, sectorName }) => ({ id, code, name, sectorName })),
    desks: own.map((u) => ({ ...choice(u), agencyId: agencyOfDesk(u.id, units) })),
    units: units.map(choice),
    areas: areas.filter((a) => isWardLevel(a.kind)).map(({ id, name }) => ({ id, name })),
  };
}
