"use client";
import { Alert, Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import * as z from "zod";
import { useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { sendJson } from "@/components/ui/request";
import classes from "./auth.module.css";
import { NewPasswordFields, useNewPassword } from "./new-password";
import { leaveForSso } from "./sign-in-calls";
import { signInSentence } from "./sign-in-words";

const Owner = z.object({ login: z.string(), name: z.string() }).nullable();
const Done = z.object({ login: z.string() });

/** Where a one-time link leads: its token is read from after "#" and taken out of the address at once. */
export function WelcomeForm({ sso }: { sso: string | null }) {
  const t = useTranslations("auth.welcome");
  const locale = useLocale();
  const [token, setToken] = useState<string | null>(null);
  const fields = useNewPassword();
  useEffect(() => {
    const given = window.location.hash.slice(1);
    if (given) window.history.replaceState(null, "", window.location.pathname);
    setToken((before) => before ?? given);
  }, []);

  const owner = useQuery({
    queryKey: ["link", token],
    enabled: token !== null && token !== "",
    retry: 1,
    queryFn: () => sendJson("POST", "/api/v1/account/welcome/check", { token }, async () => Owner),
  });
  const save = useAct(async () => Done);
  const join = useMutation({
    mutationFn: () => leaveForSso("/", { invitation: token ?? "" }),
    onSuccess: (outcome) => (outcome.error === null ? window.location.assign(outcome.to) : undefined),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    fields.setTried(true);
    if (fields.fault === null)
      save.mutate({ method: "POST", url: "/api/v1/account/welcome", body: { token, password: fields.password } });
  };

  if (save.data)
    return (
      <>
        <h1 className={classes.title}>{t("done")}</h1>
        <p className={classes.soft} role="status">
          {t("doneText", { login: save.data.login })}
        </p>
        <Button component="a" href="/sign-in" size="md">
          {t("toSignIn")}
        </Button>
      </>
    );
  return (
    <>
      <h1 className={classes.title}>{t("title")}</h1>
      {token === "" ? <Alert color="red">{t("noToken")}</Alert> : null}
      {token === null || owner.isLoading ? <p role="status">{t("checking")}</p> : null}
      {owner.data === null ? (
        <Alert color="red" role="alert">
          {signInSentence(locale, "link-not-usable")}
        </Alert>
      ) : null}
      <Fault error={owner.error} />
      {owner.data ? (
        <>
          <p className={classes.soft}>{t("greeting", { name: owner.data.name, login: owner.data.login })}</p>
          <form className={classes.form} method="post" onSubmit={submit} noValidate>
            <input type="hidden" name="username" autoComplete="username" value={owner.data.login} readOnly />
            <NewPasswordFields state={fields} autoFocus />
            <Fault error={save.error} />
            <Button type="submit" size="md" loading={save.isPending}>
              {t("submit")}
            </Button>
          </form>
          {sso ? (
            <>
              <p className={classes.or}>{t("sso", { name: sso })}</p>
              <Button variant="default" size="md" loading={join.isPending} onClick={() => join.mutate()}>
                {t("ssoButton", { name: sso })}
              </Button>
              {join.data?.error ? <Alert color="red">{signInSentence(locale, join.data.error)}</Alert> : null}
              <Fault error={join.error} />
            </>
          ) : null}
        </>
      ) : null}
    </>
  );
}
