"use client";
import { Button, NativeSelect, Progress, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type DragEvent, type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Fault } from "@/components/ui/fault";
import { formatNumber } from "@/lib/words";
import classes from "./imports.module.css";
import { sendFile } from "./send-file";

/** Takes a register: shows how far the upload is, then opens the import's own page. */
export function Upload({ units }: { units: readonly { id: number; name: string }[] }) {
  const t = useTranslations("imports.upload");
  const locale = useLocale();
  const router = useRouter();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [isOver, setOver] = useState(false);
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  // A file chosen before the page came alive is in the field, and no event will tell of it again.
  useEffect(() => {
    const chosen = field.current?.files?.[0];
    if (chosen) setFile(chosen);
  }, []);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    setFile(event.dataTransfer.files[0] ?? null);
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!file) return;
    const form = new FormData(event.currentTarget);
    setError(null);
    setPercent(0);
    try {
      const query = new URLSearchParams({
        unitId: String(form.get("unitId")),
        sender: String(form.get("sender") ?? "").trim(),
      });
      const batch = await sendFile(file, `/api/v1/imports?${query}`, setPercent);
      router.push(`/imports/${batch.id}`);
    } catch (cause) {
      setError(cause);
      setPercent(null);
    }
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <label
        className={classes.drop}
        htmlFor={id}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <strong>{file ? `${file.name} · ${formatNumber(locale, file.size / 1024)} KB` : t("drop")}</strong>
        <span>{t("fileHelp")}</span>
        <input
          id={id}
          ref={field}
          type="file"
          aria-label={t("file")}
          accept=".xlsx,.csv"
          onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
      </label>
      <div className={classes.pair}>
        <NativeSelect
          name="unitId"
          label={t("unit")}
          description={t("unitHelp")}
          data={units.map((unit) => ({ value: String(unit.id), label: unit.name }))}
        />
        <TextInput
          name="sender"
          label={t("sender")}
          description={t("senderHelp")}
          required
          minLength={2}
          maxLength={100}
          defaultValue={units[0]?.name}
        />
      </div>
      <Fault error={error} />
      {percent === null ? null : (
        <div role="status">
          <p>{percent < 100 ? t("sending", { percent: String(percent) }) : t("processing")}</p>
          <Progress value={percent} animated={percent === 100} aria-label={t("title")} />
        </div>
      )}
      <div className={classes.end}>
        <Button type="submit" disabled={!file} loading={percent !== null}>
          {t("send")}
        </Button>
      </div>
    </form>
  );
}
