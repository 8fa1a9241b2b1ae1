"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { signingFaultWords, signingStateWords } from "@/lib/documents/labels";
import type { SigningView } from "@/lib/documents/model";
import { formatInstant, say } from "@/lib/words";
import { fileAddress } from "./document-query";
import classes from "./signing.module.css";
import { type SigningAct, SigningDialog } from "./signing-dialog";

/** One file laid before one signer: how far it is, the file as it is to be signed or was, and what may be done now. */
export function SigningLine({ signing, documentId, onDone }: { signing: SigningView; documentId: number; onDone(): void }) {
  const t = useTranslations("documentSigning");
  const locale = useLocale();
  const [asking, setAsking] = useState<SigningAct | null>(null);
  const { kind, state, fileId, fileName, signedFileId, signerName, asked, agreed, reason, fault, may } = signing;
  const open = { sign: may.sign, refuse: may.refuse, recall: may.recall };
  const acts = (["sign", "refuse", "recall"] as const).filter((act) => open[act]);
  return (
    <div className={classes.line}>
      <p>
        <strong className={classes.state} data-state={state}>
          {say(locale, signingStateWords[state])}
        </strong>
        {" · "}
        {t(kind === "AGENCY" ? "agency" : "person", { name: signerName })}
      </p>
      <p className={classes.minor}>
        {agreed
          ? t("agreedBy", { name: agreed.byName, at: formatInstant(new Date(agreed.at)) })
          : t("askedBy", { name: asked.byName, at: formatInstant(new Date(asked.at)) })}
      </p>
      {signing.note ? <p>{signing.note}</p> : null}
      {reason ? <p>{t("reason", { reason })}</p> : null}
      {fault && state === "FAILED" ? <p className={classes.fault}>{say(locale, signingFaultWords[fault])}</p> : null}
      {signing.waitsForHolder ? <p role="status">{t("waitsForHolder")}</p> : null}
      <p className={classes.files}>
        <a href={fileAddress(documentId, fileId)} target="_blank" rel="noopener">
          {t("openFile", { name: fileName })}
        </a>
        {signedFileId === null ? null : (
          <a href={fileAddress(documentId, signedFileId)} target="_blank" rel="noopener">
            {t("openSigned")}
          </a>
        )}
      </p>
      {acts.length > 0 ? (
        <div className={classes.acts}>
          {acts.map((act) => (
            <Button key={act} variant={act === "sign" ? "filled" : "default"} onClick={() => setAsking(act)}>
              {t(act === "sign" && state === "FAILED" ? "signAgain" : act)}
            </Button>
          ))}
        </div>
      ) : null}
      {asking ? (
        <SigningDialog
          act={asking}
          signing={signing}
          onClose={() => setAsking(null)}
          onDone={() => {
            setAsking(null);
            onDone();
          }}
        />
      ) : null}
    </div>
  );
}
