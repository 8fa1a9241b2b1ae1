import type { Metadata } from "next";
import { translator } from "@/app/i18n";
import { requireActor } from "@/app/session";
import { WithWords } from "@/app/with-words";
import { ImportScreen } from "@/components/cameras/import-screen";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("cameras"))("sheet.title") };
}

export default async function CameraImportPage() {
  await requireActor("cameras.manage");
  return (
    <WithWords of={["shell", "cameras"]}>
      <ImportScreen />
    </WithWords>
  );
}
