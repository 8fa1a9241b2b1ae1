"use client";
// Before our own sheet, which paints over it.
import "leaflet/dist/leaflet.css";
import leaflet from "leaflet";
import { useEffect, useRef } from "react";
import { useLocale, useTranslations } from "use-intl";
import { cameraStateWords } from "@/lib/cameras/labels";
import { type CameraView, cameraStates } from "@/lib/cameras/model";
import { viewCone } from "@/lib/cameras/rules";
import { say } from "@/lib/words";
import type { Shape } from "../map/wards";
import { verdictMarks } from "../ui/verdict";
import classes from "./camera-map.module.css";
import { clustersOf } from "./clusters";
import { drawGround } from "./ground";
import { verdictOf } from "./state-mark";

/** Points of the screen: nearer than that two marks would hide each other. */
const apart = 30;
/** From this zoom on a street is wide enough to see where a camera looks. */
const coneZoom = 15;
const worst = (all: readonly CameraView[]) => [...all].sort((a, b) => rank(a) - rank(b))[0]?.health.state ?? "UNKNOWN";
const rank = ({ health }: CameraView) =>
  ["bad", "watch", "no-data", "good"].indexOf(verdictOf[health.state]) * 10 + cameraStates.indexOf(health.state);
type Sited = CameraView & { latitude: number; longitude: number };
const isSited = (camera: CameraView): camera is Sited => camera.latitude !== null && camera.longitude !== null;

/** The city's cameras where they stand, each by the shape and colour of how it stands; many at one place as their number and the worst of them. */
export default function CameraMap({
  cameras,
  shapes,
  onPick,
}: {
  cameras: readonly CameraView[];
  shapes: readonly Shape[];
  onPick(camera: CameraView): void;
}) {
  const t = useTranslations("cameras.map");
  const locale = useLocale();
  const holder = useRef<HTMLElement>(null);
  const drawn = useRef<{ map: leaflet.Map; marks: leaflet.LayerGroup } | null>(null);
  const begins = useRef(cameras);
  const pick = useRef(onPick);
  pick.current = onPick;

  // The ground is drawn once: where somebody has moved it, it stays while states change.
  useEffect(() => {
    const place = holder.current;
    if (!place) return;
    const at = begins.current.filter(isSited).map(({ latitude, longitude }) => [latitude, longitude] as const);
    const { map, stop } = drawGround(place, { shapes, at, words: { nearer: t("nearer"), further: t("further") } });
    drawn.current = { map, marks: leaflet.layerGroup().addTo(map) };
    return () => {
      drawn.current = null;
      stop();
    };
  }, [shapes, t]);

  useEffect(() => {
    const { map, marks } = drawn.current ?? {};
    if (!map || !marks) return;
    const draw = () => {
      marks.clearLayers();
      const sited = cameras.filter(isSited);
      if (map.getZoom() >= coneZoom)
        for (const { latitude, longitude, bearingDegrees, viewDegrees, viewMetres, health } of sited)
          if (bearingDegrees !== null && viewDegrees !== null && viewMetres !== null)
            leaflet
              .polygon(viewCone({ latitude, longitude }, { bearingDegrees, viewDegrees, viewMetres }), {
                ...{ interactive: false, weight: 1, className: classes.cone, fillOpacity: 0.35 },
                ...{ color: `var(--${verdictOf[health.state]})`, fillColor: `var(--${verdictOf[health.state]}-fill)` },
              })
              .addTo(marks);
      const placed = sited.map((camera) => ({ ...map.latLngToContainerPoint([camera.latitude, camera.longitude]), of: camera }));
      for (const { x, y, of } of clustersOf(placed, apart)) {
        const [only] = of;
        const verdict = verdictOf[worst(of)];
        const mark = document.createElement("span");
        mark.className = classes.mark ?? "";
        mark.dataset.verdict = verdict;
        mark.textContent = of.length === 1 ? verdictMarks[verdict] : String(of.length);
        const name =
          of.length === 1 && only
            ? `${only.name}: ${say(locale, cameraStateWords[only.health.state])}`
            : t("heap", { count: of.length });
        leaflet
          .marker(map.containerPointToLatLng([x, y]), {
            icon: leaflet.divIcon({ html: mark, className: classes.icon ?? "", iconSize: [28, 28] }),
            title: name,
            alt: name,
          })
          .on("click keypress", () => {
            if (of.length === 1 && only) pick.current(only);
            else
              map.fitBounds(leaflet.latLngBounds(of.map((one) => [one.latitude, one.longitude])), {
                padding: [48, 48],
                maxZoom: 18,
                animate: false,
              });
          })
          .addTo(marks);
      }
    };
    draw();
    map.on("moveend zoomend", draw);
    return () => {
      map.off("moveend zoomend", draw);
    };
  }, [cameras, locale, t]);

  return <section ref={holder} className={classes.map} aria-label={t("label")} />;
}
