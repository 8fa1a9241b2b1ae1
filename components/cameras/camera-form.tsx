"use client";
import { Button, Modal, NativeSelect, NumberInput, PasswordInput, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import type { CameraInput, CameraSettings, CameraView } from "@/lib/cameras/model";
import { anyAnswer, useAct } from "../ui/act";
import { DayField } from "../ui/day-field";
import { DialogFoot } from "../ui/dialog-foot";
import { Fault } from "../ui/fault";
import { useFocusBack } from "../ui/focus-back";
import { Bone, FailedState } from "../ui/states";
import classes from "./cameras.module.css";
import { settingsQuery } from "./cameras-query";

type Choice = { id: number; name: string };
export type CameraChoices = { today: string; groups: readonly Choice[]; units: readonly Choice[]; areas: readonly Choice[] };
type Props = { camera: CameraView | null; choices: CameraChoices; onClose(): void; onDone(name: string): Promise<void> };

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

type SignIn = "keep" | "enter" | "remove";
function Fields({ choices, kept, onClose, onDone }: Props & { kept: CameraSettings | null }) {
  const t = useTranslations("cameras.form");
  const [signIn, setSignIn] = useState<SignIn>(kept?.hasSignIn ? "keep" : "remove");
  const [name, setName] = useState(kept?.name ?? "");
  const send = useAct(anyAnswer, () => onDone(name.trim()));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = bodyOf(new FormData(event.currentTarget), signIn);
    send.mutate(
      kept
        ? { method: "PUT", url: `/api/v1/cameras/${kept.id}/settings`, body: { ...body, version: kept.version } }
        : { method: "POST", url: "/api/v1/cameras", body },
    );
  };
  const select = (of: readonly Choice[]) => of.map(({ id, name: label }) => ({ value: String(id), label }));
  const number = (key: "latitude" | "longitude" | "bearingDegrees" | "viewDegrees" | "viewMetres") => ({
    name: key,
    defaultValue: kept?.[key] ?? "",
    hideControls: true,
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <div className={classes.two}>
        <TextInput
          name="name"
          label={t("name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          maxLength={200}
          data-autofocus
        />
        <TextInput name="code" label={t("code")} description={t("codeHelp")} defaultValue={kept?.code} required maxLength={40} />
        <NativeSelect
          name="groupId"
          label={t("group")}
          data={select(choices.groups)}
          defaultValue={kept ? String(kept.groupId) : undefined}
        />
        <NativeSelect
          name="unitId"
          label={t("unit")}
          data={select(choices.units)}
          defaultValue={kept ? String(kept.unitId) : undefined}
        />
        <NativeSelect
          name="areaId"
          label={t("area")}
          data={[{ value: "", label: t("noArea") }, ...select(choices.areas)]}
          defaultValue={kept?.areaId ? String(kept.areaId) : ""}
        />
        <TextInput name="address" label={t("address")} defaultValue={kept?.address ?? ""} maxLength={300} />
      </div>
      <fieldset className={classes.part}>
        <legend>{t("streams")}</legend>
        <TextInput
          name="mainStream"
          label={t("main")}
          placeholder="rtsp://"
          defaultValue={kept?.mainStream ?? ""}
          maxLength={500}
        />
        <TextInput
          name="subStream"
          label={t("sub")}
          description={t("subHelp")}
          placeholder="rtsp://"
          defaultValue={kept?.subStream ?? ""}
          maxLength={500}
        />
        <TextInput
          name="snapshotUrl"
          label={t("snapshot")}
          placeholder="http://"
          defaultValue={kept?.snapshotUrl ?? ""}
          maxLength={500}
        />
        <SignInFields state={signIn} hasSignIn={kept?.hasSignIn ?? false} onState={setSignIn} />
      </fieldset>
      <fieldset className={classes.part}>
        <legend>{t("place")}</legend>
        <div className={classes.two}>
          <NumberInput {...number("latitude")} label={t("latitude")} min={-90} max={90} decimalScale={6} />
          <NumberInput {...number("longitude")} label={t("longitude")} min={-180} max={180} decimalScale={6} />
          <NumberInput {...number("bearingDegrees")} label={t("bearing")} min={0} max={359} allowDecimal={false} />
          <NumberInput {...number("viewDegrees")} label={t("view")} min={1} max={360} allowDecimal={false} />
          <NumberInput {...number("viewMetres")} label={t("reach")} min={1} max={5_000} allowDecimal={false} />
        </div>
      </fieldset>
      <div className={classes.two}>
        <TextInput name="model" label={t("model")} defaultValue={kept?.model ?? ""} maxLength={200} />
        <TextInput name="purpose" label={t("purpose")} defaultValue={kept?.purpose ?? ""} maxLength={500} />
        <DayField name="validFrom" label={t("from")} required defaultValue={kept?.validFrom ?? choices.today} />
        <DayField name="validUntil" label={t("until")} defaultValue={kept?.validUntil ?? null} />
      </div>
      <Textarea name="note" label={t("note")} defaultValue={kept?.note ?? ""} maxLength={1_000} autosize minRows={2} />
      <Fault error={send.error} />
      <DialogFoot onCancel={onClose} isSending={send.isPending} isSticky />
    </form>
  );
}

function SignInFields({ state, hasSignIn, onState }: { state: SignIn; hasSignIn: boolean; onState(state: SignIn): void }) {
  const t = useTranslations("cameras.form");
  if (state === "enter")
    return (
      <div className={classes.two}>
        <TextInput name="user" label={t("user")} autoComplete="off" required maxLength={100} />
        <PasswordInput name="password" label={t("password")} autoComplete="new-password" required maxLength={200} />
        <Button variant="subtle" size="compact-sm" onClick={() => onState(hasSignIn ? "keep" : "remove")} className={classes.way}>
          {hasSignIn ? t("signInKeep") : t("signInRemove")}
        </Button>
      </div>
    );
  return (
    <div>
      <p className={classes.quiet}>{state === "keep" ? t("signInKept") : t("signInNone")}</p>
      <Button variant="default" size="compact-sm" onClick={() => onState("enter")}>
        {t("signInChange")}
      </Button>{" "}
      {state === "keep" ? (
        <Button variant="subtle" size="compact-sm" onClick={() => onState("remove")}>
          {t("signInRemove")}
        </Button>
      ) : hasSignIn ? (
        <Button variant="subtle" size="compact-sm" onClick={() => onState("keep")}>
          {t("signInKeep")}
        </Button>
      ) : null}
    </div>
  );
}

/** What was filled in, as the API takes it: an empty field is none, a decimal comma a point. */
function bodyOf(form: FormData, signIn: SignIn): CameraInput {
  const text = (key: string) => String(form.get(key) ?? "").trim();
  const orNull = (key: string) => text(key) || null;
  const number = (key: string) => (text(key) === "" ? null : Number(text(key).replace(",", ".")));
  return {
    ...{ code: text("code"), name: text("name"), groupId: Number(text("groupId")), unitId: Number(text("unitId")) },
    ...{ areaId: number("areaId"), address: orNull("address"), model: orNull("model"), purpose: orNull("purpose") },
    ...{ latitude: number("latitude"), longitude: number("longitude"), bearingDegrees: number("bearingDegrees") },
    ...{ viewDegrees: number("viewDegrees"), viewMetres: number("viewMetres"), note: orNull("note") },
    ...{ mainStream: orNull("mainStream"), subStream: orNull("subStream"), snapshotUrl: orNull("snapshotUrl") },
    ...{ validFrom: text("validFrom"), validUntil: orNull("validUntil") },
    ...(signIn === "keep"
      ? {}
      : {
          signIn:
            signIn === "remove" ? null : { name: String(form.get("user") ?? ""), password: String(form.get("password") ?? "") },
        }),
  };
}
