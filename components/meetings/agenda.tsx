import { Button, FileButton } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ItemView, MeetingView, PaperView } from "@/lib/meetings/model";
import { startsOf } from "@/lib/meetings/rules";
import { formatInstant } from "@/lib/words";
import { RemoveDialog } from "../attachments/remove-dialog";
import { UploadsList } from "../attachments/uploads-list";
import { useUploads } from "../attachments/use-uploads";
import { anyAnswer, useAct } from "../ui/act";
import { lazily } from "../ui/lazily";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";
import classes from "./meetings.module.css";
import { meetingQuery } from "./meetings-query";
import { PaperLine } from "./paper-line";
import { timeOf } from "./time-words";

const LayDialog = lazily(() => import("./lay-dialog").then((m) => m.LayDialog));

/** The items in their order, each with its papers a tap away; organisers lay papers before them until the meeting is over. */
export function Agenda({ meeting, onDone }: { meeting: MeetingView; onDone(text: string): Promise<void> }) {
  const t = useTranslations("meetings");
  const words = useProblemWords();
  const [laying, setLaying] = useState<ItemView | null>(null);
  const [removing, setRemoving] = useState<PaperView | null>(null);
  const { id, items, may } = meeting;
  const { uploads, add, cancel, again } = useUploads<number>(
    { addressOf: (itemId) => `/api/v1/meetings/${id}/items/${itemId}/files`, queryKey: meetingQuery(id).queryKey },
    (what) => void (what === "done" && onDone(t("lay.laid"))),
  );
  const remove = useAct(anyAnswer, async () => {
    setRemoving(null);
    await onDone(t("lay.gone"));
  });
  const starts = startsOf(new Date(meeting.startsAt), items);
  return (
    <Panel title={t("agenda")} note={t("agendaNote")}>
      {items.length === 0 ? <p className={classes.minor}>{t("agendaNone")}</p> : null}
      <ol className={classes.items}>
        {items.map((item, i) => {
          const start = starts[i];
          const told = [
            start ? t("from", { time: timeOf(start) }) : null,
            item.minutes === null ? null : t("minutes", { count: item.minutes }),
            item.presenter === null ? null : t("presents", { name: item.presenter }),
          ].filter(Boolean);
          return (
            <li key={item.id} className={classes.item}>
              <h3 className={classes.itemTitle}>
                <span className={classes.nth}>{i + 1}</span> {item.title}
              </h3>
              {told.length > 0 ? <p className={classes.minor}>{told.join(" · ")}</p> : null}
              {item.papers.length > 0 ? (
                <ul className={classes.papers}>
                  {item.papers.map((paper) => (
                    <PaperLine
                      key={paper.id}
                      meetingId={id}
                      paper={paper}
                      isInvited={meeting.participants.some(({ isMe }) => isMe)}
                      onRemove={
                        may.lay
                          ? () => {
                              remove.reset();
                              setRemoving(paper);
                            }
                          : null
                      }
                    />
                  ))}
                </ul>
              ) : (
                <p className={classes.minor}>{t("noPapers")}</p>
              )}
              {may.lay ? (
                <div className={classes.buttons}>
                  <FileButton multiple accept=".pdf,application/pdf" onChange={(files) => add(files, item.id)}>
                    {(props) => (
                      <Button
                        {...props}
                        variant="default"
                        size="compact-sm"
                        leftSection={<IconUpload size="0.9rem" aria-hidden />}
                        aria-label={t("lay.uploadTo", { n: i + 1 })}
                      >
                        {t("lay.upload")}
                      </Button>
                    )}
                  </FileButton>
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={t("lay.addTo", { n: i + 1 })}
                    onClick={() => setLaying(item)}
                  >
                    + {t("lay.add")}
                  </Button>
                </div>
              ) : null}
              <UploadsList
                uploads={uploads.filter((one) => one.at === item.id)}
                placeOf={() => ""}
                onCancel={cancel}
                onAgain={again}
              />
            </li>
          );
        })}
      </ol>
      {meeting.removed.length > 0 ? (
        <details className={classes.minor}>
          <summary>{t("removed")}</summary>
          <ul>
            {meeting.removed.map((paper) => (
              <li key={paper.id}>
                {t("removedBy", {
                  ...{ name: paper.name, by: paper.byName, reason: paper.reason },
                  at: formatInstant(new Date(paper.at)),
                })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {laying ? (
        <LayDialog
          meetingId={id}
          item={laying}
          onClose={() => setLaying(null)}
          onLaid={async () => {
            setLaying(null);
            await onDone(t("lay.laid"));
          }}
        />
      ) : null}
      {removing ? (
        <RemoveDialog
          name={removing.name}
          words={{ title: t("lay.removeTitle"), about: t("lay.removeAbout", { name: removing.name }) }}
          isSending={remove.isPending}
          fault={remove.error ? words(remove.error) : null}
          onRemove={(reason) =>
            remove.mutate({ method: "POST", url: `/api/v1/meetings/${id}/papers/${removing.id}/remove`, body: { reason } })
          }
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </Panel>
  );
}
