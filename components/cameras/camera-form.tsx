"use client";
import { Modal, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { groupName } from "@/lib/cameras/labels";
import type { CameraInput, CameraSettings, CameraView } from "@/lib/cameras/model";
import type { Shape } from "../map/wards";
import { anyAnswer, useAct } from "../ui/act";
import { DayField } from "../ui/day-field";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { faultAt } from "../ui/field-faults";
import { useFocusBack } from "../ui/focus-back";
import { Bone, FailedState } from "../ui/states";
import classes from "./cameras.module.css";
import { settingsQuery } from "./cameras-query";
import { numberIn, type Place } from "./place";
import { PlaceFields } from "./place-fields";
import { type Device, type SignIn, StreamFields } from "./stream-fields";

type Choice = { id: number; name: string };
type GroupChoice = Choice & { nameEn: string; isRetired: boolean };
export type CameraChoices = {
  today: string;
  groups: readonly GroupChoice[];
  units: readonly Choice[];
  areas: readonly Choice[];
};
type Props = {
  camera: CameraView | null;
  choices: CameraChoices;
  shapes: readonly Shape[];
  onClose(): void;
  onDone(name: string): Promise<void>;
};

/** Registers a camera or changes one. Its name and password are entered and never shown. */
export function CameraForm(props: Props) {
  const t = useTranslations("cameras");
  const ui = useTranslations("ui");
  useFocusBack();
  const { camera, onClose } = props;
  const settings = useQuery({ ...settingsQuery(camera?.id ?? 0), enabled: camera !== null });
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{camera ? t("editOne", { name: camera.name }) : t("add")}</strong>}
      size="xl"
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      {camera === null ? <Fields {...props} kept={null} /> : null}
      {camera && settings.data ? <Fields key={settings.data.version} {...props} kept={settings.data} /> : null}
      {camera && settings.isPending ? <Bone height="20rem" /> : null}
      {settings.error ? <FailedState error={settings.error} onRetry={() => void settings.refetch()} /> : null}
    </Modal>
  );
}

function Fields({ choices, shapes, kept, onClose, onDone }: Omit<Props, "camera"> & { kept: CameraSettings | null }) {
  const t = useTranslations("cameras.form");
  const locale = useLocale();
  const form = useRef<HTMLFormElement>(null);
  const [signIn, setSignIn] = useState<SignIn>(kept?.hasSignIn ? "keep" : "remove");
  const [name, setName] = useState(kept?.name ?? "");
  const [place, setPlace] = useState<Place>(() => ({
    ...{ latitude: kept?.latitude ?? "", longitude: kept?.longitude ?? "", bearingDegrees: kept?.bearingDegrees ?? "" },
    ...{ viewDegrees: kept?.viewDegrees ?? "", viewMetres: kept?.viewMetres ?? "" },
  }));
  const [device, setDevice] = useState<Device>(() => ({
    ...{ mainStream: kept?.mainStream ?? "", subStream: kept?.subStream ?? "", snapshotUrl: kept?.snapshotUrl ?? "" },
    model: kept?.model ?? "",
  }));
  const send = useAct(anyAnswer, () => onDone(name.trim()));
  const faultOf = (field: string) => faultAt(send.error, field);
  // In a long form the first field at fault may be out of sight.
  useEffect(() => {
    if (send.error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [send.error]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = bodyOf(new FormData(event.currentTarget), { place, device, signIn });
    send.mutate(
      kept
        ? { method: "PUT", url: `/api/v1/cameras/${kept.id}/settings`, body: { ...body, version: kept.version } }
        : { method: "POST", url: "/api/v1/cameras", body },
    );
  };
  const select = (of: readonly Choice[]) => of.map(({ id, name: label }) => ({ value: String(id), label }));
  // A retired group is there for the cameras that are in it.
  const groups = choices.groups
    .filter(({ id, isRetired }) => !isRetired || id === kept?.groupId)
    .map((group) => ({ id: group.id, name: groupName(locale, group) }));
  return (
    <form ref={form} className={classes.form} onSubmit={submit}>
      <div className={classes.two}>
        <TextInput
          name="name"
          label={t("name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          maxLength={200}
          error={faultOf("name")}
          data-autofocus
        />
        <TextInput
          name="code"
          label={t("code")}
          description={t("codeHelp")}
          defaultValue={kept?.code}
          required
          maxLength={40}
          error={faultOf("code")}
        />
        <NativeSelect
          name="groupId"
          label={t("group")}
          data={select(groups)}
          defaultValue={kept ? String(kept.groupId) : undefined}
          error={faultOf("groupId")}
        />
        <NativeSelect
          name="unitId"
          label={t("unit")}
          data={select(choices.units)}
          defaultValue={kept ? String(kept.unitId) : undefined}
          error={faultOf("unitId")}
        />
        <NativeSelect
          name="areaId"
          label={t("area")}
          data={[{ value: "", label: t("noArea") }, ...select(choices.areas)]}
          defaultValue={kept?.areaId ? String(kept.areaId) : ""}
          error={faultOf("areaId")}
        />
        <TextInput
          name="address"
          label={t("address")}
          defaultValue={kept?.address ?? ""}
          maxLength={300}
          error={faultOf("address")}
        />
      </div>
      <StreamFields
        device={device}
        signIn={signIn}
        hasSignIn={kept?.hasSignIn ?? false}
        faultOf={faultOf}
        onDevice={(change) => setDevice((before) => ({ ...before, ...change }))}
        onSignIn={setSignIn}
      />
      <PlaceFields
        place={place}
        shapes={shapes}
        faultOf={faultOf}
        onPlace={(change) => setPlace((before) => ({ ...before, ...change }))}
      />
      <div className={classes.two}>
        <TextInput
          label={t("model")}
          value={device.model}
          onChange={(event) => setDevice({ ...device, model: event.currentTarget.value })}
          maxLength={200}
          error={faultOf("model")}
        />
        <TextInput
          name="purpose"
          label={t("purpose")}
          defaultValue={kept?.purpose ?? ""}
          maxLength={500}
          error={faultOf("purpose")}
        />
        <DayField
          name="validFrom"
          label={t("from")}
          required
          defaultValue={kept?.validFrom ?? choices.today}
          error={faultOf("validFrom")}
        />
        <DayField name="validUntil" label={t("until")} defaultValue={kept?.validUntil ?? null} error={faultOf("validUntil")} />
      </div>
      <Textarea
        name="note"
        label={t("note")}
        defaultValue={kept?.note ?? ""}
        maxLength={1_000}
        autosize
        minRows={2}
        error={faultOf("note")}
      />
      <Fault error={send.error} />
      <DialogFoot onCancel={onClose} isSending={send.isPending} isSticky />
    </form>
  );
}

/** What was filled in, as the API takes it: an empty field is none. */
function bodyOf(form: FormData, { place, device, signIn }: { place: Place; device: Device; signIn: SignIn }): CameraInput {
  const text = (key: string) => String(form.get(key) ?? "").trim();
  const orNull = (said: string) => said.trim() || null;
  return {
    ...{ code: text("code"), name: text("name"), groupId: Number(text("groupId")), unitId: Number(text("unitId")) },
    ...{ areaId: text("areaId") === "" ? null : Number(text("areaId")), address: orNull(text("address")) },
    ...{ purpose: orNull(text("purpose")), note: orNull(text("note")), model: orNull(device.model) },
    ...{ latitude: numberIn(place.latitude), longitude: numberIn(place.longitude) },
    ...{ bearingDegrees: numberIn(place.bearingDegrees), viewDegrees: numberIn(place.viewDegrees) },
    ...{ viewMetres: numberIn(place.viewMetres), mainStream: orNull(device.mainStream) },
    ...{ subStream: orNull(device.subStream), snapshotUrl: orNull(device.snapshotUrl) },
    ...{ validFrom: text("validFrom"), validUntil: orNull(text("validUntil")) },
    ...(signIn === "keep"
      ? {}
      : {
          signIn:
            signIn === "remove" ? null : { name: String(form.get("user") ?? ""), password: String(form.get("password") ?? "") },
        }),
  };
}
