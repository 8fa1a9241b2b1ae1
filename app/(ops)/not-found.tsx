import Link from "next/link";
import { EmptyState } from "@/components/ui/states";
import { translator } from "../i18n";

export default async function NotFound() {
  const t = await translator("shell");
  return (
    <EmptyState isPage title={t("notFound.title")} action={<Link href="/">{t("notFound.home")}</Link>}>
      <p>{t("notFound.text")}</p>
    </EmptyState>
  );
}
