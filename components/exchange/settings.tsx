"use client";
import { Checkbox, Modal, MultiSelect, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import admin from "@/components/admin/admin.module.css";
import { anyAnswer, useAct } from "@/components/ui/act";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Fault } from "@/components/ui/fault";
import { type PortalView, usualKinds } from "@/lib/exchange/model";

export type UnitName = { id: number; name: string };

/** How the portal is reached. The secret is written and never read. */
export function SettingsDialog({
  portal,
  units,
  onClose,
}: {
  portal: PortalView | null;
  units: readonly UnitName[];
  onClose: () => void;
}) {
  const t = useTranslations("exchange.settings");
  const [isOn, setOn] = useState(portal?.isOn ?? false);
  const [chosen, setChosen] = useState<string[]>(portal?.unitIds.map(String) ?? []);
  const save = useAct(anyAnswer, onClose);
  const kinds = portal?.applicantKinds ?? usualKinds;
  const valuesOf = (kind: string) =>
    kinds
      .filter(([, one]) => one === kind)
      .map(([wire]) => wire)
      .join(", ");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const rows = (name: string, kind: string) =>
      text(name)
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map((wire) => [wire, kind]);
    const secret = String(form.get("secret") ?? "");
    save.mutate({
      method: "PUT",
      url: "/api/v1/exchange/portal",
      body: {
        address: text("address"),
        loginPath: text("loginPath"),
        servicePath: text("servicePath"),
        account: text("account"),
        ...(secret === "" ? {} : { secret }),
        agencyCode: text("agencyCode"),
        isOn,
        unitIds: chosen.map(Number),
        applicantKinds: [...rows("citizens", "CITIZEN"), ...rows("organisations", "ORGANISATION")],
        version: portal?.version ?? 0,
      },
    });
  };
  return (
    <Modal opened onClose={onClose} title={t("title")} size="xl" closeButtonProps={{ "aria-label": t("cancel") }}>
      <form className={admin.form} onSubmit={submit} autoComplete="off">
        <TextInput
          name="address"
          label={t("address")}
          description={t("addressHelp")}
          required
          maxLength={200}
          defaultValue={portal?.address}
          data-autofocus
        />
        <div className={admin.pair}>
          <TextInput
            name="loginPath"
            label={t("loginPath")}
            required
            maxLength={200}
            defaultValue={portal?.loginPath ?? "/mapi/login"}
          />
          <TextInput
            name="servicePath"
            label={t("servicePath")}
            required
            maxLength={200}
            defaultValue={portal?.servicePath ?? "/mapi/g"}
          />
        </div>
        <div className={admin.pair}>
          <TextInput
            name="account"
            label={t("account")}
            required
            maxLength={200}
            defaultValue={portal?.account}
            autoComplete="off"
          />
          <PasswordInput
            name="secret"
            label={t("secret")}
            description={portal?.hasSecret ? t("secretKept") : undefined}
            required={!portal?.hasSecret}
            maxLength={500}
            autoComplete="new-password"
          />
        </div>
        <TextInput name="agencyCode" label={t("agencyCode")} required maxLength={60} defaultValue={portal?.agencyCode} />
        <MultiSelect
          label={t("units")}
          description={t("unitsHelp")}
          searchable
          value={chosen}
          onChange={setChosen}
          data={units.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <div className={admin.pair}>
          <TextInput
            name="citizens"
            label={t("citizens")}
            description={t("kindsHelp")}
            required
            defaultValue={valuesOf("CITIZEN")}
          />
          <TextInput
            name="organisations"
            label={t("organisations")}
            description={t("kindsHelp")}
            required
            defaultValue={valuesOf("ORGANISATION")}
          />
        </div>
        <Checkbox label={t("isOn")} checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} />
        <Fault error={save.error} />
        <DialogFoot onCancel={onClose} isSending={save.isPending} />
      </form>
    </Modal>
  );
}
