import { Button, TextInput } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import type { Shape } from "../map/wards";
import { lazily } from "../ui/lazily";
import { Bone } from "../ui/states";
import classes from "./cameras.module.css";
import { type Place, type PlaceField, pairIn } from "./place";

const PlaceMap = lazily(() => import("./place-map").then((m) => m.default), { Waiting: () => <Bone height="16rem" /> });
/** A decimal comma and a point mean the same; more than these signs is no number, and the form is not sent. */
const decimal = "-?[0-9]{1,3}([.,][0-9]{1,12})?";
const whole = "[0-9]{1,4}";
const patterns: Readonly<Record<PlaceField, string>> = {
  ...{ latitude: decimal, longitude: decimal, bearingDegrees: whole, viewDegrees: whole, viewMetres: whole },
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
  const locale = useLocale();
  // As it was typed; a number of ours as the language writes it.
  const shown = (said: number | string) =>
    typeof said === "number" && locale === "vi" ? String(said).replace(".", ",") : String(said);
  const type = (name: PlaceField, typed: string) => {
    const both = name === "latitude" ? pairIn(typed) : null;
    onPlace(both ?? { [name]: typed });
  };
  const field = (name: PlaceField) => (
    <TextInput
      name={name}
      label={t(labels[name])}
      value={shown(place[name])}
      onChange={(event) => type(name, event.currentTarget.value)}
      inputMode={name === "latitude" || name === "longitude" ? "text" : "numeric"}
      pattern={patterns[name]}
      title={patterns[name] === decimal ? t("numberHelp") : undefined}
      maxLength={40}
      autoComplete="off"
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
