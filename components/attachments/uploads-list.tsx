import { Button, Progress } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import classes from "./attachments.module.css";
import { sizeText } from "./size";
import type { Upload } from "./use-uploads";

/** What is on its way: how far each file is, with a way to stop it; what did not go says why. */
export function UploadsList<At>({
  uploads,
  placeOf,
  onCancel,
  onAgain,
}: {
  uploads: readonly Upload<At>[];
  /** Empty where there is one place only. */
  placeOf(upload: Upload<At>): string;
  onCancel(key: string): void;
  onAgain(key: string): void;
}) {
  const t = useTranslations("attachments");
  const locale = useLocale();
  if (uploads.length === 0) return null;
  return (
    <ul className={classes.uploads} aria-label={t("sending")}>
      {uploads.map((upload) => {
        const { key, file, state, share, fault, mayRetry } = upload;
        const percent = Math.floor(share * 100);
        return (
          <li key={key} className={classes.upload} data-failed={state === "failed" || undefined}>
            <span className={classes.name}>{file.name}</span>
            <span className={classes.told}>
              {[placeOf(upload), sizeText(locale, file.size)].filter(Boolean).join(" · ")}
              {state === "waiting" ? ` · ${t("waitingTurn")}` : null}
              {state === "sending" ? ` · ${percent < 100 ? t("sent", { percent }) : t("checking")}` : null}
            </span>
            {state === "sending" ? (
              <Progress value={percent} size="xs" aria-label={file.name} className={classes.bar ?? ""} />
            ) : null}
            {fault ? (
              <span role="alert" className={classes.fault}>
                {fault}
              </span>
            ) : null}
            <span className={classes.act}>
              {state === "failed" && mayRetry ? (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={t("againOne", { name: file.name })}
                  onClick={() => onAgain(key)}
                >
                  {t("again")}
                </Button>
              ) : null}
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                aria-label={t(state === "failed" ? "forgetOne" : "cancelOne", { name: file.name })}
                onClick={() => onCancel(key)}
              >
                {t(state === "failed" ? "forget" : "cancel")}
              </Button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
