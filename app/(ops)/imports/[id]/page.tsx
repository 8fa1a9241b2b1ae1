import { notFound } from "next/navigation";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { ImportScreen } from "@/components/imports/import-screen";

export async function generateMetadata() {
  return { title: (await translator("imports"))("title") };
}

export default async function ImportPage({ params }: { params: Promise<{ id: string }> }) {
  await requireActor("dossiers.import");
  const id = Number((await params).id);
  if (!Number.isInteger(id) || id < 1) notFound();
  return (
    <WithWords of={["shell", "imports"]}>
      <ImportScreen id={id} />
    </WithWords>
  );
}
