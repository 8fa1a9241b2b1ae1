import { NativeSelect, TextInput } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { deviceWords } from "@/lib/signatures/labels";
import { type CertificateDevice, certificateDevices } from "@/lib/signatures/model";
import { say } from "@/lib/words";
import { base64Of } from "../ui/base64";
import { FileField } from "../ui/file-field";
import classes from "./certificates.module.css";

export type Key = { device: CertificateDevice; credential: string; picture: File | null };
export const noKey: Key = { device: "TOKEN", credential: "", picture: null };

/** Where a key lies, what the signing service calls it, and what is drawn where it signs. */
export function KeyFields({ value, isAgency, onChange }: { value: Key; isAgency: boolean; onChange(to: Key): void }) {
  const t = useTranslations("certificates");
  const locale = useLocale();
  return (
    <>
      <div className={classes.two}>
        <NativeSelect
          label={t("device")}
          data={certificateDevices.map((device) => ({ value: device, label: say(locale, deviceWords[device]) }))}
          value={value.device}
          onChange={(event) => onChange({ ...value, device: event.currentTarget.value as CertificateDevice })}
        />
        <TextInput
          label={t("credential")}
          description={t("credentialHint")}
          value={value.credential}
          onChange={(event) => onChange({ ...value, credential: event.currentTarget.value })}
          maxLength={100}
        />
      </div>
      <FileField
        label={t(isAgency ? "sealPicture" : "signaturePicture")}
        description={t("pictureHint")}
        accept=".png,image/png"
        file={value.picture}
        onFile={(picture) => onChange({ ...value, picture })}
      />
    </>
  );
}

/** As the server takes it. */
export const keyBody = async ({ device, credential, picture }: Key) => ({
  device,
  credentialId: credential.trim() || null,
  picture: picture ? await base64Of(picture) : null,
});
