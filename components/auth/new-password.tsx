"use client";
import { PasswordInput } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

/** A new password, typed twice. `faultOf` says what is wrong before anything is sent; the server judges again. */
export function useNewPassword() {
  const [password, setPassword] = useState("");
  const [repeat, setRepeat] = useState("");
  const [isTried, setTried] = useState(false);
  const fault = password.length < 12 ? "short" : password !== repeat ? "differs" : null;
  const clear = () => {
    setPassword("");
    setRepeat("");
    setTried(false);
  };
  return { password, setPassword, repeat, setRepeat, fault, isTried, setTried, clear };
}

export function NewPasswordFields({ state, autoFocus }: { state: ReturnType<typeof useNewPassword>; autoFocus?: boolean }) {
  const t = useTranslations("auth.newPassword");
  const { fault, isTried } = state;
  return (
    <>
      <PasswordInput
        name="new-password"
        label={t("label")}
        description={t("help")}
        required
        withAsterisk={false}
        autoFocus={autoFocus}
        autoComplete="new-password"
        maxLength={200}
        value={state.password}
        onChange={(e) => state.setPassword(e.currentTarget.value)}
        error={isTried && fault === "short" ? t("short") : undefined}
      />
      <PasswordInput
        name="repeat-password"
        label={t("repeat")}
        required
        withAsterisk={false}
        autoComplete="new-password"
        maxLength={200}
        value={state.repeat}
        onChange={(e) => state.setRepeat(e.currentTarget.value)}
        error={isTried && fault === "differs" ? t("differs") : undefined}
      />
    </>
  );
}
