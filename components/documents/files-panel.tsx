"use client";
import { Button, FileButton } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconPaperclip } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { DocumentFileList, DocumentFileRow } from "@/lib/documents/model";
import { paperKindNames, paperKinds } from "@/lib/files/model";
import { formatInstant } from "@/lib/words";
import attached from "../attachments/attachments.module.css";
import { FileRow } from "../attachments/file-row";
import { RemoveDialog } from "../attachments/remove-dialog";
import { UploadsList } from "../attachments/uploads-list";
import { useUploads } from "../attachments/use-uploads";
import dossier from "../dossiers/dossier.module.css";
import { anyAnswer, useAct } from "../ui/act";
import { isBusy } from "../ui/is-busy";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";
import table from "../ui/table.module.css";
import { fileAddress, filesQuery } from "./document-query";
import { FileCheckLine } from "./file-check-line";

const accepted = paperKindNames.flatMap((kind) => paperKinds[kind].endings.map((ending) => `.${ending}`)).join(",");

/** The files of a document: attached by key, by hand or by dropping them; taken off with a reason. */
export function FilesPanel({ id }: { id: number }) {
  const t = useTranslations("documents.page");
  const f = useTranslations("attachments");
  const w = useTranslations("documentWork.file");
  const s = useTranslations("documentSigning");
  const words = useProblemWords();
  const client = useQueryClient();
  const answer = useQuery<DocumentFileList>(filesQuery(id));
  const [removing, setRemoving] = useState<DocumentFileRow | null>(null);
  const [said, setSaid] = useState("");
  const picker = useRef<HTMLButtonElement>(null);
  const forgetChoice = useRef<() => void>(null);
  const { uploads, add, cancel, again } = useUploads<null>(
    { addressOf: () => `/api/v1/documents/${id}/files`, queryKey: filesQuery(id).queryKey },
    (what, name) => setSaid(f(what, { name })),
  );
  const remove = useAct(anyAnswer, () => {
    if (removing) setSaid(f("removed", { name: removing.name }));
    setRemoving(null);
    void client.invalidateQueries({ queryKey: filesQuery(id).queryKey });
  });
  const restore = useAct(anyAnswer, () => client.invalidateQueries({ queryKey: filesQuery(id).queryKey }));
  useHotkeys([["q", (event) => !isBusy(event.target) && picker.current?.click()]]);
  const { data } = answer;
  if (!data)
    return answer.error ? (
      <Panel title={t("filesTitle")}>
        <p role="alert" className={dossier.error}>
          {words(answer.error)}
        </p>
      </Panel>
    ) : null;
  const revised = new Set(
    data.files.flatMap(({ removed, revisesId }) => (removed === null && revisesId !== null ? [revisesId] : [])),
  );
  const here = data.files.filter((file) => file.removed === null && !revised.has(file.id));
  const earlier = data.files.filter((file) => file.removed === null && revised.has(file.id));
  const gone = data.files.flatMap((file) => (file.removed ? [{ ...file, removed: file.removed }] : []));
  const take = (files: Iterable<File>) => {
    setSaid("");
    add(files, null);
  };
  return (
    <Panel title={t("filesTitle")} note={data.mayAttach ? f("note") : null}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button beside does the same. */}
      <div
        id="files"
        className={attached.drop}
        onDragOver={(event) => data.mayAttach && event.preventDefault()}
        onDrop={(event) => {
          if (!data.mayAttach) return;
          event.preventDefault();
          take(event.dataTransfer.files);
        }}
      >
        {data.mayAttach ? (
          <div className={attached.bar}>
            <FileButton
              multiple
              accept={accepted}
              resetRef={forgetChoice}
              onChange={(files) => {
                take(files);
                forgetChoice.current?.();
              }}
            >
              {(props) => (
                <Button {...props} ref={picker} leftSection={<IconPaperclip size="1rem" aria-hidden />} aria-keyshortcuts="Q">
                  {f("choose")}
                </Button>
              )}
            </FileButton>
            <p className={attached.hint}>{t("filesHint")}</p>
          </div>
        ) : null}
        <UploadsList uploads={uploads} placeOf={() => ""} onCancel={cancel} onAgain={again} />
        {here.length === 0 ? <p className={table.quiet}>{t("filesNone")}</p> : null}
        <ul>
          {here.map((file) => (
            <FileRow
              key={file.id}
              address={fileAddress(id, file.id)}
              file={file}
              alsoAt={[]}
              also={file.check ? <FileCheckLine check={file.check} /> : null}
              onRemove={() => {
                remove.reset();
                setRemoving(file);
              }}
            />
          ))}
        </ul>
        {earlier.length > 0 ? (
          <details className={table.quiet}>
            <summary>{s("revisions", { count: earlier.length })}</summary>
            <ul>
              {earlier.map((file) => (
                <li key={file.id}>
                  <a href={fileAddress(id, file.id)} target="_blank" rel="noopener">
                    {s("revisionOf", { name: file.name, at: formatInstant(new Date(file.addedAt)) })}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {gone.map((file) => (
          <div key={file.id} className={table.quiet}>
            {file.name}:{" "}
            {f("removedBy", {
              name: file.removed.byName,
              at: formatInstant(new Date(file.removed.at)),
              reason: file.removed.reason,
            })}{" "}
            {file.mayRestore ? (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={w("restoreOne", { name: file.name })}
                loading={restore.isPending && restore.variables.url.includes(`/${file.id}/`)}
                onClick={() =>
                  restore.mutate(
                    { method: "POST", url: `${fileAddress(id, file.id)}/restore`, body: {} },
                    { onSuccess: () => setSaid(w("restored", { name: file.name })) },
                  )
                }
              >
                {w("restore")}
              </Button>
            ) : null}
          </div>
        ))}
        {restore.error ? (
          <p role="alert" className={dossier.error}>
            {words(restore.error)}
          </p>
        ) : null}
        <p role="status" className={dossier.said}>
          {said}
        </p>
      </div>
      {removing ? (
        <RemoveDialog
          name={removing.name}
          words={{ title: t("removeTitle"), about: t("removeAbout", { name: removing.name }) }}
          isSending={remove.isPending}
          fault={remove.error ? words(remove.error) : null}
          onRemove={(reason) =>
            remove.mutate({ method: "POST", url: `${fileAddress(id, removing.id)}/remove`, body: { reason } })
          }
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </Panel>
  );
}
