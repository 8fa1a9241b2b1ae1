import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocumentImportScreen } from "@/components/documents/import/import-screen";
import { RecordId } from "@/lib/db/model";
import { translator } from "../../../../i18n";
import { requireActor } from "../../../../session";
import { WithWords } from "../../../../with-words";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("documentImports"))("title") };
}

export default async function DocumentImportPage({ params }: { params: Promise<{ id: string }> }) {
  await requireActor("documents.register");
  const id = RecordId.safeParse((await params).id);
  if (!id.success) notFound();
  return (
    <WithWords of={["shell", "imports", "documentImports"]}>
      <DocumentImportScreen id={id.data} />
    </WithWords>
  );
}
