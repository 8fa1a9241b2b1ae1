import { Button } from "@mantine/core";
import { IconDownload, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl";
import { activeWords } from "@/lib/files/labels";
import type { FiledFile } from "@/lib/files/model";
import { formatInstant, say } from "@/lib/words";
import { VerdictShape } from "../ui/verdict";
import classes from "./attachments.module.css";
import { sizeText } from "./size";

/** One file: its name to take it home by, what it is, who added it, and whatever whoever opens it should know first. */
export function FileRow({
  address,
  file,
  alsoAt,
  also,
  onRemove,
}: {
  /** Where its bytes are to be had. */
  address: string;
  file: Omit<FiledFile, "removed">;
  /** Other places of the dossier that hold the same bytes. */
  alsoAt: readonly string[];
  /** What else is known of it. */
  also?: ReactNode;
  onRemove(): void;
}) {
  const t = useTranslations("attachments");
  const locale = useLocale();
  const facts = [
    file.pages === null ? null : t("pages", { count: file.pages }),
    sizeText(locale, file.bytes),
    t("by", { name: file.addedByName, at: formatInstant(new Date(file.addedAt)) }),
    file.scan === "CLEAN" ? t("clean") : null,
  ];
  return (
    <li className={classes.file}>
      <span className={classes.name}>
        {file.mayOpen ? (
          <a href={address} download={file.name} title={t("open", { name: file.name })}>
            <IconDownload size="0.9rem" aria-hidden /> {file.name}
          </a>
        ) : (
          file.name
        )}
      </span>
      <span className={classes.told}>
        {facts.filter(Boolean).join(" · ")}
        {" · "}
        <span title={file.sha}>{t("hash", { short: file.sha.slice(0, 8) })}</span>
      </span>
      {file.active.length > 0 ? (
        <span className={classes.warned} data-verdict="watch">
          <VerdictShape verdict="watch" />{" "}
          {t("active", { parts: file.active.map((part) => say(locale, activeWords[part])).join(", ") })}
        </span>
      ) : null}
      {alsoAt.length > 0 ? <span className={classes.told}>{t("twice", { places: alsoAt.join(", ") })}</span> : null}
      {file.scan === "WAITING" ? <span className={classes.told}>{t("waiting")}</span> : null}
      {file.scan === "INFECTED" ? (
        <span className={classes.warned} data-verdict="bad">
          <VerdictShape verdict="bad" /> {t("infected", { threat: file.threat ?? "?" })}
        </span>
      ) : null}
      {also}
      {file.mayRemove ? (
        <Button
          className={classes.act ?? ""}
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconX size="0.9rem" aria-hidden />}
          aria-label={t("removeOne", { name: file.name })}
          onClick={onRemove}
        >
          {t("remove")}
        </Button>
      ) : null}
    </li>
  );
}
