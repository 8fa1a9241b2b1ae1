import type { Metadata } from "next";
import { DocumentImportsScreen } from "@/components/documents/import/imports-screen";
import { cityDay } from "@/lib/calendar/rules";
import { can } from "@/lib/policy";
import { listUnits } from "@/lib/units/queries";
import { translator } from "../../../i18n";
import { requireActor } from "../../../session";
import { WithWords } from "../../../with-words";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("documentImports"))("title") };
}

export default async function DocumentImportsPage() {
  const actor = await requireActor("documents.register");
  const today = cityDay(new Date());
  const units = await listUnits(actor, today);
  return (
    <WithWords of={["shell", "imports", "documentImports"]}>
      <DocumentImportsScreen
        units={units.filter((unit) => can(actor, "documents.register", unit.id)).map(({ id, name }) => ({ id, name }))}
        thisYear={Number(today.slice(0, 4))}
      />
    </WithWords>
  );
}
