"use client";
import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { formatInstant } from "@/lib/words";
import classes from "./auth.module.css";

/** A secret that is shown once: closing takes a deliberate press, so that it is not lost by a slip. */
export function ShownOnce({
  kind,
  secret,
  until,
  onClose,
}: {
  kind: "link" | "key";
  secret: string;
  until: string;
  onClose: () => void;
}) {
  const t = useTranslations("users.once");
  const [isCopied, setCopied] = useState(false);
  const time = formatInstant(new Date(until));
  // The clipboard exists on secure origins only; elsewhere the text is selected by a click on it.
  const canCopy = typeof navigator !== "undefined" && navigator.clipboard !== undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={kind === "link" ? t("linkTitle") : t("keyTitle")}
      size="lg"
    >
      <div className={classes.form}>
        <p>{kind === "link" ? t("linkText", { time }) : t("keyText", { time })}</p>
        <code className={classes.secret}>{secret}</code>
        <div className={classes.end}>
          {canCopy ? (
            <Button variant="default" onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}>
              <span role="status">{isCopied ? t("copied") : t("copy")}</span>
            </Button>
          ) : null}
          <Button onClick={onClose}>{t("done")}</Button>
        </div>
      </div>
    </Modal>
  );
}
