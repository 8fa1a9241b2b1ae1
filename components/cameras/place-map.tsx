"use client";
// Before our own sheet, which paints over it.
import "leaflet/dist/leaflet.css";
import leaflet from "leaflet";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { viewCone } from "@/lib/cameras/rules";
import type { Shape } from "../map/wards";
import classes from "./camera-map.module.css";
import { drawGround } from "./ground";
import { numberIn, type Place, rounded } from "./place";

type At = { latitude: number; longitude: number };
type Props = { place: Place; shapes: readonly Shape[]; onPlace(at: At): void };
/** From here on a street is wide enough to say on which side of it a camera stands. */
const nearZoom = 16;
/** So many points of the screen an arrow key moves the mark; with the shift key one. */
const stepPoints = 8;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ...{ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] },
};
const isWhere = (latitude: number | null, longitude: number | null): boolean =>
  latitude !== null && longitude !== null && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180;

/** The ground, on which a camera is put by a click, by dragging its mark or by the arrow keys; what it sees is drawn with it. */
export default function PlaceMap({ place, shapes, onPlace }: Props) {
  const t = useTranslations("cameras");
  const holder = useRef<HTMLElement>(null);
  const drawn = useRef<{ map: leaflet.Map; mark: leaflet.Marker; cone: leaflet.LayerGroup } | null>(null);
  const put = useRef(onPlace);
  put.current = onPlace;
  const [latitude, longitude] = [numberIn(place.latitude), numberIn(place.longitude)];
  const [bearing, view, metres] = [numberIn(place.bearingDegrees), numberIn(place.viewDegrees), numberIn(place.viewMetres)];
  const begins = useRef({ latitude, longitude });

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const { latitude: y, longitude: x } = begins.current;
    const at = y !== null && x !== null && isWhere(y, x) ? [[y, x] as const] : [];
    const words = { nearer: t("map.nearer"), further: t("map.further") };
    const { map, stop } = drawGround(element, { shapes, at, words });
    const [first] = at;
    if (first) map.setView([first[0], first[1]], nearZoom, { animate: false });
    const sign = document.createElement("span");
    sign.className = classes.pin ?? "";
    const mark = leaflet.marker(map.getCenter(), {
      icon: leaflet.divIcon({ html: sign, className: classes.icon ?? "", iconSize: [28, 28] }),
      ...{ draggable: true, autoPan: true, title: t("form.mark"), alt: t("form.mark") },
    });
    const tell = ({ lat, lng }: leaflet.LatLng) => {
      const { lng: x } = leaflet.latLng(lat, lng).wrap();
      put.current({ latitude: rounded(lat), longitude: rounded(x) });
    };
    mark.on("drag", () => tell(mark.getLatLng()));
    map.on("click", ({ latlng }) => tell(latlng));
    drawn.current = { map, mark, cone: leaflet.layerGroup().addTo(map) };
    return () => {
      drawn.current = null;
      stop();
    };
  }, [shapes, t]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: with other shapes the map is another, and is drawn on anew.
  useEffect(() => {
    const { map, mark, cone } = drawn.current ?? {};
    if (!map || !mark || !cone) return;
    cone.clearLayers();
    if (latitude === null || longitude === null || !isWhere(latitude, longitude)) {
      mark.remove();
      return;
    }
    mark.setLatLng([latitude, longitude]).addTo(map);
    if (!map.getBounds().contains([latitude, longitude])) map.panTo([latitude, longitude], { animate: false });
    const isView = bearing !== null && view !== null && metres !== null && view > 0 && view <= 360 && metres > 0;
    if (isView && metres <= 5_000)
      leaflet
        .polygon(viewCone({ latitude, longitude }, { bearingDegrees: bearing, viewDegrees: view, viewMetres: metres }), {
          ...{ interactive: false, weight: 1, className: classes.cone, fillOpacity: 0.35 },
          ...{ color: "var(--accent)", fillColor: "var(--accent)" },
        })
        .addTo(cone);
  }, [latitude, longitude, bearing, view, metres, shapes]);

  const move = (event: KeyboardEvent) => {
    const { map, mark } = drawn.current ?? {};
    const way = arrows[event.key];
    if (map && event.key === "Enter" && event.target === holder.current) {
      event.preventDefault();
      put.current({ latitude: rounded(map.getCenter().lat), longitude: rounded(map.getCenter().lng) });
      return;
    }
    if (!map || !mark || !way || !map.hasLayer(mark) || event.target !== mark.getElement()) return;
    event.preventDefault();
    event.stopPropagation();
    const by = event.shiftKey ? 1 : stepPoints;
    // Not by whole points, which would move it the other way a little as well.
    const { lat, lng } = map.unproject(map.project(mark.getLatLng()).add([way[0] * by, way[1] * by]));
    put.current({ latitude: rounded(lat), longitude: rounded(lng) });
  };
  return (
    <section
      ref={holder}
      className={classes.map}
      data-size="small"
      aria-label={t("form.map")}
      onKeyDownCapture={move}
      data-place={isWhere(latitude, longitude) || undefined}
    />
  );
}
