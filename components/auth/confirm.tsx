"use client";
import { Button, Modal } from "@mantine/core";
import { useTranslations } from "use-intl";
import { Fault } from "@/components/ui/fault";
import { useFocusBack } from "@/components/ui/focus-back";
import classes from "./auth.module.css";

/** Asks once more, saying what will happen; the button carries the verb. */
export function Confirm({
  title,
  text,
  isBusy,
  error,
  onYes,
  onClose,
}: {
  title: string;
  text: string;
  isBusy: boolean;
  error: unknown;
  onYes: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("users");
  useFocusBack();
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("cancel") }}>
      <p>{text}</p>
      <Fault error={error} />
      <div className={classes.confirm}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("cancel")}
        </Button>
        <Button color="red.9" loading={isBusy} onClick={onYes}>
          {title}
        </Button>
      </div>
    </Modal>
  );
}
