import { Button } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import type { PaperView } from "@/lib/meetings/model";
import { reasonWords } from "@/lib/signatures/labels";
import { notes } from "@/lib/signatures/model";
import { formatInstant, say } from "@/lib/words";
import { sizeText } from "../attachments/size";
import classes from "./meetings.module.css";
import { meetingQuery, paperAddress } from "./meetings-query";
import { Standing } from "./standing";

type Props = {
  meetingId: number;
  paper: PaperView;
  /** Whether one has opened it is told to whoever was invited. */
  isInvited: boolean;
  onRemove: (() => void) | null;
};

/** One paper: opened by its name, how it is signed, and whether one has opened it. */
export function PaperLine({ meetingId, paper, isInvited, onRemove }: Props) {
  const t = useTranslations("meetings");
  const locale = useLocale();
  const client = useQueryClient();
  const title = [paper.symbol, paper.name].filter(Boolean).join(" – ");
  const why = paper.reasons.filter((reason) => !(notes as readonly string[]).includes(reason));
  // The note of the first opening is made with the answer that carries the bytes.
  const opened = () => setTimeout(() => void client.invalidateQueries({ queryKey: meetingQuery(meetingId).queryKey }), 1_500);
  return (
    <li id={`paper-${paper.id}`} className={classes.paper}>
      {paper.files.length === 0 ? <span className={classes.paperName}>{title}</span> : null}
      {paper.files.map((file) => {
        const name = file.id === null ? file.name : paper.files.length > 1 ? `${title} (${file.name})` : title;
        const facts = [file.pages === null ? null : t("pages", { count: file.pages }), sizeText(locale, file.bytes)];
        return (
          <span key={file.id ?? 0} className={classes.file}>
            {file.mayOpen ? (
              <a
                href={paperAddress(meetingId, paper.id, file.id)}
                download={file.name}
                className={classes.paperName}
                onClick={opened}
                title={t("openPaper", { name })}
              >
                <IconFileText size="1rem" aria-hidden /> {name}
              </a>
            ) : (
              <span className={classes.paperName}>
                {name}: {file.scan === "INFECTED" ? t("infected") : t("waits")}
              </span>
            )}
            <span className={classes.minor}>{facts.filter(Boolean).join(" · ")}</span>
          </span>
        );
      })}
      <span className={classes.told}>
        <Standing standing={paper.standing} />
        {paper.kind === "PRINTED" ? <span>{t("printed")}</span> : null}
        {paper.kind === "DOCUMENT" && paper.files.length === 0 ? <span>{t("noFile")}</span> : null}
        {why.map((reason) => (
          <span key={reason}>{say(locale, reasonWords[reason])}</span>
        ))}
        {paper.checkedAt ? <span>{t("checkedAt", { at: formatInstant(new Date(paper.checkedAt)) })}</span> : null}
        {isInvited && paper.files.length > 0 ? (
          <span data-waiting={paper.openedAt === null || undefined}>
            {paper.openedAt ? t("opened", { at: formatInstant(new Date(paper.openedAt)) }) : t("notOpened")}
          </span>
        ) : null}
        {paper.documentId !== null ? (
          <Link href={`/documents/${paper.documentId}`} prefetch={false}>
            {t("record")}
          </Link>
        ) : null}
        {onRemove ? (
          <Button variant="subtle" size="compact-sm" aria-label={t("lay.removeOne", { name: title })} onClick={onRemove}>
            {t("lay.remove")}
          </Button>
        ) : null}
      </span>
    </li>
  );
}
