import { Button } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { Attachment } from "@/lib/attachments/model";
import { formatInstant } from "@/lib/words";
import classes from "./attachments.module.css";
import type { At } from "./files-query";

/** What was taken off the dossier, by whom and why, with the way back. */
export function RemovedFiles({
  files,
  placeOf,
  onRestore,
}: {
  files: readonly Attachment[];
  placeOf(at: At): string;
  onRestore(file: Attachment): void;
}) {
  const t = useTranslations("attachments");
  if (files.length === 0) return null;
  return (
    <details className={classes.removed}>
      <summary>{t("removedTitle", { count: files.length })}</summary>
      <ul>
        {files.map((file) => (
          <li key={file.id} className={classes.file}>
            <span className={classes.name}>
              <s>{file.name}</s> <span className={classes.empty}>· {placeOf(file)}</span>
            </span>
            {file.removed ? (
              <span className={classes.told}>
                {t("removedBy", {
                  name: file.removed.byName,
                  at: formatInstant(new Date(file.removed.at)),
                  reason: file.removed.reason,
                })}
              </span>
            ) : null}
            {file.mayRemove ? (
              <Button
                className={classes.act ?? ""}
                variant="default"
                size="compact-sm"
                aria-label={t("undoOne", { name: file.name })}
                onClick={() => onRestore(file)}
              >
                {t("undo")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
