"use client";
import { Button, Modal } from "@mantine/core";
import { useRouter } from "next/navigation";
import type { FormEvent, ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useAct } from "@/components/ui/act";
import { DayField } from "@/components/ui/day-field";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Fault } from "@/components/ui/fault";
import { useFocusBack } from "@/components/ui/focus-back";
import { Problem } from "@/components/ui/request";
import type { Day } from "@/lib/calendar/model";
import type { ProcedureDetail } from "@/lib/procedures/model";
import { SourceField } from "../ui/source-field";
import classes from "./procedures.module.css";

const written = async () => (await import("@/lib/procedures/model")).Written;

/** Why a change did not go through. Where somebody else was faster, the new state is one press away and nothing typed is lost. */
export function Refused({ error }: { error: Error | null }) {
  const t = useTranslations("procedures");
  const router = useRouter();
  const isOld = error instanceof Problem && error.status === 409 && error.code.endsWith("-changed");
  return (
    <>
      <Fault error={error} />
      {isOld ? (
        <div>
          <Button variant="default" size="compact-sm" onClick={() => router.refresh()}>
            {t("reload")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** A change of a part that holds from a day on: its fields, the day, the paper behind it. */
export function PartFrame({
  title,
  procedure,
  today,
  bodyOf,
  onClose,
  children,
}: {
  title: string;
  procedure: ProcedureDetail;
  today: Day;
  bodyOf: () => object;
  onClose: () => void;
  children: (faultPaths: readonly string[]) => ReactNode;
}) {
  const t = useTranslations("procedures");
  const router = useRouter();
  useFocusBack();
  const save = useAct(written, () => {
    onClose();
    router.refresh();
  });
  const paths = save.error instanceof Problem ? save.error.faults.map((fault) => fault.path.replace(/^body\./, "")) : [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const { version } = procedure;
    const when = { from: form.get("from"), source: form.get("source") };
    save.mutate({
      method: "POST",
      url: `/api/v1/procedures/${procedure.id}/terms`,
      body: { version, ...when, ...bodyOf() },
    });
  };
  return (
    <Modal opened onClose={onClose} title={title} size="75rem" closeButtonProps={{ "aria-label": t("cancel") }}>
      <form className={classes.form} onSubmit={submit}>
        {children(paths)}
        <div className={classes.pair}>
          <DayField
            name="from"
            label={t("from")}
            description={t("fromHelp")}
            required
            defaultValue={procedure.firstPublishedOn === null ? procedure.validFrom : today}
          />
          <SourceField help={t("sourceHelp")} />
        </div>
        <Refused error={save.error} />
        <DialogFoot onCancel={onClose} isSending={save.isPending} isSticky />
      </form>
    </Modal>
  );
}
