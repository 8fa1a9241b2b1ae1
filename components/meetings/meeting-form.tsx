"use client";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { cityDay } from "@/lib/calendar/rules";
import type { MeetingKept, MeetingView } from "@/lib/meetings/model";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { useAct } from "../ui/act";
import { DayField } from "../ui/day-field";
import { DialogFoot } from "../ui/dialog-foot";
import { useProblemWords } from "../ui/problem-words";
import { Problem } from "../ui/request";
import { type ItemDraft, ItemRow, type ParticipantDraft, ParticipantRow } from "./form-rows";
import classes from "./meetings.module.css";
import { keptReader } from "./meetings-query";
import { timeOf } from "./time-words";

type Props = {
  /** Null: a new one. */
  meeting: MeetingView | null;
  units: readonly { id: number; name: string }[];
  today: string;
  onCancel(): void;
  onKept(kept: MeetingKept): void | Promise<void>;
};

/** Who stays where they are in a list while others come and go. */
const keyed = <T extends object>(rows: readonly T[]) => rows.map((row, key) => ({ ...row, key }));
function draftsOf(meeting: MeetingView | null): { participants: ParticipantDraft[]; items: ItemDraft[] } {
  if (!meeting)
    return {
      participants: keyed([
        { unitId: null, userId: null, role: "CHAIR" },
        { unitId: null, userId: null, role: "MEMBER" },
      ]),
      items: keyed([{ id: null, title: "", presenter: "", minutes: "", isKept: false }]),
    };
  return {
    participants: keyed(
      meeting.participants.map(({ unitId, userId, role }) => ({
        ...{ unitId: String(unitId), userId: userId === null ? null : String(userId), role },
      })),
    ),
    items: keyed(
      meeting.items.map(({ id, title, presenter, minutes, papers }) => ({
        ...{ id, title, presenter: presenter ?? "", minutes: minutes ?? ("" as const), isKept: papers.length > 0 },
      })),
    ),
  };
}

/** Writes a meeting down: when, where, who, and the agenda in its order. */
export function MeetingForm({ meeting, units, today, onCancel, onKept }: Props) {
  const t = useTranslations("meetings.form");
  const words = useProblemWords();
  const begun = meeting ? cityDay(new Date(meeting.startsAt)) : null;
  const ended = meeting ? cityDay(new Date(meeting.endsAt)) : null;
  const [said, setSaid] = useState({
    unitId: String(units[0]?.id ?? ""),
    title: meeting?.title ?? "",
    place: meeting?.place ?? "",
    day: begun,
    from: meeting ? timeOf(meeting.startsAt) : "08:00",
    to: meeting ? timeOf(meeting.endsAt) : "10:00",
    endDay: ended === begun ? null : ended,
  });
  const [{ participants, items }, setRows] = useState(() => draftsOf(meeting));
  const serial = useRef(participants.length + items.length + 1);
  const act = useAct(keptReader, onKept);
  const faults = act.error instanceof Problem ? act.error.faults : [];
  const faultOf = (path: string) => {
    const fault = faults.find((one) => one.path.replace(/^body\./, "") === path);
    return fault ? (fault.title ?? fault.code) : null;
  };
  const say = (to: Partial<typeof said>) => setSaid((before) => ({ ...before, ...to }));
  const setParticipants = (of: (rows: ParticipantDraft[]) => ParticipantDraft[]) =>
    setRows((before) => ({ ...before, participants: of(before.participants) }));
  const setItems = (of: (rows: ItemDraft[]) => ItemDraft[]) => setRows((before) => ({ ...before, items: of(before.items) }));
  const instant = (day: string | null, time: string) => `${day ?? ""}T${time}:00+07:00`;
  const body = {
    ...{ title: said.title.trim(), place: said.place.trim() },
    startsAt: instant(said.day, said.from),
    endsAt: instant(said.endDay ?? said.day, said.to),
    participants: participants
      .filter(({ unitId }) => unitId !== null)
      .map(({ unitId, userId, role }) => ({ unitId: Number(unitId), role, ...(userId ? { userId: Number(userId) } : {}) })),
    items: items
      .filter(({ title }) => title.trim() !== "")
      .map(({ id, title, presenter, minutes }) => ({
        ...(id === null ? {} : { id }),
        title: title.trim(),
        ...(presenter.trim() ? { presenter: presenter.trim() } : {}),
        ...(minutes === "" ? {} : { minutes }),
      })),
    ...(meeting ? { version: meeting.version } : { unitId: Number(said.unitId) }),
  };
  return (
    <form
      className={classes.form}
      onKeyDown={sendByKey}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate(
          meeting
            ? { method: "PUT", url: `/api/v1/meetings/${meeting.id}`, body }
            : { method: "POST", url: "/api/v1/meetings", body },
        );
      }}
    >
      <p className={classes.minor}>{t("secretNote")}</p>
      {units.length > 1 ? (
        <NativeSelect
          label={t("unit")}
          value={said.unitId}
          onChange={(event) => say({ unitId: event.currentTarget.value })}
          error={faultOf("unitId")}
          data={units.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      ) : null}
      <TextInput
        label={t("title")}
        value={said.title}
        onChange={(event) => say({ title: event.currentTarget.value })}
        error={faultOf("title")}
        maxLength={300}
        required
      />
      <TextInput
        label={t("place")}
        value={said.place}
        onChange={(event) => say({ place: event.currentTarget.value })}
        error={faultOf("place")}
        maxLength={200}
        required
      />
      <div className={classes.times}>
        <DayField
          label={t("day")}
          defaultValue={said.day}
          min={meeting ? undefined : today}
          onDay={(day) => say({ day })}
          error={faultOf("startsAt")}
          required
        />
        {(["from", "to"] as const).map((name) => (
          <TextInput
            key={name}
            inputMode="numeric"
            // On 24 hours, whatever the browser speaks.
            pattern="([01]\d|2[0-3]):[0-5]\d"
            placeholder={t("time")}
            maxLength={5}
            autoComplete="off"
            label={t(name)}
            value={said[name]}
            onChange={(event) => say({ [name]: event.currentTarget.value })}
            error={name === "to" ? faultOf("endsAt") : null}
            required
          />
        ))}
        <DayField
          label={t("endDay")}
          defaultValue={said.endDay}
          min={said.day ?? undefined}
          onDay={(endDay) => say({ endDay })}
        />
      </div>
      <fieldset className={classes.rows}>
        <legend>{t("participants")}</legend>
        <p className={classes.minor}>{t("participantsHelp")}</p>
        {participants.map((row, i) => (
          <ParticipantRow
            key={row.key}
            row={row}
            n={i + 1}
            faultOf={(field) => faultOf(`participants.${i}.${field}`)}
            onChange={(to) => setParticipants((rows) => rows.map((one) => (one.key === row.key ? { ...one, ...to } : one)))}
            onDrop={() => setParticipants((rows) => rows.filter((one) => one.key !== row.key))}
          />
        ))}
        <div>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() =>
              setParticipants((rows) => [...rows, { key: serial.current++, unitId: null, userId: null, role: "MEMBER" }])
            }
          >
            + {t("addParticipant")}
          </Button>
        </div>
        <p role="alert" className={dossier.error}>
          {faultOf("participants")}
        </p>
      </fieldset>
      <fieldset className={classes.rows}>
        <legend>{t("items")}</legend>
        {items.map((row, i) => (
          <ItemRow
            key={row.key}
            row={row}
            n={i + 1}
            faultOf={(field) => faultOf(`items.${i}.${field}`)}
            onChange={(to) => setItems((rows) => rows.map((one) => (one.key === row.key ? { ...one, ...to } : one)))}
            onUp={i === 0 ? null : () => setItems((rows) => raised(rows, i))}
            onDrop={row.isKept ? null : () => setItems((rows) => rows.filter((one) => one.key !== row.key))}
          />
        ))}
        <div>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() =>
              setItems((rows) => [
                ...rows,
                { key: serial.current++, id: null, title: "", presenter: "", minutes: "", isKept: false },
              ])
            }
          >
            + {t("addItem")}
          </Button>
        </div>
        <p role="alert" className={dossier.error}>
          {faultOf("items")}
        </p>
      </fieldset>
      <p role="alert" className={dossier.error}>
        {act.error ? words(act.error) : null}
      </p>
      <DialogFoot
        onCancel={onCancel}
        submit={t(meeting ? "save" : "make")}
        isReady={said.title.trim() !== "" && said.place.trim() !== "" && said.day !== null}
        isSending={act.isPending}
      />
    </form>
  );
}

/** The rows with one of them a place further up. */
function raised<T>(rows: readonly T[], i: number): T[] {
  const [above, one] = [rows[i - 1], rows[i]];
  return above === undefined || one === undefined ? [...rows] : [...rows.slice(0, i - 1), one, above, ...rows.slice(i + 1)];
}
