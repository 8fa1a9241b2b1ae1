"use client";
import { Button, Checkbox, Modal, Textarea } from "@mantine/core";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { DocumentDetail } from "@/lib/documents/model";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";

const asked = ["issue", "discard", "void", "exempt", "demand"] as const;
type Asked = (typeof asked)[number];
/** With a reason somebody has to answer for. */
const reasoned: readonly Asked[] = ["void", "exempt"];

/** What may be done with a document now; each asks once more, for none can be undone. */
export function Acts({ document, onChange, onDone }: { document: DocumentDetail; onChange(): void; onDone(): void }) {
  const t = useTranslations("documents.acts");
  const p = useTranslations("documents.page");
  const [asking, setAsking] = useState<Asked | null>(null);
  const { id, may } = document;
  const open: Record<Asked, boolean> = {
    issue: may.issue,
    discard: may.change,
    void: may.void,
    exempt: may.exempt && document.exempted === null,
    demand: may.exempt && document.exempted !== null,
  };
  if (!may.change && !may.answer && !asked.some((act) => open[act])) return null;
  return (
    <Panel title={p("acts")}>
      <div className={dossier.buttons}>
        {open.issue ? <Button onClick={() => setAsking("issue")}>{t("issue")}</Button> : null}
        {may.change ? (
          <Button variant="default" onClick={onChange}>
            {t("change")}
          </Button>
        ) : null}
        {may.answer ? (
          <Button
            variant="default"
            component={Link}
            href={`/documents/new?direction=OUTGOING&responseFor=${id}`}
            prefetch={false}
          >
            {t("respond")}
          </Button>
        ) : null}
        {(["discard", "void", "exempt", "demand"] as const).map((act) =>
          open[act] ? (
            <Button key={act} variant="default" onClick={() => setAsking(act)}>
              {t(act)}
            </Button>
          ) : null,
        )}
      </div>
      {asking ? <ActDialog act={asking} document={document} onClose={() => setAsking(null)} onDone={onDone} /> : null}
    </Panel>
  );
}

function ActDialog({
  act,
  document,
  onClose,
  onDone,
}: {
  act: Asked;
  document: DocumentDetail;
  onClose(): void;
  onDone(): void;
}) {
  const t = useTranslations("documents.acts");
  const ui = useTranslations("ui");
  const words = useProblemWords();
  const router = useRouter();
  const [reason, setReason] = useState("");
  const w = useTranslations("documentWork.act");
  const closable = act === "issue" && document.responseFor?.mayClose ? document.responseFor : null;
  const [closes, setCloses] = useState(true);
  const send = useAct(anyAnswer, () => {
    onClose();
    if (act === "discard") router.push(`/documents?direction=${document.direction}&state=DRAFT`);
    else onDone();
  });
  return (
    <Modal opened onClose={onClose} title={<strong>{t(act)}</strong>} closeButtonProps={{ "aria-label": ui("close") }} centered>
      <form
        className={dossier.form}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({
            method: "POST",
            url: `/api/v1/documents/${document.id}/${act === "demand" ? "exempt" : act}`,
            body: {
              version: document.version,
              ...(reasoned.includes(act) ? { reason: reason.trim() } : act === "demand" ? { reason: null } : {}),
              ...(closable && closes ? { closesAnswered: true } : {}),
            },
          });
        }}
      >
        <p>{act === "void" ? t("voidAbout", { number: document.number ?? 0 }) : t(`${act}About`)}</p>
        {reasoned.includes(act) ? (
          <Textarea
            label={t(act === "exempt" ? "exemptReason" : "voidReason")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            autosize
            minRows={2}
            required
            data-autofocus
          />
        ) : null}
        {closable ? (
          <Checkbox
            checked={closes}
            onChange={(event) => setCloses(event.currentTarget.checked)}
            label={w("closesAnswered", { name: closable.symbol ?? String(closable.number ?? "") })}
          />
        ) : null}
        <p role="alert" className={dossier.error}>
          {send.error ? words(send.error) : null}
        </p>
        <DialogFoot
          onCancel={onClose}
          submit={t(`${act}Do`)}
          isReady={!reasoned.includes(act) || reason.trim() !== ""}
          isSending={send.isPending}
          isDangerous={act === "discard" || act === "void"}
        />
      </form>
    </Modal>
  );
}
