import { type CSSProperties, type ReactNode, type RefObject, useState } from "react";
import { useTranslations } from "use-intl";
import type { CameraView, WallGrid } from "@/lib/cameras/model";
import { sideOf } from "./places";
import classes from "./wall.module.css";

type Props = {
  ref: RefObject<HTMLUListElement | null>;
  ids: readonly number[];
  grid: WallGrid;
  byId: ReadonlyMap<number, CameraView>;
  marked: number;
  heldId: number | null;
  picture(camera: CameraView, isLarge: boolean): ReactNode;
  onMark(place: number): void;
  onOpen(place: number): void;
  onDrag(from: number, to: number): void;
  onDragging(isDragging: boolean): void;
};

/** A page of the wall: a picture in each place, to be opened, and dragged to another. */
export function WallTiles({ ref, ids, grid, byId, marked, heldId, picture, onMark, onOpen, onDrag, onDragging }: Props) {
  const t = useTranslations("cameraWall");
  const [dragged, setDragged] = useState<number | null>(null);
  const drag = (place: number | null) => {
    setDragged(place);
    onDragging(place !== null);
  };
  return (
    <ul ref={ref} className={classes.tiles} aria-label={t("tiles")} style={{ "--side": sideOf(grid) } as CSSProperties}>
      {ids.map((id, place) => {
        const camera = byId.get(id);
        const label = camera ? t("open", { name: camera.name }) : id === 0 ? t("emptyOne", { place: place + 1 }) : t("gone");
        return (
          <li
            // A picture goes with its camera when it is moved; an empty place is its own.
            key={camera ? `c${id}` : `p${place}`}
            className={classes.tile}
            data-camera={camera?.code}
            data-held={(heldId === id && id !== 0) || undefined}
            data-over={(dragged !== null && dragged !== place) || undefined}
            draggable={id !== 0}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              event.dataTransfer.setData("text/plain", String(place));
              drag(place);
            }}
            onDragEnd={() => drag(null)}
            onDragOver={(event) => dragged !== null && event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) onDrag(dragged, place);
              drag(null);
            }}
          >
            <button
              type="button"
              className={classes.press}
              data-place={place}
              tabIndex={place === marked ? 0 : -1}
              aria-label={label}
              aria-describedby={camera ? `wall-${id}` : undefined}
              onFocus={() => onMark(place)}
              onClick={() => onOpen(place)}
            />
            <div id={camera ? `wall-${id}` : undefined} className={classes.under}>
              {camera ? picture(camera, false) : <span className={classes.nothing}>{id === 0 ? t("empty") : t("gone")}</span>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
