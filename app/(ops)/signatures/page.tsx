import type { Metadata } from "next";
import { CheckScreen } from "@/components/signatures/check-screen";
import { translator } from "../../i18n";
import { requireActor } from "../../session";
import { WithWords } from "../../with-words";

export const dynamic = "force-dynamic";
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator("signatures"))("title") };
}

export default async function SignaturesPage() {
  await requireActor("signatures.check");
  return (
    <WithWords of={["shell", "signatures"]}>
      <CheckScreen />
    </WithWords>
  );
}
