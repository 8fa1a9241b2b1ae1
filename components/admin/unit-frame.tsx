"use client";
import { useRouter } from "next/navigation";
import type { FormEvent, ReactNode } from "react";
import { anyAnswer, useAct } from "@/components/ui/act";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Fault } from "@/components/ui/fault";
import classes from "./admin.module.css";

/** Sends an act on units and shows the tree anew. */
export function useSave(onClose: () => void) {
  const router = useRouter();
  return useAct(anyAnswer, () => {
    onClose();
    router.refresh();
  });
}

/** The form of an act: its fields, what went wrong, and the button that carries the verb. */
export function Frame({
  save,
  onClose,
  onSubmit,
  children,
  danger,
}: {
  save: ReturnType<typeof useSave>;
  onClose: () => void;
  onSubmit: (form: FormData) => void;
  children: ReactNode;
  danger?: string;
}) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {children}
      <Fault error={save.error} />
      <DialogFoot onCancel={onClose} isSending={save.isPending} submit={danger} isDangerous={danger !== undefined} isSticky />
    </form>
  );
}

export const text = (form: FormData, name: string): string => String(form.get(name) ?? "").trim();
export const orNull = (value: string): string | null => (value === "" ? null : value);
