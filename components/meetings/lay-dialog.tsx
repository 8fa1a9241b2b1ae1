"use client";
import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { DocumentPage } from "@/lib/documents/model";
import type { ItemView } from "@/lib/meetings/model";
import dossier from "../dossiers/dossier.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { useProblemWords } from "../ui/problem-words";
import classes from "./meetings.module.css";
import { layableQuery } from "./meetings-query";

type Props = { meetingId: number; item: ItemView; onClose(): void; onLaid(): Promise<void> };

/** Lays a registered document before an item, or notes what is given out on paper. */
export function LayDialog({ meetingId, item, onClose, onLaid }: Props) {
  const t = useTranslations("meetings.lay");
  const ui = useTranslations("ui");
  const words = useProblemWords();
  const [search, setSearch] = useState("");
  const [text] = useDebouncedValue(search.trim(), 250);
  const [documentId, setDocumentId] = useState<string | null>(null);
  const [name, setName] = useState("");
  const { data } = useQuery<DocumentPage>({ ...layableQuery(text), placeholderData: keepPreviousData });
  const act = useAct(anyAnswer, onLaid);
  const send = (paper: object) =>
    act.mutate({ method: "POST", url: `/api/v1/meetings/${meetingId}/papers`, body: { ...paper, itemId: item.id } });
  const found = (data?.rows ?? []).map((row) => ({
    value: String(row.id),
    label: [row.symbol, row.subject].filter(Boolean).join(" – "),
  }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<strong>{t("title", { item: item.title })}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form
        className={classes.choice}
        onSubmit={(event) => {
          event.preventDefault();
          if (documentId !== null) send({ kind: "DOCUMENT", documentId: Number(documentId) });
        }}
      >
        <Select
          label={t("document")}
          description={t("documentHelp")}
          data={found}
          value={documentId}
          onChange={setDocumentId}
          searchValue={search}
          onSearchChange={setSearch}
          // The server has searched, without diacritics and in the words of the PDFs.
          filter={({ options }) => options}
          nothingFoundMessage={t("documentNone")}
          searchable
          required
          data-autofocus
        />
        <Button type="submit" disabled={documentId === null} loading={act.isPending}>
          {t("do")}
        </Button>
      </form>
      <form
        className={classes.choice}
        onSubmit={(event) => {
          event.preventDefault();
          send({ kind: "PRINTED", name: name.trim() });
        }}
      >
        <TextInput
          label={t("printed")}
          description={t("printedHelp")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={300}
          required
        />
        <Button type="submit" variant="default" disabled={name.trim() === ""} loading={act.isPending}>
          {t("doPrinted")}
        </Button>
      </form>
      <p role="alert" className={dossier.error}>
        {act.error ? words(act.error) : null}
      </p>
    </Modal>
  );
}
