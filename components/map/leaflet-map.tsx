"use client";
import "leaflet/dist/leaflet.css";
import type * as L from "leaflet";
import leaflet from "leaflet";
import { useEffect, useRef, useState } from "react";
import { verdictMarks } from "../ui/verdict";
import classes from "./map.module.css";
import { type Placed, placeLabels } from "./place-labels";
import { type Coloured, mapMargin, toneOf } from "./wards";

/** Wards as coloured shapes on a bare ground: no tiles, no network. Every label carries the verdict's shape and the figure. */
export default function LeafletMap({
  wards,
  onOpen,
  fullView,
}: {
  wards: readonly Coloured[];
  onOpen(href: string): void;
  fullView: string;
}) {
  const holder = useRef<HTMLDivElement>(null);
  const [labels, setLabels] = useState<readonly Placed[]>([]);
  const [isDrawn, setDrawn] = useState(false);
  const open = useRef(onOpen);
  open.current = onOpen;

  useEffect(() => {
    const place = holder.current;
    if (!place) return;
    const map = leaflet.map(place, {
      attributionControl: false,
      scrollWheelZoom: false,
      keyboard: false,
      zoomControl: false,
      // The watcher below does it, and ends with the map: the map's own timer would fire into one that is gone.
      trackResize: false,
      zoomSnap: 0,
      fadeAnimation: false,
      zoomAnimation: false,
    });
    const ground = leaflet.featureGroup().addTo(map);
    const layers = wards.map((ward) => {
      const layer = leaflet.geoJSON(ward.shape.geometry, {
        style: { className: classes.ward, color: "var(--surface)", fillColor: toneOf(ward, wards), weight: 1.5, fillOpacity: 1 },
      });
      layer.on("click", () => ward.href && open.current(ward.href));
      return { ward, layer: layer.addTo(ground) };
    });
    const showAll = () => map.fitBounds(ground.getBounds(), { padding: [mapMargin, mapMargin], animate: false });
    const draw = () => {
      const frame = map.getSize();
      const wishes = layers
        .map(({ ward, layer }) => ({ ward, box: layer.getBounds(), at: map.latLngToContainerPoint(middleOf(layer)) }))
        // The large ones have room at their middle; the small ones then look for a place beside them.
        .sort((a, b) => areaOf(b.box) - areaOf(a.box))
        .map(({ ward, at }) => ({ key: ward.shape.code, x: at.x, y: at.y, ...sizeOf(ward) }));
      setLabels(placeLabels(wishes, { width: frame.x, height: frame.y }));
    };
    showAll();
    draw();
    setDrawn(true);
    map.on("moveend zoomend", draw);
    const watcher = new ResizeObserver(() => {
      map.invalidateSize({ animate: false });
      showAll();
      draw();
    });
    watcher.observe(place);
    return () => {
      watcher.disconnect();
      map.off("moveend zoomend", draw);
      map.remove();
    };
  }, [wards]);

  return (
    <>
      <div ref={holder} className={classes.map} aria-hidden="true" data-drawn={isDrawn || undefined} data-full-view={fullView} />
      <svg className={classes.leaders} aria-hidden="true">
        {labels.map((l) =>
          l.isAway ? (
            <g key={l.key}>
              <line stroke="var(--ink)" x1={l.x} y1={l.y} x2={nearest(l.x, l.left, l.width)} y2={nearest(l.y, l.top, l.height)} />
              <circle fill="var(--ink)" cx={l.x} cy={l.y} r="2.5" />
            </g>
          ) : null,
        )}
      </svg>
      {labels.map((l) => {
        const ward = wards.find((w) => w.shape.code === l.key);
        return ward ? (
          <span
            key={l.key}
            className={classes.label}
            data-away={l.isAway || undefined}
            style={{ left: l.left, top: l.top, width: l.width }}
            aria-hidden="true"
          >
            <b>{shortName(ward.shape.name)}</b>
            <span>
              {ward.isJudged ? verdictMarks[ward.verdict] : ""} {ward.figure}
            </span>
          </span>
        ) : null;
      })}
    </>
  );
}

export const shortName = (name: string) => name.replace(/^(Phường|Xã|Đặc khu|Thị trấn)\s+/u, "");
const nearest = (at: number, start: number, length: number) => Math.min(Math.max(at, start), start + length);
const areaOf = (b: L.LatLngBounds) => (b.getEast() - b.getWest()) * (b.getNorth() - b.getSouth());
/** Wide enough for the longer of its two lines at 0.75 rem; measured once by eye, not per letter. */
function sizeOf(ward: Coloured) {
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const letters = Math.max(shortName(ward.shape.name).length * 7, (ward.figure.length + 2) * 6.8);
  return { width: Math.ceil((letters + 8) * scale), height: 32 * scale };
}
/** The middle of the largest ring: a ward in two parts is named on the larger one. */
function middleOf(layer: L.GeoJSON): L.LatLng {
  let best: { at: L.LatLng; area: number } | undefined;
  layer.eachLayer((part) => {
    if (!("getCenter" in part) || !("getBounds" in part)) return;
    const polygon = part as L.Polygon;
    const area = areaOf(polygon.getBounds());
    if (!best || area > best.area) best = { at: polygon.getCenter(), area };
  });
  return best?.at ?? layer.getBounds().getCenter();
}
