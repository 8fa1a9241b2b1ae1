import type { Metadata } from "next";
import { type NewOffer, NewScreen } from "@/components/documents/new-screen";
import { cityDay } from "@/lib/calendar/rules";
import { RecordId } from "@/lib/db/model";
import { DocumentFilter } from "@/lib/documents/model";
import { findDocument, listDocumentTypes, usualMarks } from "@/lib/documents/queries";
import { type Actor, can } from "@/lib/policy";
import { listUnits } from "@/lib/units/queries";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";
import type { Search } from "../../question";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("documents"))("newTitle") };
}

export default async function NewDocumentPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor("documents.draft");
  const search = await searchParams;
  const direction = DocumentFilter.shape.direction.safeParse(search.direction);
  const asked = RecordId.safeParse(search.responseFor);
  const answered = asked.success ? await findDocument(actor, asked.data).catch(() => null) : null;
  return (
    <WithWords of={["shell", "documents"]}>
      <NewScreen
        direction={(direction.success && direction.data) || "INCOMING"}
        userId={actor.userId ?? 0}
        offer={await offerTo(actor, cityDay(new Date()), answered)}
      />
    </WithWords>
  );
}

/** What there is to choose from on a day: the types, and the units this official registers or drafts for. */
async function offerTo(actor: Actor, today: string, answered: NewOffer["responseFor"]): Promise<NewOffer> {
  const [types, units, marks] = await Promise.all([listDocumentTypes(actor), listUnits(actor, today), usualMarks(actor)]);
  const named = ({ id, name }: { id: number; name: string }) => ({ id, name });
  return {
    today,
    types,
    registering: units.filter((unit) => can(actor, "documents.register", unit.id)).map(named),
    drafting: units
      .filter((unit) => can(actor, "documents.draft", unit.id))
      .map((unit) => ({
        ...named(unit),
        ...(marks.get(unit.id) ?? { issuerMark: isCommittee(unit.kind) ? "UBND" : null, drafterMark: null }),
      })),
    responseFor: answered && {
      ...{ id: answered.id, direction: answered.direction, state: answered.state },
      ...{ number: answered.number, symbol: answered.symbol, subject: answered.subject },
    },
  };
}
const isCommittee = (kind: string) => ["COMMITTEE", "WARD", "COMMUNE", "SPECIAL_ZONE"].includes(kind);
