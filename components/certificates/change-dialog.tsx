"use client";
import { Checkbox, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { anyAnswer, useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import classes from "./certificates.module.css";
import type { DialogOf } from "./end-dialog";
import { type Key, KeyFields, keyBody } from "./key-fields";

/** Where a certificate's key lies and what is drawn where it signs; the picture there is stays unless another is given or it is taken away. */
export function ChangeDialog({ certificate, onClose, onDone }: DialogOf) {
  const t = useTranslations("certificates");
  const ui = useTranslations("ui");
  const [key, setKey] = useState<Key>({
    device: certificate.device,
    credential: certificate.credentialId ?? "",
    picture: null,
  });
  const [isTakenAway, setTakenAway] = useState(false);
  const name = certificate.holder?.name ?? certificate.name;
  const send = useAct(anyAnswer, () => onDone(t("changeDone", { name })));
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t("changeOne", { name })}</strong>}
      size="lg"
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form
        className={classes.form}
        onSubmit={async (event) => {
          event.preventDefault();
          const { picture, ...rest } = await keyBody(key);
          send.mutate({
            method: "PUT",
            url: `/api/v1/signatures/certificates/${certificate.id}`,
            body: { version: certificate.version, ...rest, ...(picture || isTakenAway ? { picture } : {}) },
          });
        }}
      >
        <KeyFields value={key} isAgency={certificate.holder?.kind === "agency"} onChange={setKey} />
        {certificate.hasPicture && !key.picture ? (
          <Checkbox
            label={t("takePictureAway")}
            checked={isTakenAway}
            onChange={(event) => setTakenAway(event.currentTarget.checked)}
          />
        ) : null}
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} />
      </form>
    </Modal>
  );
}
