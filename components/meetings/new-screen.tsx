"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import dossier from "../dossiers/dossier.module.css";
import { PageHead } from "../shell/page-head";
import { Panel } from "../ui/panel";
import { EmptyState } from "../ui/states";
import { MeetingForm } from "./meeting-form";

/** A meeting is written down; papers are laid before its items on the page that follows. */
export function NewMeetingScreen({ units, today }: { units: readonly { id: number; name: string }[]; today: string }) {
  const t = useTranslations("meetings");
  const router = useRouter();
  return (
    <>
      <PageHead
        above={
          <Link href="/meetings" className={dossier.back} prefetch={false}>
            ← {t("back")}
          </Link>
        }
        title={t("newTitle")}
      />
      {units.length === 0 ? (
        <EmptyState title={t("form.noUnit")} />
      ) : (
        <Panel title={t("one")}>
          <MeetingForm
            meeting={null}
            units={units}
            today={today}
            onCancel={() => router.push("/meetings")}
            onKept={({ id }) => router.push(`/meetings/${id}`)}
          />
        </Panel>
      )}
    </>
  );
}
