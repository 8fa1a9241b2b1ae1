"use client";
import { Modal } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { groupName } from "@/lib/cameras/labels";
import type { CameraView } from "@/lib/cameras/model";
import { useFocusBack } from "../ui/focus-back";
import classes from "./cameras.module.css";
import { LivePicture } from "./live-picture";

/** One camera, large and as it is now, with what it is there for: whoever looks is told, and the log is. */
export function LiveDialog({ camera, onClose }: { camera: CameraView; onClose(): void }) {
  const t = useTranslations("cameras.live");
  const ui = useTranslations("ui");
  const locale = useLocale();
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{camera.name}</strong>}
      size="min(72rem, 96vw)"
      closeButtonProps={{ "aria-label": ui("close") }}
    >
      <LivePicture cameraId={camera.id} name={camera.name} quality="high" />
      <p className={classes.about}>
        {[camera.code, groupName(locale, camera.group), camera.unit.name, camera.area?.name ?? camera.address]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {camera.purpose ? <p className={classes.about}>{t("purpose", { purpose: camera.purpose })}</p> : null}
      {camera.health.codec !== null && camera.health.codec !== "H264" ? (
        <p className={classes.about}>{t("madeAnew", { codec: camera.health.codec })}</p>
      ) : null}
      <p className={classes.about}>{t("told")}</p>
    </Modal>
  );
}
