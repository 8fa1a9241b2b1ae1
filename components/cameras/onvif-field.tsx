import { Button, TextInput } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { CameraOffer } from "@/lib/cameras/model";
import { useAct } from "../ui/act";
import { useProblemWords } from "../ui/problem-words";
import classes from "./cameras.module.css";
import type { Device } from "./stream-fields";
import { useLasting } from "./use-lasting";

const reader = async () => (await import("@/lib/cameras/model")).CameraOffer;
/** A clock this far off no longer dates a picture rightly. */
const farSeconds = 60;

/** Asks the device itself what it is and where its pictures are had, and puts that into the form; nothing is saved by it. */
export function OnvifField({ isSignedIn, onDevice }: { isSignedIn: boolean; onDevice(change: Partial<Device>): void }) {
  const t = useTranslations("cameras.onvif");
  const words = useProblemWords();
  const lasting = useLasting();
  const field = useRef<HTMLInputElement>(null);
  const [isEmpty, setEmpty] = useState(false);
  const ask = useAct<CameraOffer>(reader, (offer) => {
    const found = {
      mainStream: offer.mainStream,
      subStream: offer.subStream,
      snapshotUrl: offer.snapshotUrl,
      model: offer.model,
    };
    onDevice(Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null)) as Partial<Device>);
  });
  const send = () => {
    const host = field.current?.value.trim() ?? "";
    setEmpty(host === "");
    if (host === "") return;
    const form = field.current?.form ? new FormData(field.current.form) : null;
    const [name, password] = [String(form?.get("user") ?? ""), String(form?.get("password") ?? "")];
    const signIn = isSignedIn && name !== "" && password !== "" ? { name, password } : null;
    ask.mutate({ method: "POST", url: "/api/v1/camera-registry/onvif", body: { host, signIn } });
  };
  const offer = ask.data;
  const hasAny = offer && (offer.mainStream ?? offer.snapshotUrl) !== null;
  return (
    <div className={classes.onvif}>
      <TextInput
        ref={field}
        label={t("host")}
        description={t("help")}
        placeholder="10.20.1.5"
        maxLength={300}
        autoComplete="off"
        error={isEmpty ? t("noHost") : ask.error ? words(ask.error) : null}
        onChange={() => {
          setEmpty(false);
          if (ask.error) ask.reset();
        }}
        // Here the key asks the camera: the form around it is sent by its own button.
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          send();
        }}
      />
      <Button variant="default" onClick={send} loading={ask.isPending} className={classes.way}>
        {t("ask")}
      </Button>
      <div role="status" className={classes.said}>
        {offer ? (
          <>
            <p>{t(hasAny ? "filled" : "nothing", { device: offer.device })}</p>
            {offer.profiles.length > 0 ? (
              <ul className={classes.profiles}>
                {offer.profiles.map(({ name, codec, width, height }, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: devices give two profiles one name; the list stands as it came.
                  <li key={`${name} ${i}`}>
                    {t("profile", {
                      ...{ name, codec: codec ?? t("unknown") },
                      size: width && height ? `${width} × ${height}` : t("unknown"),
                    })}
                  </li>
                ))}
              </ul>
            ) : null}
            {Math.abs(offer.clockAheadSeconds) > farSeconds ? (
              <p>{t("clock", { time: lasting(Math.abs(offer.clockAheadSeconds) * 1_000) })}</p>
            ) : null}
            {offer.left.map((why) => (
              <p key={why}>{t(`left.${why}`)}</p>
            ))}
          </>
        ) : null}
      </div>
    </div>
  );
}
