"use client";
import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import * as z from "zod";
import { useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { Panel } from "@/components/ui/panel";
import { useReady } from "@/components/ui/ready";
import { roleLabels } from "@/lib/auth/labels";
import { type AccountView, TotpSetUp } from "@/lib/auth/model";
import { formatDay, formatInstant, say } from "@/lib/words";
import classes from "./auth.module.css";
import { NewPasswordFields, useNewPassword } from "./new-password";

const Revoked = z.object({ revoked: z.int() });
const text = (event: FormEvent<HTMLFormElement>, name: string) => String(new FormData(event.currentTarget).get(name) ?? "");

/** Who one is here, and in which units. */
export function PersonPanel({ account }: { account: AccountView }) {
  const t = useTranslations("auth.account");
  const locale = useLocale();
  return (
    <Panel title={t("person")}>
      <dl className={classes.facts}>
        <dt>{t("login")}</dt>
        <dd>{account.login}</dd>
        <dt>{t("email")}</dt>
        <dd>{account.email ?? t("none")}</dd>
        <dt>{t("posts")}</dt>
        <dd>
          {account.posts.length === 0 ? t("noPosts") : null}
          <ul>
            {account.posts.map((post) => (
              <li key={post.id}>
                {post.title}, {post.unitName}{" "}
                <span className={classes.quiet}>
                  ({say(locale, roleLabels[post.role])}, {t("since", { day: formatDay(post.validFrom) })})
                </span>
              </li>
            ))}
          </ul>
        </dd>
      </dl>
    </Panel>
  );
}

export function PasswordPanel({ account }: { account: AccountView }) {
  const t = useTranslations("auth.account");
  const router = useRouter();
  const fields = useNewPassword();
  const isReady = useReady();
  const save = useAct(
    async () => Revoked,
    () => {
      fields.clear();
      router.refresh();
    },
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    fields.setTried(true);
    if (fields.fault !== null) return;
    const form = event.currentTarget;
    const body = { current: text(event, "current"), password: fields.password };
    save.mutate({ method: "POST", url: "/api/v1/account/password", body }, { onSuccess: () => form.reset() });
  };
  const note = account.passwordSetAt ? t("passwordSet", { time: formatInstant(new Date(account.passwordSetAt)) }) : undefined;
  return (
    <Panel title={t("password")} note={account.hasPassword ? note : undefined}>
      {account.hasPassword ? (
        <form className={classes.narrow} method="post" onSubmit={submit} noValidate>
          <input type="hidden" name="username" autoComplete="username" value={account.login} readOnly />
          <PasswordInput name="current" label={t("current")} autoComplete="current-password" maxLength={200} />
          <NewPasswordFields state={fields} />
          <Fault error={save.error} />
          {save.data ? <p role="status">{t("changed", { count: save.data.revoked })}</p> : null}
          <div>
            <Button type="submit" loading={save.isPending} disabled={!isReady}>
              {t("change")}
            </Button>
          </div>
        </form>
      ) : (
        <p className={classes.soft}>{t("passwordSso")}</p>
      )}
    </Panel>
  );
}

/** Turning the second factor on in two steps, or off by the password. */
export function TotpPanel({ account }: { account: AccountView }) {
  const t = useTranslations("auth.account");
  const router = useRouter();
  const [setUp, setSetUp] = useState<TotpSetUp | null>(null);
  const isReady = useReady();
  const begin = useAct(async () => TotpSetUp, setSetUp);
  const finish = useAct(
    async () => Revoked,
    () => {
      setSetUp(null);
      router.refresh();
    },
  );
  const confirm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    finish.mutate({ method: "POST", url: "/api/v1/account/totp/confirm", body: { code: text(event, "code") } });
  };
  const disable = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    finish.mutate({ method: "POST", url: "/api/v1/account/totp/disable", body: { current: text(event, "current") } });
  };
  return (
    <Panel title={t("totp")}>
      <div className={classes.form}>
        {account.mustSetUpTotp ? (
          <Alert color="yellow" variant="light" role="status" mb="sm">
            {t("totpMust")}
          </Alert>
        ) : (
          <p className={classes.soft}>{account.hasTotp ? t("totpOn") : t("totpOff")}</p>
        )}
        {account.hasTotp ? (
          account.isTotpRequired || !account.hasPassword ? (
            <p className={classes.quiet}>{account.isTotpRequired ? t("totpRequired") : null}</p>
          ) : (
            <form className={classes.narrow} method="post" onSubmit={disable}>
              <PasswordInput name="current" label={t("current")} required withAsterisk={false} autoComplete="current-password" />
              <Fault error={finish.error} />
              <div>
                <Button type="submit" variant="default" loading={finish.isPending} disabled={!isReady}>
                  {t("totpDisable")}
                </Button>
              </div>
            </form>
          )
        ) : setUp === null ? (
          <div className={classes.narrow}>
            <Fault error={begin.error} />
            <div>
              <Button
                loading={begin.isPending}
                disabled={!isReady}
                variant={account.mustSetUpTotp ? "filled" : "default"}
                onClick={() => begin.mutate({ method: "POST", url: "/api/v1/account/totp", body: {} })}
              >
                {t("totpBegin")}
              </Button>
            </div>
          </div>
        ) : (
          <div className={classes.setUp}>
            <svg className={classes.qr} viewBox={`0 0 ${setUp.qr.size} ${setUp.qr.size}`} role="img" shapeRendering="crispEdges">
              <title>{t("totpQr")}</title>
              <path d={setUp.qr.path} fill="currentColor" />
            </svg>
            <form className={classes.narrow} method="post" onSubmit={confirm}>
              <p>{t("totpScan")}</p>
              <p className={classes.quiet}>{t("totpSecret")}</p>
              <code className={classes.secret}>{setUp.secret.match(/.{1,4}/g)?.join(" ")}</code>
              <TextInput
                className={classes.code}
                name="code"
                label={t("totpCode")}
                required
                withAsterisk={false}
                autoFocus
                autoComplete="one-time-code"
                inputMode="numeric"
                pattern="[0-9 ]{6,8}"
                maxLength={8}
              />
              <Fault error={finish.error} />
              <div>
                <Button type="submit" loading={finish.isPending}>
                  {t("totpConfirm")}
                </Button>
              </div>
            </form>
          </div>
        )}
      </div>
    </Panel>
  );
}
