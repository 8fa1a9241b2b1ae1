"use client";
import { Button, Modal, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import classes from "./auth.module.css";
import { leaveForSso } from "./sign-in-calls";

/** A code, a password, or the way back to the identity provider: what the server said it takes. */
export default function StepUpDialog({
  factor,
  onSettled,
}: {
  factor: string | null;
  onSettled: (isConfirmed: boolean) => void;
}) {
  const t = useTranslations("ui");
  const confirm = useAct(anyAnswer, () => onSettled(true));
  const leave = useMutation({
    mutationFn: () => leaveForSso(window.location.pathname + window.location.search, { isAgain: true }),
    onSuccess: ({ to }) => to && window.location.assign(to),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // The form stands inside another one's component tree: its own submission ends here.
    event.stopPropagation();
    const value = String(new FormData(event.currentTarget).get("proof") ?? "");
    const body = factor === "code" ? { code: value } : { password: value };
    confirm.mutate({ method: "POST", url: "/api/v1/account/confirm", body });
  };
  // Escape closes this dialog and not the one it was opened from.
  const field = {
    name: "proof",
    required: true,
    withAsterisk: false,
    "data-autofocus": true,
    "data-mantine-stop-propagation": true,
  };
  return (
    <Modal
      opened
      onClose={() => onSettled(false)}
      title={t("confirm.title")}
      zIndex={400}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      <form className={classes.form} method="post" onSubmit={submit}>
        <p>{factor === "sso" ? t("confirm.sso") : t("confirm.text")}</p>
        {factor === "code" ? (
          <TextInput
            {...field}
            className={classes.code}
            label={t("confirm.code")}
            autoComplete="one-time-code"
            inputMode="numeric"
            pattern="[0-9 ]{6,8}"
            maxLength={8}
          />
        ) : null}
        {factor === "password" ? (
          <PasswordInput {...field} label={t("confirm.password")} autoComplete="current-password" maxLength={200} />
        ) : null}
        <Fault error={confirm.error ?? leave.error} />
        <div className={classes.confirm}>
          <Button variant="default" onClick={() => onSettled(false)}>
            {t("cancel")}
          </Button>
          {factor === "sso" ? (
            <Button loading={leave.isPending} onClick={() => leave.mutate()}>
              {t("confirm.ssoGo")}
            </Button>
          ) : (
            <Button type="submit" loading={confirm.isPending}>
              {t("confirm.go")}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
