"use client";
import { Button, Checkbox, Modal, NativeSelect, TextInput } from "@mantine/core";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useAct } from "@/components/ui/act";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Fault } from "@/components/ui/fault";
import { useReady } from "@/components/ui/ready";
import { EmptyState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import { roleLabels } from "@/lib/auth/labels";
import { Invitation, type UserFilter, type UserPage, unusedDays, userFilters, warnedDays } from "@/lib/auth/model";
import { daysUnused, isLeftUnused } from "@/lib/auth/rules";
import { formatInstant, say } from "@/lib/words";
import classes from "./auth.module.css";
import { PostFields, postOf, type UnitChoice } from "./post-fields";
import { ShownOnce } from "./shown-once";

export type UsersAsk = { q: string; status: UserFilter | null };

/** The accounts of the city; searching and paging live in the address. */
export function Users({
  page,
  ask,
  units,
  hasSso,
  now,
}: {
  page: UserPage;
  ask: UsersAsk;
  units: readonly UnitChoice[];
  hasSso: boolean;
  now: string;
}) {
  const t = useTranslations("users");
  const locale = useLocale();
  const [isAdding, setAdding] = useState(false);
  const isReady = useReady();
  const pageHref = (n: number) => `?${new URLSearchParams({ q: ask.q, status: ask.status ?? "", page: String(n) })}`;
  return (
    <>
      <form className={classes.filters} method="get">
        <TextInput name="q" type="search" label={t("search")} defaultValue={ask.q} maxLength={100} />
        <NativeSelect
          name="status"
          label={t("statusLabel")}
          defaultValue={ask.status ?? ""}
          data={[{ value: "", label: t("anyStatus") }, ...userFilters.map((s) => ({ value: s, label: t(`status.${s}`) }))]}
        />
        <Button type="submit" variant="default">
          {t("show")}
        </Button>
        <Button disabled={!isReady} onClick={() => setAdding(true)}>
          {t("add")}
        </Button>
      </form>
      {page.users.length === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <TableFrame title={t("caption")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("caption")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("name")}</th>
                <th scope="col">{t("login")}</th>
                <th scope="col">{t("posts")}</th>
                <th scope="col">{t("statusLabel")}</th>
                <th scope="col">{t("lastSignIn")}</th>
              </tr>
            </thead>
            <tbody>
              {page.users.map((user) => (
                <tr key={user.id}>
                  <th scope="row">
                    <Link href={`/admin/users/${user.id}`} prefetch={false}>
                      {user.name}
                    </Link>
                  </th>
                  <td>{user.login}</td>
                  <td className={classes.wide}>
                    {user.posts.map((post) => (
                      <div key={post.id}>
                        {post.unitName} <span className={table.quiet}>({say(locale, roleLabels[post.role])})</span>
                      </div>
                    ))}
                  </td>
                  <td>
                    <span className={classes.mark} data-state={user.status}>
                      {t(`status.${user.status}`)}
                    </span>
                  </td>
                  <td className={classes.time}>
                    {user.lastSignInAt ? formatInstant(new Date(user.lastSignInAt)) : t("never")}
                    <Unused user={user} now={now} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      <nav className={classes.acts} aria-label={t("pages", { page: page.page, pages: page.pages, total: page.total })}>
        <span className={classes.soft}>{t("pages", { page: page.page, pages: page.pages, total: page.total })}</span>
        {page.page > 1 ? <Link href={pageHref(page.page - 1)}>{t("previous")}</Link> : null}
        {page.page < page.pages ? <Link href={pageHref(page.page + 1)}>{t("next")}</Link> : null}
      </nav>
      {isAdding ? <AddUser units={units} hasSso={hasSso} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

/** For how long nobody has used an account, once it is long enough to matter. */
function Unused({ user, now }: { user: UserPage["users"][number]; now: string }) {
  const t = useTranslations("users");
  const since = new Date(user.unusedSince);
  if (!isLeftUnused({ ...user, unusedSince: since }, new Date(now), warnedDays)) return null;
  return <div className={table.quiet}>{t("unusedFor", { days: daysUnused(since, new Date(now)), most: unusedDays })}</div>;
}

function AddUser({ units, hasSso, onClose }: { units: readonly UnitChoice[]; hasSso: boolean; onClose: () => void }) {
  const t = useTranslations("users");
  const router = useRouter();
  const save = useAct(
    async () => Invitation,
    () => router.refresh(),
  );
  if (save.data) return <ShownOnce kind="link" secret={save.data.link} until={save.data.linkExpiresAt} onClose={onClose} />;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const body = {
      login: text("login"),
      name: text("name"),
      email: text("email") || null,
      oidcSubject: text("subject") || null,
      totpRequired: form.get("totp") !== null,
      post: postOf(form),
    };
    save.mutate({ method: "POST", url: "/api/v1/users", body });
  };
  return (
    <Modal opened onClose={onClose} title={t("add")} size="lg" closeButtonProps={{ "aria-label": t("cancel") }}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput name="name" label={t("name")} required minLength={2} maxLength={120} data-autofocus />
        <div className={classes.pair}>
          <TextInput
            name="login"
            label={t("login")}
            description={t("loginHelp")}
            required
            minLength={3}
            maxLength={60}
            autoCapitalize="none"
            autoComplete="off"
            pattern="[A-Za-z0-9][A-Za-z0-9._@\-]+"
          />
          <TextInput name="email" type="email" label={t("email")} maxLength={200} />
        </div>
        {hasSso ? <TextInput name="subject" label={t("subject")} description={t("subjectHelp")} maxLength={255} /> : null}
        <Checkbox name="totp" label={t("totpRequired")} />
        <PostFields units={units} />
        <Fault error={save.error} />
        <DialogFoot onCancel={onClose} isSending={save.isPending} />
      </form>
    </Modal>
  );
}
