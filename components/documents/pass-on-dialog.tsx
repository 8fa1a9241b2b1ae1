"use client";
import { Button, Modal, MultiSelect, NativeSelect, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLocale, useTranslations } from "use-intl";
import { taskRoleWords } from "@/lib/documents/labels";
import type { Addressees, DocumentTaskRole, DocumentWorkView, TaskView } from "@/lib/documents/model";
import { formatDay, say } from "@/lib/words";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { DayField } from "../ui/day-field";
import { DialogFoot } from "../ui/dialog-foot";
import { useProblemWords } from "../ui/problem-words";
import { Problem } from "../ui/request";
import { isRefusedAsSecret, useKeptWords } from "./kept-words";
import { filter, order, passingOf, type Row } from "./passing";
import classes from "./work.module.css";
import { nameOf } from "./work-panel";
import { addresseesQuery } from "./work-query";

type Props = {
  id: number;
  userId: number;
  work: DocumentWorkView;
  /** What is handed on; null for the document itself. */
  task: TaskView | null;
  today: string;
  onClose(): void;
  onDone(text: string): Promise<void>;
};

/** To whom a document goes, in which role, with what to do and by when; any number only to know of it. */
export function PassOnDialog({ id, userId, work, task, today, onClose, onDone }: Props) {
  const t = useTranslations("documentWork.pass");
  const ui = useTranslations("ui");
  const words = useProblemWords();
  const roles = rolesBelow(task?.role ?? "LEAD");
  const isLed = work.tasks.some(
    (one) => one.parentId === (task?.id ?? null) && one.role === "LEAD" && one.endedAt === null && one.state !== "RETURNED",
  );
  const serial = useRef(Date.now());
  const newRow = (role: DocumentTaskRole): Row => ({
    ...{ key: serial.current++, unitId: task ? String(task.unitId) : null, userId: null, role, instruction: "" },
    ...{ how: task?.dueOn ? "day" : "none", days: 5, day: task?.dueOn ?? null },
  });
  const usual: DocumentTaskRole = roles.includes("LEAD") && !isLed ? "LEAD" : roles.includes("SUPPORT") ? "SUPPORT" : "INFORM";
  const place = { userId, of: task ? `hand-on.${task.id}` : `pass-on.${id}` };
  const {
    words: said,
    say,
    isKept,
    drop,
  } = useKeptWords(place, passingOf, () => ({
    ...{ rows: usual === "INFORM" ? [] : [{ ...newRow(usual), key: 0 }], informed: [], onInstructionOf: "" },
  }));
  const { rows, informed, onInstructionOf } = said;
  const setRows = (made: (before: readonly Row[]) => readonly Row[]) => say({ ...said, rows: made(rows) });
  const isRelayed = task ? !task.directs : !work.may.direct;
  const { data } = useQuery<Addressees>(addresseesQuery(task?.unitId ?? null));
  const units = (data?.units ?? []).map((unit) => ({ value: String(unit.id), label: unit.name }));
  const send = useAct(anyAnswer, () => {
    drop();
    return onDone(t("sent"));
  });
  const faults = send.error instanceof Problem ? send.error.faults : [];
  const faultOf = (path: string) => {
    const fault = faults.find((one) => one.path.replace(/^body\./, "") === path);
    return fault ? (fault.title ?? fault.code) : null;
  };
  const change = (key: number, to: Partial<Row>) =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...to } : row)));
  const addressees = [
    ...rows.map((row) => ({
      ...{ unitId: Number(row.unitId), role: row.role },
      ...(row.userId ? { userId: Number(row.userId) } : {}),
      ...(row.instruction.trim() ? { instruction: row.instruction.trim() } : {}),
      ...(row.role !== "INFORM" && row.how === "days" && row.days !== "" ? { workingDays: row.days } : {}),
      ...(row.role !== "INFORM" && row.how === "day" && row.day ? { dueOn: row.day } : {}),
    })),
    ...informed.map((value) => {
      const [unitId, userId] = value.split(".").map(Number);
      return { unitId: unitId ?? 0, role: "INFORM" as const, ...(userId ? { userId } : {}) };
    }),
  ];
  const isReady =
    addressees.length > 0 && rows.every((row) => row.unitId !== null) && (!isRelayed || onInstructionOf.trim() !== "");
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was refused for a mark of secrecy is kept nowhere.
  useEffect(() => {
    if (isRefusedAsSecret(send.error)) drop();
  }, [send.error]);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={<strong>{task ? t("handOnTitle", { name: nameOf(task) }) : t("title")}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form
        className={dossier.form}
        onKeyDown={sendByKey}
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({
            method: "POST",
            url: `/api/v1/documents/${id}/pass-on`,
            body: {
              ...{ version: task ? task.version : work.version, addressees },
              ...(task ? { taskId: task.id } : {}),
              ...(isRelayed ? { onInstructionOf: onInstructionOf.trim() } : {}),
            },
          });
        }}
      >
        {task?.dueOn ? <p className={classes.faint}>{t("ownDue", { day: formatDay(task.dueOn) })}</p> : null}
        {isRelayed ? (
          <TextInput
            label={t("onInstructionOf")}
            description={t("onInstructionHelp")}
            value={onInstructionOf}
            onChange={(event) => say({ ...said, onInstructionOf: event.currentTarget.value })}
            error={faultOf("onInstructionOf")}
            maxLength={160}
            required
          />
        ) : null}
        {rows.map((row, i) => (
          <AddresseeRow
            key={row.key}
            row={row}
            n={i + 1}
            roles={roles}
            units={units}
            today={today}
            faultOf={(field) => faultOf(`addressees.${i}.${field}`)}
            onChange={(to) => change(row.key, to)}
            onDrop={rows.length > 1 ? () => setRows((before) => before.filter((one) => one.key !== row.key)) : null}
          />
        ))}
        {usual === "INFORM" ? null : (
          <div>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => setRows((before) => [...before, newRow(roles.includes("SUPPORT") ? "SUPPORT" : "INFORM")])}
            >
              + {t("add")}
            </Button>
          </div>
        )}
        <MultiSelect
          label={t("inform")}
          description={t("informHelp")}
          data={[
            ...units.map(({ value, label }) => ({ value: `${value}.0`, label })),
            ...(task ? (data?.people ?? []).map((one) => ({ value: `${task.unitId}.${one.userId}`, label: one.name })) : []),
          ]}
          value={informed}
          onChange={(chosen) => say({ ...said, informed: chosen })}
          filter={filter}
          searchable
          clearable
          nothingFoundMessage={t("noneFound")}
        />
        {isKept ? <p className={classes.faint}>{ui("keptWords")}</p> : null}
        <p role="alert" className={dossier.error}>
          {send.error ? (faultOf("addressees") ?? words(send.error)) : null}
        </p>
        <DialogFoot
          onCancel={() => {
            drop();
            onClose();
          }}
          submit={t("send")}
          isReady={isReady}
          isSending={send.isPending}
        />
      </form>
    </Modal>
  );
}

/** Nobody gives more than they were given. */
const rolesBelow = (role: DocumentTaskRole) => order.slice(order.indexOf(role));

type RowProps = {
  row: Row;
  n: number;
  roles: readonly DocumentTaskRole[];
  units: { value: string; label: string }[];
  today: string;
  faultOf(field: string): string | null;
  onChange(to: Partial<Row>): void;
  onDrop: (() => void) | null;
};
function AddresseeRow({ row, n, roles, units, today, faultOf, onChange, onDrop }: RowProps) {
  const t = useTranslations("documentWork.pass");
  const locale = useLocale();
  const { data } = useQuery<Addressees>({
    ...addresseesQuery(row.unitId === null ? null : Number(row.unitId)),
    enabled: row.unitId !== null,
  });
  const people = row.unitId === null ? [] : (data?.people ?? []);
  return (
    <fieldset className={classes.row}>
      <legend>{t("nth", { n })}</legend>
      <div className={classes.fields}>
        <Select
          label={t("unit")}
          data={units}
          value={row.unitId}
          onChange={(unitId) => onChange({ unitId, userId: null })}
          error={faultOf("unitId")}
          filter={filter}
          searchable
          nothingFoundMessage={t("noneFound")}
          required
          data-autofocus={n === 1 || undefined}
        />
        <NativeSelect
          label={t("person")}
          value={row.userId ?? ""}
          onChange={(event) => onChange({ userId: event.currentTarget.value || null })}
          error={faultOf("userId")}
          data={[
            { value: "", label: t("wholeUnit") },
            ...people.map((one) => ({ value: String(one.userId), label: `${one.name} – ${one.title}` })),
          ]}
        />
        <NativeSelect
          label={t("role")}
          value={row.role}
          onChange={(event) => onChange({ role: order.find((role) => role === event.currentTarget.value) ?? "SUPPORT" })}
          error={faultOf("role")}
          data={roles.map((role) => ({ value: role, label: say(locale, taskRoleWords[role]) }))}
        />
      </div>
      <Textarea
        label={t("instruction")}
        value={row.instruction}
        onChange={(event) => onChange({ instruction: event.currentTarget.value })}
        error={faultOf("instruction")}
        maxLength={1_000}
        autosize
        minRows={2}
      />
      <div className={classes.end}>
        {row.role === "INFORM" ? (
          <span />
        ) : (
          <div className={classes.fields}>
            <NativeSelect
              label={t("dueHow")}
              value={row.how}
              onChange={(event) =>
                onChange({ how: (["none", "days", "day"] as const).find((how) => how === event.currentTarget.value) ?? "none" })
              }
              data={[
                { value: "none", label: t("dueNone") },
                { value: "days", label: t("dueDays") },
                { value: "day", label: t("dueDay") },
              ]}
            />
            {row.how === "days" ? (
              <NumberInput
                label={t("days")}
                value={row.days}
                onChange={(value) => onChange({ days: typeof value === "number" ? value : "" })}
                error={faultOf("dueOn") ?? faultOf("workingDays")}
                min={1}
                max={365}
                allowDecimal={false}
                required
              />
            ) : null}
            {row.how === "day" ? (
              <DayField
                label={t("day")}
                defaultValue={row.day}
                min={today}
                onDay={(day) => onChange({ day })}
                error={faultOf("dueOn")}
                required
              />
            ) : null}
          </div>
        )}
        {onDrop ? (
          <Button variant="subtle" size="compact-sm" onClick={onDrop} aria-label={t("drop", { n })}>
            ×
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
