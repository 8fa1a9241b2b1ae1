import leaflet from "leaflet";
import type { Shape } from "../map/wards";
import classes from "./camera-map.module.css";

type Words = { nearer: string; further: string };
/** Where a map without lines and without cameras begins: the whole country. */
const country: leaflet.LatLngBoundsLiteral = [
  [8.2, 102],
  [23.4, 109.6],
];

/** The ground of a map of cameras: the city's wards, or where these places are for a city without lines of its own; and how to take it away. */
export function drawGround(
  place: HTMLElement,
  { shapes, at, words }: { shapes: readonly Shape[]; at: readonly (readonly [number, number])[]; words: Words },
): { map: leaflet.Map; stop(): void } {
  const map = leaflet.map(place, {
    ...{
      attributionControl: false,
      scrollWheelZoom: false,
      trackResize: false,
      zoomSnap: 0.5,
      fadeAnimation: false,
      zoomAnimation: false,
    },
    ...{ zoomControl: false, maxZoom: 19 },
  });
  leaflet.control.zoom({ zoomInTitle: words.nearer, zoomOutTitle: words.further }).addTo(map);
  const ground = leaflet.featureGroup(
    shapes.map(({ geometry }) =>
      leaflet.geoJSON(geometry, { interactive: false, style: { className: classes.ward, weight: 1 } }),
    ),
  );
  ground.addTo(map);
  const whole =
    shapes.length > 0 ? ground.getBounds() : leaflet.latLngBounds(at.length > 0 ? at.map(([y, x]) => [y, x]) : country);
  map.fitBounds(whole, { padding: [8, 8], maxZoom: 16, animate: false });
  const watcher = new ResizeObserver(() => map.invalidateSize({ animate: false }));
  watcher.observe(place);
  return {
    map,
    stop: () => {
      watcher.disconnect();
      map.remove();
    },
  };
}
