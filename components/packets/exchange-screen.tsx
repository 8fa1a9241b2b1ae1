"use client";
import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { boxes, type PacketFilter, type PacketPage } from "@/lib/packets/model";
import documents from "../documents/documents.module.css";
import dossier from "../dossiers/dossier.module.css";
import { PageHead } from "../shell/page-head";
import { shownOf } from "../ui/answer";
import { Panel } from "../ui/panel";
import { Bone, EmptyState, FailedState } from "../ui/states";
import { DispatchTable, PacketTable } from "./packet-tables";
import classes from "./packets.module.css";
import { packetsQuery } from "./packets-query";

/** What came by packets and waits for the clerk, what went out and how far it has come, and what nobody could read. Live. */
export function ExchangeScreen({ box }: { box: PacketFilter["box"] }) {
  const t = useTranslations("packets");
  const [filter, setFilter] = useState<PacketFilter>({ box });
  const answer = useQuery<PacketPage>({ ...packetsQuery({ ...filter, box }), placeholderData: keepPreviousData });
  const { data, refusal } = shownOf(answer);
  const isEmpty = data && data.packets.length === 0 && data.dispatches.length === 0;
  const nameOf = (one: PacketFilter["box"]) => {
    if (one === "IN") return t("boxes.IN", { count: data?.counts.waiting ?? 0 });
    if (one === "UNREADABLE") return t("boxes.UNREADABLE", { count: data?.counts.unreadable ?? 0 });
    return data?.counts.late ? t("boxes.OUT_LATE", { count: data.counts.late }) : t("boxes.OUT");
  };
  return (
    <>
      <PageHead
        above={
          <Link href="/documents" className={dossier.back} prefetch={false}>
            ← {t("back")}
          </Link>
        }
        title={t("title")}
        filters={
          <nav className={documents.tabs} aria-label={t("title")}>
            {boxes.map((one) => (
              <Link
                key={one}
                href={`/documents/exchange?box=${one}`}
                className={documents.tab}
                aria-current={one === box ? "page" : undefined}
                prefetch={false}
              >
                {nameOf(one)}
              </Link>
            ))}
          </nav>
        }
      />
      {data && !data.hasWayOut ? (
        <p className={classes.warning} role="status">
          {t("noWayOut")}
        </p>
      ) : null}
      {data && box === "OUT" && !data.isSealed ? (
        <p className={classes.warning} role="note">
          {t("notSealed")}
        </p>
      ) : null}
      {refusal ? <FailedState error={refusal} onRetry={() => void answer.refetch()} /> : null}
      {!data && !refusal ? <Bone height="20rem" /> : null}
      {data ? (
        <Panel title={t(`caption.${box}`)} note={t("intro")}>
          {isEmpty ? (
            <EmptyState title={t(`none.${box}`)}>
              <p>{t(`noneText.${box}`)}</p>
            </EmptyState>
          ) : box === "OUT" ? (
            <DispatchTable rows={data.dispatches} />
          ) : (
            <PacketTable rows={data.packets} box={box} />
          )}
          <div className={classes.buttons}>
            {filter.before ? (
              <Button size="compact-sm" variant="default" onClick={() => setFilter({ box })}>
                {t("first")}
              </Button>
            ) : null}
            {data.next === null ? null : (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => data.next !== null && setFilter({ box, before: data.next })}
              >
                {t("more")}
              </Button>
            )}
          </div>
        </Panel>
      ) : null}
    </>
  );
}
