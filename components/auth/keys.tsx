"use client";
import { Button, Checkbox, Modal, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { EmptyState } from "@/components/ui/states";
import table from "@/components/ui/table.module.css";
import { TableFrame } from "@/components/ui/table-frame";
import { permissionLabels } from "@/lib/auth/labels";
import { type KeyView, keyScopes, ShownKey } from "@/lib/auth/model";
import { formatInstant, type Locale, say } from "@/lib/words";
import classes from "./auth.module.css";
import { Confirm } from "./confirm";
import type { UnitChoice } from "./post-fields";
import { ShownOnce } from "./shown-once";

const scopeWords = (locale: Locale, scopes: readonly string[]) =>
  scopes
    .map((scope) => keyScopes.find((known) => known === scope))
    .flatMap((scope) => (scope ? [say(locale, permissionLabels[scope])] : []));

/** The keys of machines: what each may do, where, from where, until when. */
export function Keys({ keys, units, now }: { keys: readonly KeyView[]; units: readonly UnitChoice[]; now: string }) {
  const t = useTranslations("users.keys");
  const locale = useLocale();
  const router = useRouter();
  const [isAdding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<KeyView | null>(null);
  const revoke = useAct(anyAnswer, () => {
    setRevoking(null);
    router.refresh();
  });
  const stateOf = (key: KeyView) => (key.revokedAt ? "revoked" : key.expiresAt <= now ? "expired" : "live");
  return (
    <>
      <div className={classes.bar}>
        <Button onClick={() => setAdding(true)}>{t("add")}</Button>
      </div>
      {keys.length === 0 ? (
        <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
      ) : (
        <TableFrame title={t("caption")}>
          <table className={table.table}>
            <caption className={table.hidden}>{t("caption")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("name")}</th>
                <th scope="col">{t("prefix")}</th>
                <th scope="col">{t("scopes")}</th>
                <th scope="col">{t("addresses")}</th>
                <th scope="col">{t("expires")}</th>
                <th scope="col">{t("lastUsed")}</th>
                <th scope="col">{t("state")}</th>
              </tr>
            </thead>
            <tbody>
              {keys.map((key) => (
                <tr key={key.id}>
                  <th scope="row">
                    {key.name}
                    <div className={table.quiet}>{key.unitName}</div>
                  </th>
                  <td>
                    <code>{key.prefix}…</code>
                  </td>
                  <td className={classes.wide}>{scopeWords(locale, key.scopes).join("; ")}</td>
                  <td>{key.addresses.join(", ") || t("anywhere")}</td>
                  <td className={classes.time}>{formatInstant(new Date(key.expiresAt))}</td>
                  <td className={classes.time}>{key.lastUsedAt ? formatInstant(new Date(key.lastUsedAt)) : "–"}</td>
                  <td>
                    {stateOf(key) === "live" ? (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t("revokeOf", { name: key.name })}
                        onClick={() => setRevoking(key)}
                      >
                        {t("revoke")}
                      </Button>
                    ) : (
                      <span className={classes.mark} data-state="disabled">
                        {t(stateOf(key))}
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {isAdding ? <AddKey units={units} onClose={() => setAdding(false)} /> : null}
      {revoking ? (
        <Confirm
          title={t("revoke")}
          text={t("revokeText", { name: revoking.name })}
          isBusy={revoke.isPending}
          error={revoke.error}
          onYes={() => revoke.mutate({ method: "POST", url: `/api/v1/keys/${revoking.id}/revoke`, body: {} })}
          onClose={() => setRevoking(null)}
        />
      ) : null}
    </>
  );
}

function AddKey({ units, onClose }: { units: readonly UnitChoice[]; onClose: () => void }) {
  const t = useTranslations("users.keys");
  const words = useTranslations("users");
  const locale = useLocale();
  const router = useRouter();
  const save = useAct(
    async () => ShownKey,
    () => router.refresh(),
  );
  if (save.data) return <ShownOnce kind="key" secret={save.data.key} until={save.data.expiresAt} onClose={onClose} />;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const body = {
      name: text("name"),
      scopes: form.getAll("scope"),
      unitId: Number(text("unitId")),
      addresses: text("addresses")
        .split(/[\s,;]+/)
        .filter(Boolean),
      days: Number(text("days")),
    };
    save.mutate({ method: "POST", url: "/api/v1/keys", body });
  };
  return (
    <Modal opened onClose={onClose} title={t("add")} size="lg" closeButtonProps={{ "aria-label": words("cancel") }}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput name="name" label={t("name")} required minLength={2} maxLength={80} data-autofocus />
        <NativeSelect
          name="unitId"
          label={words("unit")}
          data={units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
        />
        <fieldset className={classes.choices}>
          <legend>{t("scopes")}</legend>
          {keyScopes.map((scope) => (
            <Checkbox key={scope} name="scope" value={scope} label={say(locale, permissionLabels[scope])} />
          ))}
        </fieldset>
        <Textarea name="addresses" label={t("addresses")} description={t("addressesHelp")} rows={3} maxLength={1000} />
        <TextInput name="days" type="number" label={t("days")} required min={1} max={365} defaultValue={180} />
        <Fault error={save.error} />
        <div className={classes.end}>
          <Button variant="default" onClick={onClose}>
            {words("cancel")}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {words("save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
