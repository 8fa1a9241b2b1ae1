"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import type { Day } from "@/lib/calendar/model";
import type { DocumentDirection, DocumentName, DocumentType } from "@/lib/documents/model";
import dossier from "../dossiers/dossier.module.css";
import { queryOf } from "../overview/links";
import { PageHead } from "../shell/page-head";
import { Panel } from "../ui/panel";
import { EmptyState } from "../ui/states";
import classes from "./documents.module.css";
import { DraftForm } from "./draft-form";
import { RegisterForm } from "./register-form";

/** A unit somebody may draft for, with the marks its last document had. */
export type DraftUnit = { id: number; name: string; issuerMark: string | null; drafterMark: string | null };
export type NewOffer = {
  today: Day;
  types: readonly DocumentType[];
  registering: readonly { id: number; name: string }[];
  drafting: readonly DraftUnit[];
  responseFor: DocumentName | null;
};
const directions = ["INCOMING", "OUTGOING", "INTERNAL"] as const;

/** An incoming document is registered, one of our own is drafted. */
export function NewScreen({ direction, userId, offer }: { direction: DocumentDirection; userId: number; offer: NewOffer }) {
  const t = useTranslations("documents");
  const router = useRouter();
  const offered = directions.filter((one) => (one === "INCOMING" ? offer.registering : offer.drafting).length > 0);
  const shown = offered.includes(direction) ? direction : offered[0];
  return (
    <>
      <PageHead
        above={
          <Link href={`/documents?direction=${direction}`} className={dossier.back} prefetch={false}>
            ← {t("page.back")}
          </Link>
        }
        title={t("newTitle")}
        filters={
          <nav className={classes.tabs} aria-label={t("tabs.label")}>
            {offered.map((one) => (
              <Link
                key={one}
                prefetch={false}
                href={`/documents/new?${queryOf({ direction: one, responseFor: offer.responseFor?.id })}`}
                className={classes.tab}
                aria-current={shown === one ? "page" : undefined}
              >
                {t(`tabs.${one}`)}
              </Link>
            ))}
          </nav>
        }
      />
      {shown === undefined ? (
        <EmptyState title={t("form.noUnit")} />
      ) : (
        <Panel title={t(`tabs.${shown}`)}>
          {shown === "INCOMING" ? (
            <RegisterForm userId={userId} offer={offer} />
          ) : (
            <DraftForm
              key={shown}
              userId={userId}
              direction={shown}
              types={offer.types}
              units={offer.drafting}
              responseFor={offer.responseFor}
              onKept={({ id }) => router.push(`/documents/${id}`)}
            />
          )}
        </Panel>
      )}
    </>
  );
}
