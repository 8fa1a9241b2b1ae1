import type { Direction, IndicatorKind, Target } from "../model";
import { judge } from "../rules";
import type { CameraCode } from "./codes";
import type { CameraReading, CameraSet } from "./model";

/** How cameras stood at the end of a day, and for how long they had by then since each was first counted. */
export type CamerasHeld = {
  inService: number;
  online: number;
  trouble: number;
  maintained: number;
  unknown: number;
  onlineMs: number;
  troubleMs: number;
  restored: number;
  restoredMs: number;
  hamlets: number;
  covered: number;
};
export const nothingHeld: CamerasHeld = {
  ...{ inService: 0, online: 0, trouble: 0, maintained: 0, unknown: 0, onlineMs: 0, troubleMs: 0 },
  ...{ restored: 0, restoredMs: 0, hamlets: 0, covered: 0 },
};
type Told = { top: number; bottom: number | null };
export type CameraDefinition = {
  kind: IndicatorKind;
  direction: Direction;
  /** `from`: at the end of the day before the period, `until`: of its last, `on`: of the day asked about. */
  of(held: { from: CamerasHeld; until: CamerasHeld; on: CamerasHeld }): Told;
  /** The lists that hold exactly those of the top and of the bottom; null where hours are summed, or there is no bottom. */
  set: CameraSet | null;
  base: CameraSet | null;
};

const hourMs = 3_600_000;
const between = (from: CamerasHeld, until: CamerasHeld, what: keyof CamerasHeld) => until[what] - from[what];

/** Every indicator of cameras, defined once. What was told of a day before the first camera was entered is nothing. */
export const cameraCatalogue: Readonly<Record<CameraCode, CameraDefinition>> = {
  "camera-connected-rate": {
    ...{ kind: "ratio", direction: "more", set: "online", base: "in-service" },
    of: ({ on }) => ({ top: on.online, bottom: on.inService }),
  },
  "camera-coverage-rate": {
    ...{ kind: "ratio", direction: "more", set: "covered", base: "hamlets" },
    of: ({ on }) => ({ top: on.covered, bottom: on.hamlets }),
  },
  "camera-availability-rate": {
    ...{ kind: "ratio", direction: "more", set: null, base: null },
    of: ({ from, until }) => {
      const online = between(from, until, "onlineMs");
      return { top: online / hourMs, bottom: (online + between(from, until, "troubleMs")) / hourMs };
    },
  },
  "camera-restore-hours": {
    ...{ kind: "mean", direction: "less", set: null, base: "restored" },
    of: ({ from, until }) => ({
      top: between(from, until, "restoredMs") / hourMs,
      bottom: between(from, until, "restored"),
    }),
  },
  "cameras-in-trouble": {
    ...{ kind: "stock-count", direction: "less", set: "in-trouble", base: null },
    of: ({ on }) => ({ top: on.trouble, bottom: null }),
  },
};

/** The reading of one indicator of cameras; `held` null: of a day of which the registry tells nothing. */
export function cameraReading(
  code: CameraCode,
  held: { from: CamerasHeld; until: CamerasHeld; on: CamerasHeld } | null,
  target: Target | null,
): CameraReading {
  const { direction, of } = cameraCatalogue[code];
  const { top, bottom } = of(held ?? { from: nothingHeld, until: nothingHeld, on: nothingHeld });
  const value = held === null || bottom === 0 ? null : bottom === null ? top : top / bottom;
  return { code, top, bottom, value, verdict: value === null ? "no-data" : judge({ top, bottom }, target, direction), target };
}
