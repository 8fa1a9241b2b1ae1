import { NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { authorityWords, urgencyWords } from "@/lib/documents/labels";
import { authorities, type DocumentDetail, type DocumentType } from "@/lib/documents/model";
import { say } from "@/lib/words";
import { DayField } from "../ui/day-field";
import classes from "./documents.module.css";
import { type FaultOf, urgencies } from "./form";
import { type Secrecy, SecrecyField } from "./secrecy-stop";

type Parts = { faultOf: FaultOf; kept?: DocumentDetail | undefined };

/** What sort of document it is. */
export function SortFields({
  types,
  typeId,
  onType,
  secrecy,
  onSecrecy,
  faultOf,
  kept,
}: Parts & {
  types: readonly DocumentType[];
  typeId: string;
  onType(id: string): void;
  secrecy: Secrecy;
  onSecrecy(value: Secrecy): void;
}) {
  const t = useTranslations("documents.form");
  const locale = useLocale();
  return (
    <div className={classes.trio}>
      <NativeSelect
        name="typeId"
        label={t("type")}
        value={typeId}
        onChange={(event) => onType(event.currentTarget.value)}
        error={faultOf("typeId")}
        data={types.map((type) => ({
          value: String(type.id),
          label: type.abbreviation ? `${type.name} (${type.abbreviation})` : type.name,
        }))}
      />
      <NativeSelect
        name="urgency"
        label={t("urgency")}
        defaultValue={kept?.urgency ?? "NORMAL"}
        data={urgencies.map((urgency) => ({ value: urgency, label: say(locale, urgencyWords[urgency]) }))}
      />
      <SecrecyField value={secrecy} onChange={onSecrecy} />
    </div>
  );
}

export function SubjectField({ faultOf, kept }: Parts) {
  const t = useTranslations("documents.form");
  return (
    <Textarea
      name="subject"
      label={t("subject")}
      defaultValue={kept?.subject ?? ""}
      error={faultOf("subject")}
      maxLength={1_000}
      rows={3}
      required
    />
  );
}

/** Who signed, in which post and in whose authority. */
export function SignerFields({ faultOf, kept }: Parts) {
  const t = useTranslations("documents.form");
  const locale = useLocale();
  return (
    <div className={classes.trio}>
      <NativeSelect
        name="authority"
        label={t("authority")}
        defaultValue={kept?.authority ?? ""}
        data={[
          { value: "", label: t("none") },
          ...authorities.map((one) => ({ value: one, label: say(locale, authorityWords[one] ?? { vi: one, en: one }) })),
        ]}
      />
      <TextInput
        name="signerName"
        label={t("signerName")}
        defaultValue={kept?.signerName ?? ""}
        error={faultOf("signerName")}
        maxLength={120}
        autoComplete="off"
      />
      <TextInput
        name="signerPost"
        label={t("signerPost")}
        defaultValue={kept?.signerPost ?? ""}
        error={faultOf("signerPost")}
        maxLength={160}
        autoComplete="off"
      />
    </div>
  );
}

/** To whom it goes, who keeps it, and what else the register has a column for. */
export function RestFields({ faultOf, kept, isIncoming }: Parts & { isIncoming: boolean }) {
  const t = useTranslations("documents.form");
  return (
    <>
      <Textarea
        name="recipients"
        label={t(isIncoming ? "receivers" : "recipients")}
        description={t("recipientsHelp")}
        defaultValue={kept?.recipients.join("\n") ?? ""}
        error={faultOf("recipients")}
        rows={3}
      />
      <div className={classes.trio}>
        <DayField name="dueOn" label={t("dueOn")} defaultValue={kept?.dueOn} error={faultOf("dueOn")} />
        <NumberInput
          name="pages"
          label={t("pages")}
          defaultValue={kept?.pages ?? ""}
          error={faultOf("pages")}
          min={1}
          max={99_999}
          allowDecimal={false}
          hideControls
        />
        {isIncoming ? null : (
          <NumberInput
            name="copies"
            label={t("copies")}
            defaultValue={kept?.copies ?? ""}
            error={faultOf("copies")}
            min={0}
            max={99_999}
            allowDecimal={false}
            hideControls
          />
        )}
      </div>
      <div className={classes.trio}>
        {isIncoming ? null : (
          <TextInput
            name="keeper"
            label={t("keeper")}
            defaultValue={kept?.keeper ?? ""}
            error={faultOf("keeper")}
            maxLength={200}
            autoComplete="off"
          />
        )}
        <TextInput
          name="note"
          label={t("note")}
          defaultValue={kept?.note ?? ""}
          error={faultOf("note")}
          maxLength={500}
          autoComplete="off"
        />
      </div>
    </>
  );
}
