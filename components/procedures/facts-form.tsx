"use client";
import { Checkbox, Modal, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useAct } from "@/components/ui/act";
import { DayField } from "@/components/ui/day-field";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { useFocusBack } from "@/components/ui/focus-back";
import type { Day } from "@/lib/calendar/model";
import { tierWords } from "@/lib/procedures/labels";
import { type ProcedureDetail, type Sector, tiers } from "@/lib/procedures/model";
import { say } from "@/lib/words";
import { Refused } from "./part-frame";
import classes from "./procedures.module.css";

const written = async () => (await import("@/lib/procedures/model")).Written;
const textOf = (form: FormData, name: string): string => String(form.get(name) ?? "").trim();
const orNull = (text: string): string | null => (text === "" ? null : text);
const bodyOf = (form: FormData) => ({
  code: textOf(form, "code"),
  name: textOf(form, "name"),
  sectorId: Number(form.get("sectorId")),
  level: textOf(form, "level"),
  validFrom: textOf(form, "validFrom"),
  validUntil: orNull(textOf(form, "validUntil")),
  resultName: orNull(textOf(form, "resultName")),
  legalBasis: orNull(textOf(form, "legalBasis")),
  source: orNull(textOf(form, "source")),
  isSensitive: form.get("isSensitive") !== null,
  isTakenInAnywhere: form.get("isTakenInAnywhere") !== null,
});

/** A new procedure: what is said of it as a whole; its parts follow on its own page. */
export function AddProcedure({ sectors, today, onClose }: { sectors: readonly Sector[]; today: Day; onClose: () => void }) {
  const t = useTranslations("procedures");
  const router = useRouter();
  useFocusBack();
  const save = useAct(written, ({ id }) => router.push(`/admin/procedures/${id}`));
  return (
    <Modal opened onClose={onClose} title={t("add")} size="xl" closeButtonProps={{ "aria-label": t("cancel") }}>
      <FactsForm
        procedure={null}
        sectors={sectors}
        today={today}
        save={save}
        onClose={onClose}
        onBody={(body) => save.mutate({ method: "POST", url: "/api/v1/procedures", body })}
      />
    </Modal>
  );
}

/** What is said of a procedure as a whole, changed; its page follows. */
export function ChangeProcedure({
  procedure,
  sectors,
  today,
  onClose,
}: {
  procedure: ProcedureDetail;
  sectors: readonly Sector[];
  today: Day;
  onClose: () => void;
}) {
  const t = useTranslations("procedures");
  const router = useRouter();
  useFocusBack();
  const save = useAct(written, () => {
    onClose();
    router.refresh();
  });
  return (
    <Modal opened onClose={onClose} title={t("general.title")} size="xl" closeButtonProps={{ "aria-label": t("cancel") }}>
      <FactsForm
        procedure={procedure}
        sectors={sectors}
        today={today}
        save={save}
        onClose={onClose}
        onBody={(body) =>
          save.mutate({
            method: "PATCH",
            url: `/api/v1/procedures/${procedure.id}`,
            body: { ...body, version: procedure.version },
          })
        }
      />
    </Modal>
  );
}

function FactsForm({
  procedure,
  sectors,
  today,
  save,
  onBody,
  onClose,
}: {
  procedure: ProcedureDetail | null;
  sectors: readonly Sector[];
  today: Day;
  save: { error: Error | null; isPending: boolean };
  onBody: (body: ReturnType<typeof bodyOf>) => void;
  onClose: () => void;
}) {
  const t = useTranslations("procedures");
  const locale = useLocale();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onBody(bodyOf(new FormData(event.currentTarget)));
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        name="name"
        label={t("name")}
        required
        minLength={5}
        maxLength={500}
        defaultValue={procedure?.name}
        data-autofocus
      />
      <div className={classes.pair}>
        <TextInput
          name="code"
          label={t("code")}
          description={t("codeHelp")}
          required
          maxLength={40}
          pattern="\d\.\d{6}(\.[0-9A-Za-z]{2,3}){0,5}"
          readOnly={Boolean(procedure?.firstPublishedOn)}
          defaultValue={procedure?.code}
        />
        <NativeSelect
          name="sectorId"
          label={t("sector")}
          description={" "}
          defaultValue={procedure ? String(procedure.sectorId) : undefined}
          data={sectors.map((s) => ({ value: String(s.id), label: s.name }))}
        />
      </div>
      <div className={classes.trio}>
        <NativeSelect
          name="level"
          label={t("level")}
          defaultValue={procedure?.level ?? "COMMUNE"}
          data={tiers.map((tier) => ({ value: tier, label: say(locale, tierWords[tier]) }))}
        />
        <DayField name="validFrom" label={t("general.validFrom")} required defaultValue={procedure?.validFrom ?? today} />
        <DayField name="validUntil" label={t("general.validUntil")} defaultValue={procedure?.validUntil} />
      </div>
      <TextInput name="resultName" label={t("general.resultName")} maxLength={500} defaultValue={procedure?.resultName ?? ""} />
      <Textarea
        name="legalBasis"
        label={t("general.legalBasis")}
        description={t("general.legalBasisHelp")}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        defaultValue={procedure?.legalBasis ?? ""}
      />
      <TextInput
        name="source"
        label={t("general.source")}
        description={t("sourceHelp")}
        maxLength={300}
        defaultValue={procedure?.source ?? ""}
      />
      <Checkbox
        name="isTakenInAnywhere"
        label={t("general.isTakenInAnywhere")}
        defaultChecked={procedure?.isTakenInAnywhere ?? true}
      />
      <Checkbox name="isSensitive" label={t("general.isSensitive")} defaultChecked={procedure?.isSensitive ?? false} />
      <Refused error={save.error} />
      <DialogFoot onCancel={onClose} isSending={save.isPending} isSticky />
    </form>
  );
}
