import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";
import classes from "./cameras.module.css";
import { OnvifField } from "./onvif-field";

/** What is known of the device itself: where its pictures are had, and what it is. */
export type Device = Record<"mainStream" | "subStream" | "snapshotUrl" | "model", string>;
export type SignIn = "keep" | "enter" | "remove";
type FaultOf = (field: string) => string | null;
type Props = {
  device: Device;
  signIn: SignIn;
  hasSignIn: boolean;
  faultOf: FaultOf;
  onDevice(change: Partial<Device>): void;
  onSignIn(state: SignIn): void;
};

/** Where a camera's pictures are had and who asks for them. */
export function StreamFields({ device, signIn, hasSignIn, faultOf, onDevice, onSignIn }: Props) {
  const t = useTranslations("cameras.form");
  const address = (name: "mainStream" | "subStream" | "snapshotUrl") => ({
    ...{ name, value: device[name], maxLength: 500, error: faultOf(name) },
    onChange: (event: { currentTarget: { value: string } }) => onDevice({ [name]: event.currentTarget.value }),
  });
  return (
    <fieldset className={classes.part}>
      <legend>{t("streams")}</legend>
      <SignInFields state={signIn} hasSignIn={hasSignIn} faultOf={faultOf} onState={onSignIn} />
      <OnvifField isSignedIn={signIn === "enter"} onDevice={onDevice} />
      <TextInput {...address("mainStream")} label={t("main")} placeholder="rtsp://" />
      <TextInput {...address("subStream")} label={t("sub")} description={t("subHelp")} placeholder="rtsp://" />
      <TextInput {...address("snapshotUrl")} label={t("snapshot")} placeholder="http://" />
    </fieldset>
  );
}

type SignInProps = { state: SignIn; hasSignIn: boolean; faultOf: FaultOf; onState(state: SignIn): void };
function SignInFields({ state, hasSignIn, faultOf, onState }: SignInProps) {
  const t = useTranslations("cameras.form");
  if (state === "enter")
    return (
      <div className={classes.two}>
        <TextInput name="user" label={t("user")} autoComplete="off" required maxLength={100} error={faultOf("signIn.name")} />
        <PasswordInput
          name="password"
          label={t("password")}
          autoComplete="new-password"
          required
          maxLength={200}
          error={faultOf("signIn.password")}
        />
        <Button variant="subtle" size="compact-sm" onClick={() => onState(hasSignIn ? "keep" : "remove")} className={classes.way}>
          {hasSignIn ? t("signInKeep") : t("signInRemove")}
        </Button>
      </div>
    );
  return (
    <div>
      <p className={classes.quiet}>{state === "keep" ? t("signInKept") : t("signInNone")}</p>
      <Button variant="default" size="compact-sm" onClick={() => onState("enter")}>
        {t("signInChange")}
      </Button>{" "}
      {state === "keep" ? (
        <Button variant="subtle" size="compact-sm" onClick={() => onState("remove")}>
          {t("signInRemove")}
        </Button>
      ) : hasSignIn ? (
        <Button variant="subtle" size="compact-sm" onClick={() => onState("keep")}>
          {t("signInKeep")}
        </Button>
      ) : null}
    </div>
  );
}
