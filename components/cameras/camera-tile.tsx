import { Button } from "@mantine/core";
import { IconPlayerPlayFilled } from "@tabler/icons-react";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { cameraProofWords, groupName } from "@/lib/cameras/labels";
import type { CameraView } from "@/lib/cameras/model";
import { formatInstant, say } from "@/lib/words";
import classes from "./cameras.module.css";
import { StateMark, verdictOf } from "./state-mark";

type Props = { camera: CameraView; onEdit: (() => void) | null; onWatch(): void };
/** A camera: its last picture with the time of it in the picture, how it stands since when, and what proves that. */
export function CameraTile({ camera, onEdit, onWatch }: Props) {
  const t = useTranslations("cameras");
  const locale = useLocale();
  const { health } = camera;
  const time = (instant: string) => formatInstant(new Date(instant));
  return (
    <li className={classes.tile} data-state={health.state} data-camera={camera.code}>
      <div className={classes.frame}>
        {health.pictureAt ? (
          <>
            {/* biome-ignore lint/performance/noImgElement: a picture behind a sign-in, of a size of its own, taken anew each minute. */}
            <img
              src={`/api/v1/cameras/${camera.id}/picture?at=${encodeURIComponent(health.pictureAt)}`}
              alt={t("pictureOf", { name: camera.name, at: time(health.pictureAt) })}
              loading="lazy"
              decoding="async"
            />
            <p className={classes.stamp}>{t("pictureAt", { at: time(health.pictureAt) })}</p>
          </>
        ) : (
          <p className={classes.none}>{t("noPicture")}</p>
        )}
        {camera.hasStream ? (
          <button type="button" className={classes.watch} onClick={onWatch} aria-label={t("live.open", { name: camera.name })}>
            <IconPlayerPlayFilled size={28} aria-hidden="true" />
          </button>
        ) : null}
      </div>
      <div className={classes.words}>
        <h3 className={classes.name}>
          <Link href={`/cameras/${camera.id}`}>{camera.name}</Link> <span className={classes.code}>{camera.code}</span>
        </h3>
        <p className={classes.state} data-verdict={verdictOf[health.state]}>
          <StateMark state={health.state} /> <span className={classes.since}>{t("since", { at: time(health.sinceAt) })}</span>
        </p>
        {health.isMaintained ? <p className={classes.maintained}>{t("maintained")}</p> : null}
        {health.state === "ONLINE" ? null : <p className={classes.proof}>{say(locale, cameraProofWords[health.proof])}</p>}
        <p className={classes.where}>
          {[groupName(locale, camera.group), camera.unit.name, camera.area?.name ?? camera.address].filter(Boolean).join(" · ")}
        </p>
        <p className={classes.foot}>
          <span>{health.checkedAt ? t("checkedAt", { at: time(health.checkedAt) }) : t("neverChecked")}</span>
          {onEdit ? (
            <Button variant="default" size="compact-sm" onClick={onEdit} aria-label={t("editOne", { name: camera.name })}>
              {t("edit")}
            </Button>
          ) : null}
        </p>
      </div>
    </li>
  );
}
