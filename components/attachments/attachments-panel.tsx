"use client";
import { Button, FileButton, NativeSelect } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconPaperclip } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { Attachment, AttachmentList } from "@/lib/attachments/model";
import { paperKindNames, paperKinds } from "@/lib/files/model";
import dossier from "../dossiers/dossier.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { isBusy } from "../ui/is-busy";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";
import table from "../ui/table.module.css";
import classes from "./attachments.module.css";
import { FileRow } from "./file-row";
import { type At, fileAddress, filesQuery, keyOf, uploadAddress } from "./files-query";
import { RemoveDialog } from "./remove-dialog";
import { RemovedFiles } from "./removed-files";
import { UploadsList } from "./uploads-list";
import { useUploads } from "./use-uploads";

const accepted = paperKindNames.flatMap((kind) => paperKinds[kind].endings.map((ending) => `.${ending}`)).join(",");
type Place = At & { name: string; isStruck?: boolean };

/** The files of a dossier by where they belong: attached by key, by hand or by dropping them, several at once; taken off with a reason. */
export function AttachmentsPanel({ dossierId }: { dossierId: number }) {
  const t = useTranslations("attachments");
  const words = useProblemWords();
  const client = useQueryClient();
  const answer = useQuery<AttachmentList>(filesQuery(dossierId));
  const [chosen, setChosen] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [removing, setRemoving] = useState<Attachment | null>(null);
  const [said, setSaid] = useState("");
  const picker = useRef<HTMLButtonElement>(null);
  const forgetChoice = useRef<() => void>(null);
  const { uploads, add, cancel, again } = useUploads<At>(
    { addressOf: (at) => uploadAddress(dossierId, at), queryKey: filesQuery(dossierId).queryKey },
    (what, name) => setSaid(t(what, { name })),
  );
  const reread = () => client.invalidateQueries({ queryKey: filesQuery(dossierId).queryKey });
  const remove = useAct(anyAnswer, () => {
    if (removing) setSaid(t("removed", { name: removing.name }));
    setRemoving(null);
    void reread();
  });
  const restore = useAct(anyAnswer, () => void reread());
  const open = () => picker.current?.click();
  useHotkeys([["q", (event) => !isBusy(event.target) && open()]]);

  const { data } = answer;
  if (!data)
    return answer.error ? (
      <Panel title={t("title")}>
        <p role="alert" className={dossier.error}>
          {words(answer.error)}
        </p>
      </Panel>
    ) : null;
  const here = data.files.filter((file) => file.removed === null);
  const gone = data.files.filter((file) => file.removed !== null);
  const places: Place[] = [
    ...data.papers.map(({ id, name, supplement: nth, isStruck }) => ({
      ...{ kind: "PAPER" as const, paperId: id, name: nth > 0 ? t("supplied", { name, nth }) : name, isStruck },
    })),
    { kind: "RESULT", paperId: null, name: t("result") },
    { kind: "OTHER", paperId: null, name: t("other") },
  ];
  const filesAt = (at: At) => here.filter((file) => keyOf(file) === keyOf(at));
  const nameOf = (at: At) => places.find((place) => keyOf(place) === keyOf(at))?.name ?? t("other");
  const mayAttach = (at: At) => data.open.includes(at.kind);
  const openPlaces = places.filter((place) => mayAttach(place) && !place.isStruck);
  const isOnItsWay = (at: At) => uploads.some((upload) => keyOf(upload.at) === keyOf(at));
  // The first paper that lacks its scan; when all have one, what belongs to none.
  const likely =
    openPlaces.find((place) => place.kind === "PAPER" && filesAt(place).length === 0 && !isOnItsWay(place)) ?? openPlaces.at(-1);
  const target = openPlaces.find((place) => keyOf(place) === chosen) ?? likely;
  const take = (files: Iterable<File>, at: At) => {
    setSaid("");
    add(files, at);
    setChosen(null);
  };
  /** A place takes what is dropped on it; the panel what is dropped beside them. */
  const dropOn = (at: Place | undefined) =>
    at && openPlaces.includes(at)
      ? {
          "data-over": over === keyOf(at) || undefined,
          onDragOver: (event: DragEvent) => {
            if (!event.dataTransfer.types.includes("Files")) return;
            event.preventDefault();
            event.stopPropagation();
            setOver(keyOf(at));
          },
          onDragLeave: () => setOver(null),
          onDrop: (event: DragEvent) => {
            event.preventDefault();
            event.stopPropagation();
            setOver(null);
            take(event.dataTransfer.files, at);
          },
        }
      : {};
  const shown = places.filter((place) => place.kind === "PAPER" || filesAt(place).length > 0);
  const fault = restore.error ?? answer.error;

  return (
    <Panel title={t("title")} note={target ? t("note") : null}>
      <div id="files" className={classes.drop} {...dropOn(target)}>
        {target ? (
          <div className={classes.bar}>
            <NativeSelect
              label={t("place")}
              value={keyOf(target)}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={openPlaces.map((place) => ({ value: keyOf(place), label: place.name }))}
              className={classes.place ?? ""}
            />
            <FileButton
              multiple
              accept={accepted}
              resetRef={forgetChoice}
              onChange={(files) => {
                take(files, target);
                // A file that was refused, mended and saved under its name may be chosen again.
                forgetChoice.current?.();
              }}
            >
              {(props) => (
                <Button {...props} ref={picker} leftSection={<IconPaperclip size="1rem" aria-hidden />} aria-keyshortcuts="Q">
                  {t("choose")}
                </Button>
              )}
            </FileButton>
            <p className={classes.hint}>
              {over ? t("drop", { place: places.find((place) => keyOf(place) === over)?.name ?? "" }) : t("hint")}
            </p>
          </div>
        ) : null}
        <UploadsList uploads={uploads} placeOf={({ at }) => nameOf(at)} onCancel={cancel} onAgain={again} />
        {shown.length === 0 && data.hidden === 0 ? <p className={table.quiet}>{t("none")}</p> : null}
        {shown.map((place) => {
          const files = filesAt(place);
          return (
            <section key={keyOf(place)} className={classes.group} aria-label={place.name} {...dropOn(place)}>
              <h3 className={classes.groupName}>
                {place.name}
                {files.length === 0 ? <span className={classes.empty}> · {t("noneHere")}</span> : null}
              </h3>
              {files.length > 0 ? (
                <ul>
                  {files.map((file) => (
                    <FileRow
                      key={file.id}
                      address={fileAddress(dossierId, file.id)}
                      file={file}
                      alsoAt={here.filter((other) => other.id !== file.id && other.sha === file.sha).map(nameOf)}
                      onRemove={() => {
                        remove.reset();
                        setRemoving(file);
                      }}
                    />
                  ))}
                </ul>
              ) : null}
            </section>
          );
        })}
        {data.hidden > 0 ? <p className={table.quiet}>{t("hidden", { count: data.hidden })}</p> : null}
        <RemovedFiles
          files={gone}
          placeOf={nameOf}
          onRestore={(file) => {
            setSaid("");
            restore.mutate(
              { method: "POST", url: `${fileAddress(dossierId, file.id)}/restore`, body: {} },
              { onSuccess: () => setSaid(t("restored", { name: file.name })) },
            );
          }}
        />
        <p role="status" className={dossier.said}>
          {said}
        </p>
        <p role="alert" className={dossier.error}>
          {fault ? words(fault) : null}
        </p>
      </div>
      {removing ? (
        <RemoveDialog
          name={removing.name}
          isSending={remove.isPending}
          fault={remove.error ? words(remove.error) : null}
          onRemove={(reason) =>
            remove.mutate({ method: "POST", url: `${fileAddress(dossierId, removing.id)}/remove`, body: { reason } })
          }
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </Panel>
  );
}
