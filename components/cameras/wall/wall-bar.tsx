import {
  IconArrowLeft,
  IconArrowsMaximize,
  IconArrowsMove,
  IconChevronLeft,
  IconChevronRight,
  IconDeviceFloppy,
  IconKeyboard,
  IconPlayerPause,
  IconPlayerPlay,
  IconSquarePlus,
  IconTrash,
} from "@tabler/icons-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { type CameraWall, type WallGrid, wallGrids } from "@/lib/cameras/model";
import type { Asked } from "./places";
import classes from "./wall.module.css";

const patrols = [0, 5, 10, 15, 30, 60, 120, 300] as const;

type Props = {
  wall: CameraWall;
  asked: Asked;
  isDraft: boolean;
  isOwn: boolean;
  isPaused: boolean;
  hasPages: boolean;
  isHidden: boolean;
  onLayout(layout: string): void;
  onGrid(grid: WallGrid): void;
  onPatrol(seconds: number): void;
  onPause(): void;
  onTurn(by: number): void;
  onHold(): void;
  onAddPage(): void;
  onSave(): void;
  onDiscard(): void;
  onRemove(): void;
  onFull(): void;
  onKeys(): void;
};

/** What hangs on the wall and how, for whoever has a mouse; it goes out of the way by itself. */
export function WallBar({ wall, asked, isDraft, isOwn, isPaused, hasPages, isHidden, ...on }: Props) {
  const t = useTranslations("cameraWall");
  const own = wall.layouts.filter((one) => one.isOwn);
  const shared = wall.layouts.filter((one) => !one.isOwn);
  const picked = (select: HTMLSelectElement) => select.blur();
  return (
    <div className={classes.bar} role="toolbar" aria-label={t("bar")} data-hidden={isHidden || undefined}>
      <Link href="/cameras" className={classes.act} aria-label={t("leave")} title={t("leave")}>
        <IconArrowLeft size="1.25rem" aria-hidden />
      </Link>
      <label className={classes.pick}>
        <span>{t("layout")}</span>
        <select
          value={asked.layout}
          onChange={({ currentTarget }) => {
            on.onLayout(currentTarget.value);
            picked(currentTarget);
          }}
        >
          {own.length > 0 ? (
            <optgroup label={t("own")}>
              {own.map(({ id, name }) => (
                <option key={id} value={String(id)}>
                  {name}
                </option>
              ))}
            </optgroup>
          ) : null}
          {shared.length > 0 ? (
            <optgroup label={t("shared")}>
              {shared.map(({ id, name, byName }) => (
                <option key={id} value={String(id)}>
                  {t("sharedBy", { name, by: byName })}
                </option>
              ))}
            </optgroup>
          ) : null}
          <optgroup label={t("groups")}>
            <option value="all">{t("all")}</option>
            {wall.groups.map(({ id, name }) => (
              <option key={id} value={`group-${id}`}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <fieldset className={classes.grids}>
        <legend>{t("grid")}</legend>
        {wallGrids.map((grid, i) => (
          <button
            key={grid}
            type="button"
            className={classes.act}
            aria-pressed={grid === asked.grid}
            aria-label={t("gridOf", { count: grid })}
            title={`${t("gridOf", { count: grid })} (${i + 1})`}
            onClick={() => on.onGrid(grid)}
          >
            {grid}
          </button>
        ))}
      </fieldset>
      <label className={classes.pick}>
        <span>{t("patrol")}</span>
        <select
          value={String(asked.patrolSeconds)}
          onChange={({ currentTarget }) => {
            on.onPatrol(Number(currentTarget.value));
            picked(currentTarget);
          }}
        >
          {[...new Set([...patrols, asked.patrolSeconds])]
            .sort((a, b) => a - b)
            .map((seconds) => (
              <option key={seconds} value={String(seconds)}>
                {seconds === 0
                  ? t("patrolOff")
                  : seconds % 60 === 0
                    ? t("minutes", { count: seconds / 60 })
                    : t("seconds", { count: seconds })}
              </option>
            ))}
        </select>
      </label>
      {asked.patrolSeconds > 0 ? (
        <Act label={t(isPaused ? "resume" : "pause")} keyed="Space" onClick={on.onPause}>
          {isPaused ? <IconPlayerPlay size="1.25rem" aria-hidden /> : <IconPlayerPause size="1.25rem" aria-hidden />}
        </Act>
      ) : null}
      {hasPages ? (
        <>
          <Act label={t("earlier")} keyed="PageUp" onClick={() => on.onTurn(-1)}>
            <IconChevronLeft size="1.25rem" aria-hidden />
          </Act>
          <Act label={t("later")} keyed="PageDown" onClick={() => on.onTurn(1)}>
            <IconChevronRight size="1.25rem" aria-hidden />
          </Act>
        </>
      ) : null}
      <span className={classes.gap} />
      <Act label={t("hold")} keyed="M" onClick={on.onHold}>
        <IconArrowsMove size="1.25rem" aria-hidden />
      </Act>
      <Act label={t("addPage")} onClick={on.onAddPage}>
        <IconSquarePlus size="1.25rem" aria-hidden />
      </Act>
      <Act label={t(isDraft && isOwn ? "save" : "saveAs")} keyed="S" isStrong={isDraft} onClick={on.onSave}>
        <IconDeviceFloppy size="1.25rem" aria-hidden />
      </Act>
      {isDraft ? (
        <button type="button" className={classes.act} onClick={on.onDiscard}>
          {t("discard")}
        </button>
      ) : isOwn ? (
        <Act label={t("remove")} onClick={on.onRemove}>
          <IconTrash size="1.25rem" aria-hidden />
        </Act>
      ) : null}
      <button type="button" className={classes.act} aria-keyshortcuts="?" onClick={on.onKeys}>
        <IconKeyboard size="1.25rem" aria-hidden /> {t("keys")} <kbd aria-hidden>?</kbd>
      </button>
      <Act label={t("full")} keyed="F" onClick={on.onFull}>
        <IconArrowsMaximize size="1.25rem" aria-hidden />
      </Act>
    </div>
  );
}

function Act({
  label,
  keyed,
  isStrong = false,
  onClick,
  children,
}: {
  label: string;
  keyed?: string;
  isStrong?: boolean;
  onClick(): void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={classes.act}
      aria-label={label}
      aria-keyshortcuts={keyed}
      title={keyed ? `${label} (${keyed})` : label}
      data-strong={isStrong || undefined}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
