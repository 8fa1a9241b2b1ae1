"use client";
import { Button, Input } from "@mantine/core";
import { IconFile } from "@tabler/icons-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl";
import classes from "./file-field.module.css";

/**
 * A file of one's own. The field is the browser's, so that it can be used before the page comes alive; what was chosen by then is
 * taken up, for no event will tell of it again.
 */
export function FileField({
  label,
  description,
  error,
  accept,
  required,
  file,
  onFile,
}: {
  label: string;
  description?: string;
  error?: ReactNode;
  accept: string;
  required?: boolean;
  file: File | null;
  onFile: (file: File | null) => void;
}) {
  const t = useTranslations("ui.file");
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const take = useRef(onFile);
  take.current = onFile;
  useEffect(() => {
    const chosen = field.current?.files?.[0];
    if (chosen) take.current(chosen);
  }, []);
  // The form lets go of a file once it was sent; the browser's field must not go on holding it.
  const had = useRef(false);
  useEffect(() => {
    if (had.current && !file && field.current) field.current.value = "";
    had.current = file !== null;
  }, [file]);
  return (
    <Input.Wrapper id={id} label={label} description={description} error={error} required={required} labelElement="label">
      <div className={classes.row}>
        <label className={classes.field} data-error={error ? true : undefined}>
          <IconFile size="1rem" aria-hidden />
          <span className={file ? classes.name : classes.empty}>{file?.name ?? t("choose")}</span>
          <input
            id={id}
            ref={field}
            type="file"
            accept={accept}
            required={required}
            aria-describedby={description ? `${id}-description` : undefined}
            onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)}
          />
        </label>
        {file ? (
          <Button variant="default" onClick={() => onFile(null)}>
            {t("drop")}
          </Button>
        ) : null}
      </div>
    </Input.Wrapper>
  );
}
