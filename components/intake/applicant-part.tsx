"use client";
import { Button, Checkbox, NativeSelect, Radio, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { Recalled } from "@/lib/dossiers/model";
import { idNumberFault, isTaxCodeMistyped } from "@/lib/dossiers/rules";
import { Panel } from "../ui/panel";
import { useProblemWords } from "../ui/problem-words";
import classes from "./intake.module.css";
import type { AreaChoice, Part } from "./parts";

export type Recall = {
  known: Recalled["known"];
  isAsked: boolean;
  isFilled: boolean;
  error: unknown;
  fill(): void;
  touch(): void;
};

/** Who asks, by their number first: whoever was here before needs not be typed again. */
export function ApplicantPart({
  form,
  change,
  faults,
  areas,
  recall,
  today,
}: Part & { areas: readonly AreaChoice[]; recall: Recall; today: string }) {
  const t = useTranslations("intake.applicant");
  const parts = useTranslations("intake.parts");
  const kind = form.applicantKind;
  const isMistyped =
    kind === "ORGANISATION" &&
    form.idNumber.trim() !== "" &&
    idNumberFault(kind, form.idNumber, today) === null &&
    isTaxCodeMistyped(form.idNumber);
  const text = (
    name: "applicantName" | "phone" | "email" | "applicantAddress" | "submitterName" | "submitterIdNumber" | "subject",
  ) => ({
    "data-field": name,
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
    autoComplete: "off",
  });
  return (
    <Panel title={parts("applicant")}>
      <div className={classes.fields}>
        <Radio.Group
          className={classes.wide ?? ""}
          label={t("kind")}
          value={kind}
          onChange={(value) => change({ applicantKind: value === "ORGANISATION" ? "ORGANISATION" : "CITIZEN" })}
        >
          <div className={classes.choices}>
            <Radio value="CITIZEN" label={t("kinds.CITIZEN")} />
            <Radio value="ORGANISATION" label={t("kinds.ORGANISATION")} />
          </div>
        </Radio.Group>
        <TextInput
          data-field="idNumber"
          label={t(`idNumber.${kind}`)}
          value={form.idNumber}
          onChange={(event) => {
            recall.touch();
            change({ idNumber: event.currentTarget.value });
          }}
          description={isMistyped ? t("mistyped") : undefined}
          error={faults.idNumber}
          autoComplete="off"
          spellCheck={false}
        />
        <TextInput {...text("applicantName")} label={t(`name.${kind}`)} error={faults.applicantName} required />
        <RecallLine recall={recall} />
        <TextInput {...text("phone")} label={t("phone")} inputMode="tel" error={faults.phone} />
        <TextInput {...text("email")} label={t("email")} inputMode="email" error={faults.email} />
        <TextInput
          {...text("applicantAddress")}
          className={classes.wide ?? ""}
          label={t("address")}
          error={faults.applicantAddress}
        />
        <NativeSelect
          data-field="areaId"
          label={t("area")}
          value={form.areaId === null ? "" : String(form.areaId)}
          onChange={(event) => change({ areaId: event.currentTarget.value === "" ? null : Number(event.currentTarget.value) })}
          data={[{ value: "", label: t("noArea") }, ...areas.map((a) => ({ value: String(a.id), label: a.name }))]}
          error={faults.areaId}
        />
        <TextInput {...text("subject")} label={t("subject")} error={faults.subject} />
        <Checkbox
          className={classes.wide ?? ""}
          label={t("other")}
          checked={form.hasSubmitter}
          onChange={(event) => change({ hasSubmitter: event.currentTarget.checked })}
        />
        {form.hasSubmitter ? (
          <>
            <TextInput {...text("submitterName")} label={t("submitterName")} error={faults["submitter.name"]} required />
            <TextInput {...text("submitterIdNumber")} label={t("submitterIdNumber")} error={faults["submitter.idNumber"]} />
          </>
        ) : null}
      </div>
    </Panel>
  );
}

/** What is known of the number, to be filled in by one key. */
function RecallLine({ recall: { known, isAsked, isFilled, error, fill } }: { recall: Recall }) {
  const t = useTranslations("intake.applicant");
  const words = useProblemWords();
  return (
    <div className={classes.recall} role="status">
      {error ? <p className={classes.fault}>{words(error)}</p> : null}
      {known && !isFilled ? (
        <>
          <p>
            {t("known", {
              name: known.applicantName,
              address: known.applicantAddress ?? "none",
              code: known.dossierCode ?? "none",
            })}
          </p>
          {known.phone === null && known.phoneMasked ? (
            <p className={classes.faint}>{t("phoneHidden", { phone: known.phoneMasked })}</p>
          ) : null}
          <Button variant="default" size="compact-sm" onClick={fill} aria-keyshortcuts="F2">
            {t("fill")}
          </Button>
        </>
      ) : null}
      {isFilled ? <p className={classes.faint}>{t("filled")}</p> : null}
      {isAsked && !known && !error ? <p className={classes.faint}>{t("unknown")}</p> : null}
    </div>
  );
}
