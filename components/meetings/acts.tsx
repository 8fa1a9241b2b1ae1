import { Button, Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { MeetingAct, MeetingView } from "@/lib/meetings/model";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";
import { keptReader } from "./meetings-query";

type Props = { meeting: MeetingView; onChange(): void; onDone(text: string): Promise<void> };
const acts = ["convene", "hold", "conclude", "cancel"] as const satisfies readonly MeetingAct[];

/** What may be done with a meeting now; each asks once more and says what follows from it. */
export function MeetingActs({ meeting, onChange, onDone }: Props) {
  const t = useTranslations("meetings.acts");
  const d = useTranslations("documents.page");
  const [asking, setAsking] = useState<MeetingAct | null>(null);
  const { may } = meeting;
  if (!may.change && !acts.some((act) => may[act])) return null;
  const main = acts.find((act) => may[act] && act !== "cancel");
  return (
    <Panel title={d("acts")}>
      <div className={dossier.buttons}>
        {acts
          .filter((act) => may[act])
          .map((act) => (
            <Button key={act} variant={act === main ? "filled" : "default"} onClick={() => setAsking(act)}>
              {t(act)}
            </Button>
          ))}
        {may.change ? (
          <Button variant="default" onClick={onChange}>
            {t("edit")}
          </Button>
        ) : null}
      </div>
      {asking ? <ActDialog act={asking} meeting={meeting} onClose={() => setAsking(null)} onDone={onDone} /> : null}
    </Panel>
  );
}

type DialogProps = { act: MeetingAct; meeting: MeetingView; onClose(): void; onDone(text: string): Promise<void> };
function ActDialog({ act, meeting, onClose, onDone }: DialogProps) {
  const t = useTranslations("meetings.acts");
  const ui = useTranslations("ui");
  const words = useProblemWords();
  const [text, setText] = useState(act === "conclude" ? (meeting.conclusion?.text ?? "") : "");
  const send = useAct(keptReader, async () => {
    onClose();
    await onDone(t(`done.${act}`));
  });
  const said = text.trim();
  const more =
    act === "cancel" ? { reason: said } : act === "conclude" || (act === "hold" && said !== "") ? { conclusion: said } : {};
  return (
    <Modal opened onClose={onClose} title={<strong>{t(act)}</strong>} closeButtonProps={{ "aria-label": ui("close") }} centered>
      <form
        className={dossier.form}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          event.preventDefault();
          const body = { act, version: meeting.version, ...more };
          send.mutate({ method: "POST", url: `/api/v1/meetings/${meeting.id}/acts`, body });
        }}
      >
        {act === "conclude" ? null : <p>{t(`${act}About`)}</p>}
        {act === "convene" ? null : (
          <Textarea
            label={t(act === "cancel" ? "reason" : "conclusion")}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={act === "cancel" ? 500 : 10_000}
            autosize
            minRows={act === "cancel" ? 2 : 5}
            required={act !== "hold"}
            data-autofocus
          />
        )}
        <p role="alert" className={dossier.error}>
          {send.error ? words(send.error) : null}
        </p>
        <DialogFoot
          onCancel={onClose}
          submit={t(act)}
          isReady={act === "convene" || act === "hold" || said !== ""}
          isSending={send.isPending}
          isDangerous={act === "cancel"}
        />
      </form>
    </Modal>
  );
}
