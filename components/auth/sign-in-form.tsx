"use client";
import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useReady } from "@/components/ui/ready";
import classes from "./auth.module.css";
import { leaveForSso, type Outcome, signInByPassword } from "./sign-in-calls";
import { signInSentence } from "./sign-in-words";

/** Name and password, then a code where the account has one; or the way to the identity provider. */
export function SignInForm({ next, error, sso }: { next: string; error: string | null; sso: string | null }) {
  const t = useTranslations("auth.signIn");
  const ui = useTranslations("ui");
  const locale = useLocale();
  const [person, setPerson] = useState<{ login: string; password: string } | null>(null);
  const [fault, setFault] = useState<string | null>(error);
  const [isCapsLock, setCapsLock] = useState(false);
  const isReady = useReady();

  const attempt = useMutation({
    mutationFn: (act: () => Promise<Outcome>) => act(),
    onMutate: () => setFault(null),
    onSuccess: (outcome) => (outcome.error === null ? window.location.assign(outcome.to) : setFault(outcome.error)),
    onError: () => setFault("offline"),
  });
  // The page is about to be left: the button stays busy until it is.
  const isBusy = attempt.isPending || attempt.data?.error === null;
  const needsCode = person !== null;
  const sentence =
    fault === null || fault === "code-required" ? null : fault === "offline" ? ui("offline") : signInSentence(locale, fault);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? "");
    const given = person ?? { login: value("login"), password: value("password") };
    const code = needsCode ? value("code") : undefined;
    attempt.mutate(async () => {
      const outcome = await signInByPassword({ ...given, code, next });
      if (outcome.error === "code-required") setPerson(given);
      if (needsCode && outcome.error === "too-many-sign-ins") setPerson(null);
      return outcome;
    });
  };
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));

  return (
    <>
      <h1 className={classes.title}>{needsCode ? t("codeTitle") : t("title")}</h1>
      {sentence ? (
        <Alert color="red" variant="light" role="alert" p="sm">
          {sentence}
        </Alert>
      ) : null}
      <form className={classes.form} method="post" onSubmit={submit} key={needsCode ? "code" : "password"}>
        {needsCode ? (
          <>
            <p className={classes.soft}>{t("codeHelp", { login: person.login })}</p>
            <TextInput
              className={classes.code}
              name="code"
              label={t("code")}
              size="md"
              required
              withAsterisk={false}
              autoFocus
              autoComplete="one-time-code"
              inputMode="numeric"
              pattern="[0-9 ]{6,8}"
              maxLength={8}
            />
          </>
        ) : (
          <>
            <TextInput
              name="login"
              label={t("login")}
              size="md"
              required
              withAsterisk={false}
              autoFocus
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={60}
            />
            <PasswordInput
              name="password"
              label={t("password")}
              size="md"
              required
              withAsterisk={false}
              autoComplete="current-password"
              maxLength={200}
              onKeyUp={watchCapsLock}
              description={isCapsLock ? t("capsLock") : undefined}
            />
          </>
        )}
        <Button type="submit" size="md" loading={isBusy} disabled={!isReady} fullWidth>
          {needsCode ? t("codeSubmit") : t("submit")}
        </Button>
        {needsCode ? (
          <Button variant="subtle" onClick={() => setPerson(null)}>
            {t("other")}
          </Button>
        ) : null}
      </form>
      {sso !== null && !needsCode ? (
        <>
          <p className={classes.or}>{t("or")}</p>
          <Button
            variant="default"
            size="md"
            fullWidth
            disabled={isBusy || !isReady}
            onClick={() => attempt.mutate(() => leaveForSso(next))}
          >
            {sso}
          </Button>
        </>
      ) : null}
      {needsCode ? null : <p className={classes.quiet}>{t("help")}</p>}
    </>
  );
}
