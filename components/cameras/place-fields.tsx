import { Button, NumberInput } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { Shape } from "../map/wards";
import { lazily } from "../ui/lazily";
import { Bone } from "../ui/states";
import classes from "./cameras.module.css";
import type { Place, PlaceField } from "./place";

const PlaceMap = lazily(() => import("./place-map").then((m) => m.default), { Waiting: () => <Bone height="16rem" /> });
const limits: Readonly<Record<PlaceField, { min: number; max: number; decimalScale: number }>> = {
  latitude: { min: -90, max: 90, decimalScale: 6 },
  longitude: { min: -180, max: 180, decimalScale: 6 },
  bearingDegrees: { min: 0, max: 359, decimalScale: 0 },
  viewDegrees: { min: 1, max: 360, decimalScale: 0 },
  viewMetres: { min: 1, max: 5_000, decimalScale: 0 },
};
const labels = {
  latitude: "latitude",
  longitude: "longitude",
  bearingDegrees: "bearing",
  viewDegrees: "view",
  viewMetres: "reach",
} as const;

type Props = {
  place: Place;
  shapes: readonly Shape[];
  faultOf(field: string): string | null;
  onPlace(change: Partial<Place>): void;
};
/** Where a camera stands and looks: picked on the map or typed, each drawn and told as the other changes. */
export function PlaceFields({ place, shapes, faultOf, onPlace }: Props) {
  const t = useTranslations("cameras.form");
  const field = (name: PlaceField) => (
    <NumberInput
      name={name}
      label={t(labels[name])}
      value={place[name]}
      onChange={(value) => onPlace({ [name]: value })}
      {...limits[name]}
      // The decimal comma of Vietnamese and the point of devices mean the same here.
      allowedDecimalSeparators={[",", "."]}
      hideControls
      error={faultOf(name)}
    />
  );
  const isPlaced = place.latitude !== "" || place.longitude !== "";
  return (
    <fieldset className={classes.part}>
      <legend>{t("place")}</legend>
      <PlaceMap place={place} shapes={shapes} onPlace={onPlace} />
      <p className={classes.quiet}>{t("mapHelp")}</p>
      <div className={classes.two}>
        {field("latitude")}
        {field("longitude")}
        {field("bearingDegrees")}
        {field("viewDegrees")}
        {field("viewMetres")}
        {isPlaced ? (
          <Button variant="subtle" className={classes.way} onClick={() => onPlace({ latitude: "", longitude: "" })}>
            {t("unplace")}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
