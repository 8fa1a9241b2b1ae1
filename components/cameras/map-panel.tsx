"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { CameraView } from "@/lib/cameras/model";
import type { Shape } from "../map/wards";
import { lazily } from "../ui/lazily";
import { Panel } from "../ui/panel";
import { Bone } from "../ui/states";
import { CameraTile } from "./camera-tile";
import classes from "./cameras.module.css";

const CameraMap = lazily(() => import("./camera-map").then((m) => m.default), { Waiting: () => <Bone height="24rem" /> });
type Props = {
  cameras: readonly CameraView[];
  total: number;
  shapes: readonly Shape[];
  onWatch(camera: CameraView): void;
  onEdit: ((camera: CameraView) => void) | null;
};

/** The cameras of the list on the map of the city; one that is picked shows its last picture beside it. */
export function MapPanel({ cameras, total, shapes, onWatch, onEdit }: Props) {
  const t = useTranslations("cameras.map");
  const [picked, setPicked] = useState<number | null>(null);
  const camera = cameras.find(({ id }) => id === picked);
  const sited = cameras.filter(({ latitude }) => latitude !== null).length;
  if (sited === 0) return null;
  return (
    <Panel title={t("title")} note={t("note", { sited, total })}>
      <div className={classes.mapped}>
        <CameraMap cameras={cameras} shapes={shapes} onPick={({ id }) => setPicked(id)} />
        {camera ? (
          <ul className={classes.card} aria-label={t("picked")}>
            <CameraTile camera={camera} onEdit={onEdit ? () => onEdit(camera) : null} onWatch={() => onWatch(camera)} />
          </ul>
        ) : (
          <p className={classes.quiet}>{t("pick")}</p>
        )}
      </div>
    </Panel>
  );
}
