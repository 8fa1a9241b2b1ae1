"use client";
import { Button, Modal } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { anyAnswer, useAct } from "@/components/ui/act";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Fault } from "@/components/ui/fault";
import { useFocusBack } from "@/components/ui/focus-back";
import type { CalendarChange } from "@/lib/calendar/model";
import type { CalendarPreview } from "@/lib/dossiers/model";
import classes from "./admin.module.css";
import { PreviewOf } from "./calendar-preview";

const previewReader = async () => (await import("@/lib/dossiers/model")).CalendarPreview;

/**
 * A change of the calendar in two steps: what it is, then what it does to the open dossiers. Nothing is written before the second.
 * `changeOf` makes the change of the form, or says in a sentence what is wrong with it.
 */
export function CalendarChangeDialog({
  title,
  changeOf,
  canOpenDossiers,
  onClose,
  children,
}: {
  title: string;
  changeOf: (form: FormData) => CalendarChange | string;
  canOpenDossiers: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("admin");
  useFocusBack();
  const router = useRouter();
  const [wrong, setWrong] = useState<string | null>(null);
  const [seen, setSeen] = useState<{ change: CalendarChange; preview: CalendarPreview } | null>(null);
  const asked = useRef<CalendarChange | null>(null);
  const preview = useAct(previewReader, (found) => {
    if (asked.current) setSeen({ change: asked.current, preview: found });
  });
  const apply = useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
  return (
    <Modal opened onClose={onClose} title={title} size="xl" closeButtonProps={{ "aria-label": t("cancel") }}>
      <form
        className={classes.form}
        hidden={seen !== null}
        onSubmit={(event) => {
          event.preventDefault();
          const change = changeOf(new FormData(event.currentTarget));
          setWrong(typeof change === "string" ? change : null);
          if (typeof change === "string") return;
          asked.current = change;
          preview.mutate({ method: "POST", url: "/api/v1/calendar/changes/preview", body: change });
        }}
      >
        {children}
        {wrong === null ? null : (
          <p role="alert" className={classes.wrong}>
            {wrong}
          </p>
        )}
        <Fault error={preview.error} />
        <DialogFoot onCancel={onClose} isSending={preview.isPending} submit={t("calendar.preview")} isSticky />
      </form>
      {seen === null ? null : (
        <div className={classes.form}>
          <PreviewOf {...seen} canOpenDossiers={canOpenDossiers} />
          <Fault error={apply.error} />
          <div className={classes.foot}>
            <Button
              variant="default"
              onClick={() => {
                apply.reset();
                setSeen(null);
              }}
            >
              {t("calendar.back")}
            </Button>
            <Button
              data-autofocus
              loading={apply.isPending}
              onClick={() =>
                apply.mutate({
                  method: "POST",
                  url: "/api/v1/calendar/changes",
                  body: { change: seen.change, version: seen.preview.version },
                })
              }
            >
              {seen.preview.moved > 0 ? t("calendar.applyAndMove", { count: seen.preview.moved }) : t("calendar.apply")}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
