"use client";
import { Checkbox, NativeSelect, Radio, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { Correctable } from "@/lib/dossiers/model";
import type { Fault } from "../ui/request";
import type { LineName, Mended, NumberName } from "./correct-form";
import classes from "./dossier.module.css";

type Props = { on: Correctable; form: Mended; faults: readonly Fault[]; onType(change: Partial<Mended>): void };

/** Who asks, for what, and how they want the result: each as it stands, to be typed over. */
export function CorrectFields({ on, form, faults, onType }: Props) {
  const t = useTranslations("dossiers.page.correct");
  const page = useTranslations("dossiers.page");
  const faultAt = (path: string) => faults.find((fault) => fault.path.replace(/^body\./, "") === path)?.title ?? undefined;
  const line = (name: LineName | "applicantName" | "setCount") => ({
    value: form[name],
    error: faultAt(name),
    autoComplete: "off",
    onChange: (event: { currentTarget: { value: string } }) => onType({ [name]: event.currentTarget.value }),
  });
  const { applicantKind: kind } = form;
  return (
    <>
      <Radio.Group
        label={t("kind")}
        value={kind}
        onChange={(value) => onType({ applicantKind: value === "ORGANISATION" ? "ORGANISATION" : "CITIZEN" })}
      >
        <div className={classes.buttons}>
          <Radio value="CITIZEN" label={page("applicantKind.CITIZEN")} />
          <Radio value="ORGANISATION" label={page("applicantKind.ORGANISATION")} />
        </div>
      </Radio.Group>
      <TextInput {...line("applicantName")} label={t(`name.${kind}`)} maxLength={200} required data-autofocus />
      <div className={classes.pair}>
        <Numbered
          {...{ form, onType }}
          name="idNumber"
          label={t(`idNumber.${kind}`)}
          masked={on.idNumberMasked}
          fault={faultAt("idNumber")}
        />
        <Numbered {...{ form, onType }} name="phone" label={t("phone")} masked={on.phoneMasked} fault={faultAt("phone")} />
      </div>
      <div className={classes.pair}>
        <TextInput {...line("applicantAddress")} label={t("address")} maxLength={300} />
        <NativeSelect
          label={t("area")}
          value={form.areaId === null ? "" : String(form.areaId)}
          onChange={({ currentTarget: { value } }) => onType({ areaId: value === "" ? null : Number(value) })}
          data={[{ value: "", label: t("noArea") }, ...on.areas.map((area) => ({ value: String(area.id), label: area.name }))]}
          error={faultAt("areaId")}
        />
      </div>
      <TextInput {...line("email")} label={t("email")} inputMode="email" maxLength={254} />
      <div className={classes.pair}>
        <TextInput {...line("submitterName")} label={t("submitterName")} maxLength={200} />
        {form.submitterName.trim() ? (
          <Numbered
            {...{ form, onType }}
            name="submitterIdNumber"
            label={t("submitterIdNumber")}
            masked={on.submitterIdNumberMasked}
            fault={faultAt("submitterIdNumber")}
          />
        ) : null}
      </div>
      <TextInput {...line("subject")} label={t("subject")} maxLength={500} />
      <div className={classes.pair}>
        <NativeSelect
          label={t("delivery")}
          value={form.resultDelivery}
          onChange={({ currentTarget: { value } }) =>
            onType({ resultDelivery: (["COUNTER", "POST", "ELECTRONIC"] as const).find((one) => one === value) ?? "COUNTER" })
          }
          data={(["COUNTER", "POST", "ELECTRONIC"] as const).map((one) => ({ value: one, label: page(`deliveries.${one}`) }))}
        />
        <TextInput {...line("setCount")} label={t("setCount")} inputMode="numeric" maxLength={2} />
      </div>
    </>
  );
}

/** A number nobody reads back: typed anew, left as it stands, or taken off the record. */
function Numbered({
  name,
  label,
  masked,
  fault,
  form,
  onType,
}: { name: NumberName; label: string; masked: string | null; fault: string | undefined } & Pick<Props, "form" | "onType">) {
  const t = useTranslations("dossiers.page.correct");
  const isDropped = form.dropped.includes(name);
  return (
    <div>
      <TextInput
        label={label}
        description={masked ? t("keeps", { masked }) : t("keepsNone")}
        value={form[name]}
        onChange={(event) => onType({ [name]: event.currentTarget.value })}
        disabled={isDropped}
        error={fault}
        inputMode={name === "phone" ? "tel" : "text"}
        maxLength={20}
        autoComplete="off"
        spellCheck={false}
      />
      {masked && !form[name] ? (
        <Checkbox
          size="xs"
          mt={6}
          label={t("drop", { masked })}
          checked={isDropped}
          onChange={() => onType({ dropped: isDropped ? form.dropped.filter((one) => one !== name) : [...form.dropped, name] })}
        />
      ) : null}
    </div>
  );
}
