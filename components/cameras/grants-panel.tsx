"use client";
import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { groupName } from "@/lib/cameras/labels";
import type { CameraGrantView, CameraGroupKept } from "@/lib/cameras/model";
import { formatDay } from "@/lib/words";
import { anyAnswer, useAct } from "../ui/act";
import { DayField } from "../ui/day-field";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { faultAt } from "../ui/field-faults";
import { useFocusBack } from "../ui/focus-back";
import { Panel } from "../ui/panel";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./cameras.module.css";

type Choice = { id: number; name: string };
type Props = {
  grants: readonly CameraGrantView[];
  groups: readonly CameraGroupKept[];
  units: readonly Choice[];
  today: string;
  onDone(words: string): Promise<void>;
};

/** Which units may look at cameras that are not their own, until when and why; ended at once. */
export function GrantsPanel({ grants, groups, units, today, onDone }: Props) {
  const t = useTranslations("cameras.registry");
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const [ending, setEnding] = useState<CameraGrantView | null>(null);
  const done = async (words: string) => {
    await onDone(words);
    setOpen(false);
    setEnding(null);
  };
  return (
    <Panel title={t("grants")} note={t("grantsNote")}>
      <div className={classes.told}>
        {grants.length === 0 ? (
          <p className={table.quiet}>{t("noGrants")}</p>
        ) : (
          <TableFrame title={t("grants")}>
            <table className={table.table}>
              <caption className={table.hidden}>{t("grants")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("grantedTo")}</th>
                  <th scope="col">{t("ofUnit")}</th>
                  <th scope="col">{t("ofGroup")}</th>
                  <th scope="col">{t("grantReason")}</th>
                  <th scope="col">{t("grantUntil")}</th>
                  <th scope="col">
                    <span className={table.hidden}>{t("endGrant")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {grants.map((grant) => (
                  <tr key={grant.id}>
                    <th scope="row">{grant.unitName}</th>
                    <td>{grant.ownerName ?? t("everyUnit")}</td>
                    <td>{grant.group ? groupName(locale, grant.group) : t("everyGroup")}</td>
                    <td>
                      {grant.reason} <span className={classes.small}>{grant.byName}</span>
                    </td>
                    <td>{grant.validUntil ? formatDay(grant.validUntil) : t("noEnd")}</td>
                    <td>
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        aria-label={t("endGrantOf", { name: grant.unitName })}
                        onClick={() => setEnding(grant)}
                      >
                        {t("endGrant")}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        )}
        <p>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t("addGrant")}
          </Button>
        </p>
      </div>
      {isOpen ? <GrantForm {...{ groups, units, today }} onClose={() => setOpen(false)} onDone={done} /> : null}
      {ending ? <EndGrant grant={ending} onClose={() => setEnding(null)} onDone={done} /> : null}
    </Panel>
  );
}

function GrantForm({ groups, units, today, onClose, onDone }: Omit<Props, "grants"> & { onClose(): void }) {
  const t = useTranslations("cameras.registry");
  const ui = useTranslations("ui");
  const locale = useLocale();
  useFocusBack();
  const send = useAct(anyAnswer, () => onDone(t("granted")));
  const choices = (of: readonly Choice[], none: string | null) => [
    ...(none === null ? [] : [{ value: "", label: none }]),
    ...of.map(({ id, name }) => ({ value: String(id), label: name })),
  ];
  return (
    <Modal opened onClose={onClose} title={<strong>{t("addGrant")}</strong>} closeButtonProps={{ "aria-label": ui("close") }}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const text = (name: string) => String(form.get(name) ?? "").trim();
          const number = (name: string) => (text(name) === "" ? null : Number(text(name)));
          const body = {
            ...{ unitId: number("unitId"), ownerId: number("ownerId"), groupId: number("groupId"), reason: text("reason") },
            validUntil: text("validUntil") || null,
          };
          send.mutate({ method: "POST", url: "/api/v1/camera-registry/grants", body });
        }}
      >
        <NativeSelect
          name="unitId"
          label={t("grantedTo")}
          data={choices(units, null)}
          error={faultAt(send.error, "unitId")}
          data-autofocus
        />
        <NativeSelect
          name="ownerId"
          label={t("ofUnit")}
          data={choices(units, t("everyUnit"))}
          error={faultAt(send.error, "ownerId")}
        />
        <NativeSelect
          name="groupId"
          label={t("ofGroup")}
          data={choices(
            groups.map((group) => ({ id: group.id, name: groupName(locale, group) })),
            t("everyGroup"),
          )}
          error={faultAt(send.error, "groupId")}
        />
        <TextInput name="reason" label={t("grantReason")} required maxLength={300} error={faultAt(send.error, "reason")} />
        <DayField name="validUntil" label={t("grantUntil")} min={today} error={faultAt(send.error, "validUntil")} />
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} />
      </form>
    </Modal>
  );
}

function EndGrant({ grant, onClose, onDone }: { grant: CameraGrantView; onClose(): void; onDone: Props["onDone"] }) {
  const t = useTranslations("cameras.registry");
  const ui = useTranslations("ui");
  useFocusBack();
  const send = useAct(anyAnswer, () => onDone(t("grantEnded")));
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t("endGrantOf", { name: grant.unitName })}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({ method: "POST", url: `/api/v1/camera-registry/grants/${grant.id}/end`, body: {} });
        }}
      >
        <p>{t("endGrantHelp")}</p>
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} submit={t("endGrant")} isDangerous />
      </form>
    </Modal>
  );
}
