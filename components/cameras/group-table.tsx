"use client";
import { Button, Modal, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { cameraUseWords, groupName } from "@/lib/cameras/labels";
import { type CameraGroupKept, cameraUses } from "@/lib/cameras/model";
import { formatNumber, say } from "@/lib/words";
import { anyAnswer, useAct } from "../ui/act";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { faultAt } from "../ui/field-faults";
import { useFocusBack } from "../ui/focus-back";
import table from "../ui/table.module.css";
import { TableFrame } from "../ui/table-frame";
import classes from "./cameras.module.css";

type Open = { kind: "add" } | { kind: "change" | "retire" | "delete"; group: CameraGroupKept };
type Props = { groups: readonly CameraGroupKept[]; onDone(words: string): Promise<void> };
const at = "/api/v1/camera-registry/groups";

/** The groups cameras are put together under: named, ordered, retired and taken back; one that was never used may be deleted. */
export function GroupTable({ groups, onDone }: Props) {
  const t = useTranslations("cameras.registry");
  const locale = useLocale();
  const [open, setOpen] = useState<Open | null>(null);
  const done = async (words: string) => {
    await onDone(words);
    setOpen(null);
  };
  const restore = useAct(anyAnswer, () => onDone(t("groupChanged")));
  const next = Math.max(0, ...groups.map(({ position }) => position)) + 1;
  return (
    <div className={classes.told}>
      <TableFrame title={t("groups")}>
        <table className={table.table}>
          <caption className={table.hidden}>{t("groups")}</caption>
          <thead>
            <tr>
              <th scope="col" className={table.number}>
                {t("position")}
              </th>
              <th scope="col">{t("groupName")}</th>
              <th scope="col">{t("groupNameEn")}</th>
              <th scope="col">{t("use")}</th>
              <th scope="col" className={table.number}>
                {t("count")}
              </th>
              <th scope="col">
                <span className={table.hidden}>{t("change")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => {
              const name = groupName(locale, group);
              return (
                <tr key={group.id}>
                  <td className={table.number}>{group.position}</td>
                  <th scope="row">
                    {group.name}
                    {group.isRetired ? <span className={classes.small}>{t("retired")}</span> : null}
                  </th>
                  <td>{group.nameEn}</td>
                  <td>{say(locale, cameraUseWords[group.use])}</td>
                  <td className={table.number}>{formatNumber(locale, group.count)}</td>
                  <td>
                    <span className={classes.rowActs}>
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        aria-label={`${t("change")} ${name}`}
                        onClick={() => setOpen({ kind: "change", group })}
                      >
                        {t("change")}
                      </Button>
                      {group.isRetired ? (
                        <Button
                          variant="subtle"
                          size="compact-sm"
                          aria-label={`${t("restore")} ${name}`}
                          loading={restore.isPending && restore.variables?.url === `${at}/${group.id}/restore`}
                          onClick={() =>
                            restore.mutate({ method: "POST", url: `${at}/${group.id}/restore`, body: { version: group.version } })
                          }
                        >
                          {t("restore")}
                        </Button>
                      ) : (
                        <Button
                          variant="subtle"
                          size="compact-sm"
                          aria-label={`${t("retire")} ${name}`}
                          onClick={() => setOpen({ kind: "retire", group })}
                        >
                          {t("retire")}
                        </Button>
                      )}
                      {group.count === 0 ? (
                        <Button
                          variant="subtle"
                          color="red"
                          size="compact-sm"
                          aria-label={`${t("delete")} ${name}`}
                          onClick={() => setOpen({ kind: "delete", group })}
                        >
                          {t("delete")}
                        </Button>
                      ) : null}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
      <Fault error={restore.error} />
      <p>
        <Button variant="default" onClick={() => setOpen({ kind: "add" })}>
          {t("addGroup")}
        </Button>
      </p>
      {open?.kind === "retire" || open?.kind === "delete" ? (
        <Ask kind={open.kind} group={open.group} onClose={() => setOpen(null)} onDone={done} />
      ) : null}
      {open?.kind === "add" || open?.kind === "change" ? (
        <GroupForm group={open.kind === "change" ? open.group : null} next={next} onClose={() => setOpen(null)} onDone={done} />
      ) : null}
    </div>
  );
}

type DialogProps = { onClose(): void; onDone(words: string): Promise<void> };

function GroupForm({ group, next, onClose, onDone }: DialogProps & { group: CameraGroupKept | null; next: number }) {
  const t = useTranslations("cameras.registry");
  const ui = useTranslations("ui");
  const locale = useLocale();
  useFocusBack();
  const send = useAct(anyAnswer, () => onDone(t(group ? "groupChanged" : "groupAdded")));
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{group ? group.name : t("addGroup")}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const text = (name: string) => String(form.get(name) ?? "").trim();
          const facts = {
            ...{ name: text("name"), nameEn: text("nameEn"), use: text("use"), position: Number(text("position")) },
          };
          send.mutate(
            group
              ? { method: "PATCH", url: `${at}/${group.id}`, body: { ...facts, version: group.version } }
              : { method: "POST", url: at, body: facts },
          );
        }}
      >
        <TextInput
          name="name"
          label={t("groupName")}
          required
          maxLength={100}
          defaultValue={group?.name}
          error={faultAt(send.error, "name")}
          data-autofocus
        />
        <TextInput
          name="nameEn"
          label={t("groupNameEn")}
          required
          maxLength={100}
          defaultValue={group?.nameEn}
          error={faultAt(send.error, "nameEn")}
        />
        <div className={classes.two}>
          <NativeSelect
            name="use"
            label={t("use")}
            data={cameraUses.map((use) => ({ value: use, label: say(locale, cameraUseWords[use]) }))}
            defaultValue={group?.use}
          />
          <NumberInput
            name="position"
            label={t("position")}
            min={0}
            max={1_000}
            allowDecimal={false}
            required
            defaultValue={group?.position ?? next}
            error={faultAt(send.error, "position")}
          />
        </div>
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} />
      </form>
    </Modal>
  );
}

function Ask({ kind, group, onClose, onDone }: DialogProps & { kind: "retire" | "delete"; group: CameraGroupKept }) {
  const t = useTranslations("cameras.registry");
  const ui = useTranslations("ui");
  const locale = useLocale();
  useFocusBack();
  const send = useAct(anyAnswer, () => onDone(t(kind === "retire" ? "groupRetired" : "groupDeleted")));
  const name = groupName(locale, group);
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t(`${kind}One`, { name })}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          const body = { version: group.version };
          send.mutate(
            kind === "retire"
              ? { method: "POST", url: `${at}/${group.id}/retire`, body }
              : { method: "DELETE", url: `${at}/${group.id}`, body },
          );
        }}
      >
        <p>{kind === "retire" ? t("retireHelp", { count: group.count }) : t("deleteHelp")}</p>
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} submit={t(kind)} isDangerous={kind === "delete"} />
      </form>
    </Modal>
  );
}
