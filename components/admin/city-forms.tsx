"use client";
import { Button, Checkbox, Modal, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { Fault } from "@/components/ui/fault";
import { FileField } from "@/components/ui/file-field";
import { Panel } from "@/components/ui/panel";
import { roleLabels } from "@/lib/auth/labels";
import type { City } from "@/lib/city/model";
import { say } from "@/lib/words";
import classes from "./admin.module.css";

const removalReader = async () => (await import("@/lib/city/model")).DemoRemoval;
const roles = ["LEADER", "UNIT_HEAD", "ONE_STOP_OFFICER", "SPECIALIST", "RECORDS_CLERK", "IT_ADMIN", "AUDITOR"] as const;

/** Name, province and who needs a second factor. */
export function CityForm({ city, onSaved, submit }: { city: City | null; onSaved?: () => void; submit?: string }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const router = useRouter();
  const [totp, setTotp] = useState<string[]>(city?.totpRoles ?? []);
  const save = useAct(anyAnswer, () => {
    router.refresh();
    onSaved?.();
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        save.mutate({
          method: "PUT",
          url: "/api/v1/city",
          body: { name: form.get("name"), province: form.get("province"), totpRoles: totp },
        });
      }}
    >
      <div className={classes.pair}>
        <TextInput name="name" label={t("city.name")} required minLength={2} maxLength={120} defaultValue={city?.name} />
        <TextInput
          name="province"
          label={t("city.province")}
          required
          minLength={2}
          maxLength={120}
          defaultValue={city?.province}
        />
      </div>
      <Checkbox.Group label={t("city.totp")} value={totp} onChange={setTotp}>
        <div className={classes.roles}>
          {roles.map((role) => (
            <Checkbox key={role} value={role} label={say(locale, roleLabels[role])} />
          ))}
        </div>
      </Checkbox.Group>
      <Fault error={save.error} />
      <div className={classes.end}>
        {save.isSuccess ? <p role="status">{t("saved")}</p> : null}
        <Button type="submit" loading={save.isPending}>
          {submit ?? t("save")}
        </Button>
      </div>
    </form>
  );
}

/** The city's emblem: a PNG picture, shown in the frame and on the sign-in page. */
export function EmblemForm() {
  const t = useTranslations("admin");
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const save = useAct(anyAnswer, () => {
    setFile(null);
    router.refresh();
  });
  const send = async (picture: File) => {
    const bytes = new Uint8Array(await picture.arrayBuffer());
    const png = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    save.mutate({ method: "PUT", url: "/api/v1/city/emblem", body: { png } });
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (file) void send(file);
      }}
    >
      <FileField
        label={t("city.emblemFile")}
        description={t("city.emblemHelp")}
        accept="image/png"
        file={file}
        onFile={setFile}
      />
      <Fault error={save.error} />
      <div className={classes.end}>
        {save.isSuccess ? <p role="status">{t("saved")}</p> : null}
        <Button type="submit" variant="default" disabled={!file} loading={save.isPending}>
          {t("city.emblemSave")}
        </Button>
      </div>
    </form>
  );
}

/** The one act that ends the demo, confirmed by typing the city's name; what it has removed stays to be read. */
export function DemoPanel({ cityName, hasDemoData }: { cityName: string; hasDemoData: boolean }) {
  const t = useTranslations("admin");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const remove = useAct(removalReader, () => {
    setOpen(false);
    router.refresh();
  });
  if (!hasDemoData && !remove.data) return null;
  return (
    <Panel title={t("city.demo")}>
      <div className={classes.form}>
        {remove.data ? (
          <p role="status">{t("city.removed", remove.data)}</p>
        ) : (
          <>
            <p>{t("city.demoHelp")}</p>
            <div>
              <Button color="red" variant="outline" onClick={() => setOpen(true)}>
                {t("city.remove")}
              </Button>
            </div>
          </>
        )}
      </div>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("city.removeTitle")}
        closeButtonProps={{ "aria-label": t("cancel") }}
      >
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            remove.mutate({ method: "POST", url: "/api/v1/city/remove-demo", body: {} });
          }}
        >
          <p>{t("city.demoHelp")}</p>
          <TextInput
            label={t("city.removeConfirm")}
            description={cityName}
            value={typed}
            onChange={(e) => setTyped(e.currentTarget.value)}
            data-autofocus
          />
          <Fault error={remove.error} />
          <div className={classes.end}>
            <Button variant="default" onClick={() => setOpen(false)}>
              {t("cancel")}
            </Button>
            <Button type="submit" color="red" loading={remove.isPending} disabled={typed.trim() !== cityName}>
              {t("city.remove")}
            </Button>
          </div>
        </form>
      </Modal>
    </Panel>
  );
}
