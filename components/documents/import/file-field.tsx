"use client";
import { type DragEvent, useEffect, useId, useRef, useState } from "react";
import { useLocale } from "use-intl";
import imports from "@/components/imports/imports.module.css";
import { formatNumber } from "@/lib/words";

/** A field for one file, dropped or chosen. */
export function FileField({
  label,
  help,
  accept,
  onChosen,
}: {
  label: string;
  help: string;
  accept: string;
  onChosen: (file: File | null) => void;
}) {
  const locale = useLocale();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [isOver, setOver] = useState(false);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    onChosen(chosen);
  };
  // A file chosen before the page came alive is in the field, and no event will tell of it again.
  useEffect(() => {
    const chosen = field.current?.files?.[0];
    if (!chosen) return;
    setFile(chosen);
    onChosen(chosen);
  }, [onChosen]);
  return (
    <label
      className={imports.drop}
      htmlFor={id}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        choose(event.dataTransfer.files[0] ?? null);
      }}
    >
      <strong>{file ? `${file.name} · ${formatNumber(locale, file.size / 1024)} KB` : label}</strong>
      <span>{help}</span>
      <input
        id={id}
        ref={field}
        type="file"
        aria-label={label}
        accept={accept}
        onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
      />
    </label>
  );
}
