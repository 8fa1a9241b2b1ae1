import { useLocale, useTranslations } from "use-intl";
import { cameraStateWords, refusals } from "@/lib/cameras/labels";
import type { CameraView } from "@/lib/cameras/model";
import { formatInstant, say } from "@/lib/words";
import { VerdictShape } from "../../ui/verdict";
import { verdictOf } from "../state-mark";
import { useLasting } from "../use-lasting";
import classes from "./wall.module.css";
import type { TileState } from "./wall-stream";

type Props = {
  camera: CameraView;
  /** Null where nothing is asked for: it is away, or has no stream. */
  state: TileState | null;
  now: number;
  isLarge: boolean;
  attach(video: HTMLVideoElement | null): void;
};

const hasWords = (code: string): code is keyof typeof refusals => code in refusals;

/** A camera's picture on the wall: live, or its last one with the time and age of it, and what is wrong. */
export function TilePicture({ camera, state, now, isLarge, attach }: Props) {
  const t = useTranslations("cameraWall");
  const ui = useTranslations("ui");
  const locale = useLocale();
  const lasting = useLasting();
  const { health } = camera;
  const isLive = state?.kind === "live";
  const time = (instant: string) => {
    const said = formatInstant(new Date(instant));
    // Of today the hour is enough, of another day no year.
    return said.endsWith(formatInstant(new Date(now)).slice(6)) ? said.slice(0, 5) : said.slice(0, 11);
  };
  const ago = (instant: string) => lasting(now - Date.parse(instant));
  const isTroubled = health.state !== "ONLINE" && health.state !== "UNKNOWN";
  const why = !camera.hasStream
    ? t("pictures")
    : state === null
      ? null
      : state.kind === "failed"
        ? hasWords(state.code)
          ? say(locale, refusals[state.code])
          : ui(state.code === "offline" ? "offline" : "failed")
        : state.kind === "live"
          ? null
          : t(state.kind);
  return (
    <div className={classes.picture} data-live={isLive || undefined} data-large={isLarge || undefined}>
      {camera.hasStream ? <video ref={attach} muted autoPlay playsInline aria-hidden="true" tabIndex={-1} /> : null}
      {!isLive && health.pictureAt ? (
        // biome-ignore lint/performance/noImgElement: a picture behind a sign-in, of a size of its own, taken anew each minute.
        <img
          src={`/api/v1/cameras/${camera.id}/picture?at=${encodeURIComponent(health.pictureAt)}`}
          alt=""
          decoding="async"
          data-old={isTroubled || undefined}
        />
      ) : null}
      <div className={classes.words}>
        {isTroubled ? (
          <p className={classes.trouble} data-verdict={verdictOf[health.state]}>
            <VerdictShape verdict={verdictOf[health.state]} />{" "}
            <span>
              {t("stateSince", { state: say(locale, cameraStateWords[health.state]), at: time(health.sinceAt) })},{" "}
              {t("lasted", { time: ago(health.sinceAt) })}
            </span>
          </p>
        ) : null}
        <p className={classes.name}>
          {isLive ? <span className={classes.dot} role="img" aria-label={t("now")} /> : null}
          <span>{camera.name}</span>
        </p>
        {health.isMaintained ? <p className={classes.age}>{t("maintained")}</p> : null}
        {isLive ? null : (
          <p className={classes.age}>
            {[
              isTroubled ? null : why,
              health.pictureAt === null
                ? t("noPicture")
                : now - Date.parse(health.pictureAt) < 60_000
                  ? t("pictureNow", { at: time(health.pictureAt) })
                  : t("pictureAt", { at: time(health.pictureAt), age: ago(health.pictureAt) }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        )}
      </div>
    </div>
  );
}
