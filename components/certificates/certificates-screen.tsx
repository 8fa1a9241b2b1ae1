"use client";
import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type CertificateFilterName, type CertificateView, certificateFilters } from "@/lib/signatures/model";
import { PageHead } from "../shell/page-head";
import { CountPills } from "../ui/count-pills";
import { MoreRows } from "../ui/more-rows";
import { Panel } from "../ui/panel";
import { Bone, EmptyState, FailedState } from "../ui/states";
import table from "../ui/table.module.css";
import { AddCertificates } from "./add-certificates";
import { CertificateTable } from "./certificate-table";
import classes from "./certificates.module.css";
import { certificatesQuery, everyCertificate } from "./certificates-query";
import { ChangeDialog } from "./change-dialog";
import { CoveragePanel } from "./coverage-panel";
import { EndDialog } from "./end-dialog";
import { ImportCertificates } from "./import-certificates";

export type CertificateAct = { act: "change" | "end"; certificate: CertificateView };

/** Who signs with which certificate: found by state and words, entered by hand or from a spreadsheet, changed and ended. */
export function CertificatesScreen() {
  const t = useTranslations("certificates");
  const client = useQueryClient();
  const [state, setState] = useState<CertificateFilterName | null>(null);
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 250);
  const [acting, setActing] = useState<CertificateAct | null>(null);
  const [said, setSaid] = useState("");
  const answer = useInfiniteQuery({ ...certificatesQuery({ state, text: asked }), placeholderData: keepPreviousData });
  const pages = answer.data?.pages;
  const [first] = pages ?? [];
  const refresh = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: everyCertificate }),
      client.invalidateQueries({ queryKey: ["documents", "coverage"] }),
    ]);
  };
  const done = async (words: string) => {
    await refresh();
    setSaid(words);
    setActing(null);
  };
  const dialog = acting && { certificate: acting.certificate, onClose: () => setActing(null), onDone: done };
  return (
    <div className={classes.page}>
      <PageHead title={t("title")} />
      <p className={classes.intro}>{t("intro")}</p>
      <CoveragePanel question={{}} />
      <Panel title={t("list")} note={t("listNote")}>
        <div className={classes.bar}>
          <TextInput
            type="search"
            aria-label={t("find")}
            placeholder={t("find")}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={100}
            w="24rem"
            maw="100%"
          />
          {first ? (
            <CountPills
              label={t("states")}
              names={certificateFilters}
              counts={first.counts}
              picked={state}
              words={(name) => t(`filters.${name}`)}
              onPick={setState}
            />
          ) : null}
        </div>
        <p role="status">{said}</p>
        {answer.error ? <FailedState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
        {!first && !answer.error ? <Bone height="12rem" /> : null}
        {first && first.total === 0 ? (
          state === null && asked === "" ? (
            <EmptyState title={t("empty")}>
              <p>{t("emptyText")}</p>
            </EmptyState>
          ) : (
            <p className={table.quiet}>{t("noMatch")}</p>
          )
        ) : null}
        {pages && first && first.total > 0 ? (
          <>
            <CertificateTable certificates={pages.flatMap(({ certificates }) => certificates)} onAct={setActing} />
            <MoreRows of={answer} />
          </>
        ) : null}
      </Panel>
      <div className={classes.pair}>
        <AddCertificates onAdded={refresh} />
        <ImportCertificates onDone={refresh} />
      </div>
      {dialog && acting.act === "change" ? <ChangeDialog {...dialog} /> : null}
      {dialog && acting.act === "end" ? <EndDialog {...dialog} /> : null}
    </div>
  );
}
