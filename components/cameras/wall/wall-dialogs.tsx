"use client";
import { Checkbox, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { groupName } from "@/lib/cameras/labels";
import type { CameraView } from "@/lib/cameras/model";
import { searchable } from "@/lib/words";
import { useAct } from "../../ui/act";
import { DialogFoot } from "../../ui/dialog-foot";
import { Fault } from "../../ui/fault";
import { useFocusBack } from "../../ui/focus-back";
import form from "../../ui/form.module.css";
import { StateMark } from "../state-mark";
import type { Asked } from "./places";
import classes from "./wall-dialogs.module.css";

const acted = () => import("@/lib/cameras/model").then((m) => m.CameraActed);

/** Keeps what hangs on the wall under a name. */
export function SaveDialog({
  asked,
  places,
  name,
  onClose,
  onDone,
}: {
  asked: Asked;
  places: readonly number[];
  name: string;
  onClose(): void;
  onDone(id: number, name: string): Promise<void>;
}) {
  const t = useTranslations("cameraWall");
  const ui = useTranslations("ui");
  useFocusBack();
  const [said, setSaid] = useState(name);
  const send = useAct(acted, ({ id }) => onDone(id, said));
  return (
    <Modal opened onClose={onClose} title={<strong>{t("saveAs")}</strong>} closeButtonProps={{ "aria-label": ui("close") }}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          const body = {
            ...{ name: String(data.get("name") ?? "").trim(), isShared: data.get("share") === "on" },
            ...{ grid: asked.grid, patrolSeconds: asked.patrolSeconds, cameraIds: places },
          };
          setSaid(body.name);
          send.mutate({ method: "POST", url: "/api/v1/camera-layouts", body });
        }}
      >
        <TextInput name="name" label={t("name")} defaultValue={name} required maxLength={80} data-autofocus />
        <Checkbox name="share" label={t("share")} />
        <Fault error={send.error} />
        <DialogFoot onCancel={onClose} isSending={send.isPending} />
      </form>
    </Modal>
  );
}

/** Which camera hangs in a place. */
export function ChooseDialog({
  cameras,
  place,
  isFilled,
  onClose,
  onPick,
}: {
  cameras: readonly CameraView[];
  place: number;
  isFilled: boolean;
  onClose(): void;
  onPick(cameraId: number): void;
}) {
  const t = useTranslations("cameraWall");
  const ui = useTranslations("ui");
  useFocusBack();
  const locale = useLocale();
  const [text, setText] = useState("");
  const words = searchable(text).split(" ").filter(Boolean);
  const found = cameras.filter(({ code, name, unit, group }) => {
    const said = searchable([code, name, unit.name, groupName(locale, group)].join(" "));
    return words.every((word) => said.includes(word));
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t("fill", { place })}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const [first] = found;
          if (first) onPick(first.id);
        }}
      >
        <TextInput
          type="search"
          aria-label={t("chooseFind")}
          placeholder={t("chooseFind")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={100}
          data-autofocus
        />
      </form>
      <ul className={classes.choices}>
        {isFilled ? (
          <li>
            <button type="button" onClick={() => onPick(0)}>
              {t("clear")}
            </button>
          </li>
        ) : null}
        {found.slice(0, 100).map((camera) => (
          <li key={camera.id}>
            <button type="button" onClick={() => onPick(camera.id)}>
              <b>{camera.name}</b> <span>{[camera.code, groupName(locale, camera.group)].join(" · ")}</span>
              <span className={classes.state}>
                <StateMark state={camera.health.state} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className={classes.quiet}>{t("chooseNone")}</p> : null}
    </Modal>
  );
}

const keys = [
  ["1 2 3 4 5", "grid"],
  ["← ↑ → ↓", "move"],
  ["Enter", "open"],
  ["Esc", "close"],
  ["PageUp PageDown", "page"],
  ["Space", "patrol"],
  ["M", "hold"],
  ["C", "fill"],
  ["Delete", "clear"],
  ["S", "save"],
  ["F", "full"],
  ["?", "help"],
] as const;

/** Everything on the wall that has a key. */
export function KeysDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations("cameraWall");
  const ui = useTranslations("ui");
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t("keys")}</strong>}
      closeButtonProps={{ "aria-label": ui("close") }}
      size="lg"
    >
      <dl className={classes.keys}>
        {keys.map(([pressed, does]) => (
          <div key={does}>
            <dt>
              {pressed.split(" ").map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </dt>
            <dd>{t(`help.${does}`)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.quiet}>{t("help.note")}</p>
    </Modal>
  );
}
