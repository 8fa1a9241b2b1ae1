"use client";
import { Button, Modal } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useAct } from "@/components/ui/act";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { useFocusBack } from "@/components/ui/focus-back";
import type { Day } from "@/lib/calendar/model";
import { partWords } from "@/lib/procedures/labels";
import type { ProcedureDetail } from "@/lib/procedures/model";
import { say } from "@/lib/words";
import { SourceField } from "../ui/source-field";
import { holding } from "./holding";
import { Refused } from "./part-frame";
import classes from "./procedures.module.css";

const written = async () => (await import("@/lib/procedures/model")).Written;

/** Publishing or taking back, each confirmed with the decision that says so. */
export function PublishButton({ procedure, today }: { procedure: ProcedureDetail; today: Day }) {
  const t = useTranslations("procedures.publish");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant={procedure.isPublished ? "default" : "filled"} onClick={() => setOpen(true)}>
        {procedure.isPublished ? t("back") : t("button")}
      </Button>
      {isOpen ? <Confirm procedure={procedure} today={today} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Confirm({ procedure, today, onClose }: { procedure: ProcedureDetail; today: Day; onClose: () => void }) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const router = useRouter();
  useFocusBack();
  const save = useAct(written, () => {
    onClose();
    router.refresh();
  });
  const { id, name, version, isPublished } = procedure;
  const missing = [
    holding(procedure.papers, today).length === 0 && say(locale, partWords.papers),
    holding(procedure.fees, today).length === 0 && say(locale, partWords.fees),
    holding(procedure.steps, today).length === 0 && say(locale, partWords.steps),
    procedure.resultName === null && t("general.resultName").toLowerCase(),
    procedure.legalBasis === null && t("general.legalBasis").toLowerCase(),
  ].filter((what) => what !== false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const source = new FormData(event.currentTarget).get("source");
    const act = isPublished ? "unpublish" : "publish";
    save.mutate({ method: "POST", url: `/api/v1/procedures/${id}/${act}`, body: { version, source } });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={isPublished ? t("publish.backTitle", { name }) : t("publish.title", { name })}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      <form className={classes.form} onSubmit={submit}>
        <p>{isPublished ? t("publish.backHelp") : t("publish.help")}</p>
        {!isPublished && missing.length > 0 ? (
          <p className={classes.hint}>{t("publish.missing", { what: missing.join(", ") })}</p>
        ) : null}
        <SourceField help={t("sourceHelp")} isFirst />
        <Refused error={save.error} />
        <DialogFoot
          onCancel={onClose}
          isSending={save.isPending}
          submit={isPublished ? t("publish.back") : t("publish.button")}
          isDangerous={isPublished}
        />
      </form>
    </Modal>
  );
}
