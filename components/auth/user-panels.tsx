"use client";
import { Button, Checkbox, Modal, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import * as z from "zod";
import { anyAnswer, useAct } from "@/components/ui/act";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Fault } from "@/components/ui/fault";
import { Panel } from "@/components/ui/panel";
import { useReady } from "@/components/ui/ready";
import { roleLabels } from "@/lib/auth/labels";
import { Invitation, type UserView } from "@/lib/auth/model";
import { formatDay, say } from "@/lib/words";
import classes from "./auth.module.css";
import { Confirm } from "./confirm";
import { PostFields, postOf, type UnitChoice } from "./post-fields";
import { ShownOnce } from "./shown-once";

type Props = { user: UserView; isSelf: boolean };

/** Name, e-mail, identity at the provider, and whether a second factor is demanded. */
export function UserDetails({ user, hasSso }: { user: UserView; hasSso: boolean }) {
  const t = useTranslations("users");
  const router = useRouter();
  const save = useAct(anyAnswer, () => router.refresh());
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const body = {
      name: text("name"),
      email: text("email") || null,
      oidcSubject: hasSso ? text("subject") || null : user.oidcSubject,
      totpRequired: form.get("totp") !== null,
      version: user.version,
    };
    save.mutate({ method: "PATCH", url: `/api/v1/users/${user.id}`, body });
  };
  return (
    <Panel title={t("details")}>
      <form className={classes.form} onSubmit={submit} key={user.version}>
        <div className={classes.pair}>
          <TextInput name="name" label={t("name")} required minLength={2} maxLength={120} defaultValue={user.name} />
          <TextInput label={t("login")} value={user.login} readOnly />
        </div>
        <div className={classes.pair}>
          <TextInput name="email" type="email" label={t("email")} maxLength={200} defaultValue={user.email ?? ""} />
          {hasSso ? (
            <TextInput name="subject" label={t("subject")} maxLength={255} defaultValue={user.oidcSubject ?? ""} />
          ) : null}
        </div>
        <Checkbox name="totp" label={t("totpRequired")} defaultChecked={user.totpRequired} />
        <Fault error={save.error} />
        <div>
          <Button type="submit" loading={save.isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

/** Where the person sits, and giving or ending a post. */
export function UserPosts({ user, isSelf, units }: Props & { units: readonly UnitChoice[] }) {
  const t = useTranslations("users");
  const locale = useLocale();
  const router = useRouter();
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<UserView["posts"][number] | null>(null);
  const done = () => {
    setAdding(false);
    setEnding(null);
    router.refresh();
  };
  const save = useAct(anyAnswer, done);
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate({ method: "POST", url: `/api/v1/users/${user.id}/posts`, body: postOf(new FormData(event.currentTarget)) });
  };
  return (
    <Panel
      title={t("posts")}
      actions={
        isSelf ? null : (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            {t("addPost")}
          </Button>
        )
      }
    >
      {user.posts.length === 0 ? <p className={classes.soft}>{t("noPosts")}</p> : null}
      <ul className={classes.form}>
        {user.posts.map((post) => (
          <li key={post.id} className={classes.post}>
            <span>
              <strong>{post.title}</strong>, {post.unitName}{" "}
              <span className={classes.quiet}>
                ({say(locale, roleLabels[post.role])}, {t("from").toLowerCase()} {formatDay(post.validFrom)})
              </span>
            </span>
            {isSelf ? null : (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("endPostOf", { title: post.title, unit: post.unitName })}
                onClick={() => setEnding(post)}
              >
                {t("endPost")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isAdding ? (
        <Modal
          opened
          onClose={() => setAdding(false)}
          title={t("addPost")}
          size="lg"
          closeButtonProps={{ "aria-label": t("cancel") }}
        >
          <form className={classes.form} onSubmit={add}>
            <PostFields units={units} />
            <Fault error={save.error} />
            <DialogFoot onCancel={() => setAdding(false)} isSending={save.isPending} />
          </form>
        </Modal>
      ) : null}
      {ending ? (
        <Confirm
          title={t("endPost")}
          text={t("endPostText", { name: user.name, title: ending.title, unit: ending.unitName })}
          isBusy={save.isPending}
          error={save.error}
          onYes={() => save.mutate({ method: "POST", url: `/api/v1/users/${user.id}/posts/${ending.id}/end`, body: {} })}
          onClose={() => setEnding(null)}
        />
      ) : null}
    </Panel>
  );
}

type Act = "disable" | "reset" | "totpReset";
const paths: Record<Act, string> = { disable: "disable", reset: "reset", totpReset: "totp/reset" };
const Answer = z.union([Invitation, z.unknown()]);

/** Disabling and enabling, a new password, a lost second factor: each says first what it will do. */
export function UserSecurity({ user, isSelf }: Props) {
  const t = useTranslations("users");
  const router = useRouter();
  const [act, setAct] = useState<Act | null>(null);
  const isReady = useReady();
  const [link, setLink] = useState<Invitation | null>(null);
  const send = useAct(
    async () => Answer,
    (answer) => {
      const invitation = Invitation.safeParse(answer);
      setLink(invitation.success ? invitation.data : null);
      setAct(null);
      router.refresh();
    },
  );
  const post = (path: string) => send.mutate({ method: "POST", url: `/api/v1/users/${user.id}/${path}`, body: {} });
  const texts: Record<Act, string> = {
    disable: t("disableText", { name: user.name }),
    reset: t("resetText", { name: user.name }),
    totpReset: t("totpResetText", { name: user.name }),
  };
  return (
    <Panel title={t("security")} note={user.hasTotp ? t("hasTotp") : t("noTotp")}>
      {isSelf ? (
        <p className={classes.soft}>{t("self")}</p>
      ) : (
        <div className={classes.acts}>
          {user.status === "disabled" ? (
            <Button variant="default" loading={send.isPending} onClick={() => post("enable")}>
              {t("enable")}
            </Button>
          ) : (
            <>
              <Button variant="default" disabled={!isReady} onClick={() => setAct("reset")}>
                {t("reset")}
              </Button>
              {user.hasTotp ? (
                <Button variant="default" onClick={() => setAct("totpReset")}>
                  {t("totpReset")}
                </Button>
              ) : null}
              <Button variant="default" disabled={!isReady} onClick={() => setAct("disable")}>
                {t("disable")}
              </Button>
            </>
          )}
        </div>
      )}
      {act ? null : <Fault error={send.error} />}
      {act ? (
        <Confirm
          title={t(act)}
          text={texts[act]}
          isBusy={send.isPending}
          error={send.error}
          onYes={() => post(paths[act])}
          onClose={() => setAct(null)}
        />
      ) : null}
      {link ? <ShownOnce kind="link" secret={link.link} until={link.linkExpiresAt} onClose={() => setLink(null)} /> : null}
    </Panel>
  );
}
