"use client";
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { DayField } from "../ui/day-field";
import { useProblemWords } from "../ui/problem-words";
import classes from "./documents.module.css";
import { saidIn, useDocumentForm, writtenNames } from "./form";
import { RestFields, SignerFields, SortFields, SubjectField } from "./form-parts";
import { useKeptForm } from "./kept-words";
import type { NewOffer } from "./new-screen";
import { SecrecyStop } from "./secrecy-stop";

/** An incoming document, entered from the keyboard: it gets its number as it is sent. */
export function RegisterForm({ userId, offer }: { userId: number; offer: NewOffer }) {
  const t = useTranslations("documents.form");
  const ui = useTranslations("ui");
  const words = useProblemWords();
  const router = useRouter();
  const [typeId, setTypeId] = useState(String(offer.types.find((type) => type.code === "cong-van")?.id ?? ""));
  const { form, act, secrecy, setSecrecy, faultOf, isRefusedAs, wipe, isStopped } = useDocumentForm(({ id }) => {
    drop();
    router.push(`/documents/${id}`);
  });
  const isSecret = isStopped || isRefusedAs("secret-document");
  const { isKept, note, drop } = useKeptForm(form, { userId, of: "new.INCOMING" }, { names: writtenNames, isSecret });
  return (
    <form
      ref={form}
      className={classes.form}
      onKeyDown={sendByKey}
      onInput={() => note()}
      onSubmit={(event) => {
        event.preventDefault();
        if (isStopped) return;
        const { isRepeated, ...said } = saidIn(event.currentTarget);
        const body = { step: "register", ...said, ...(isRepeated ? { isRepeated: true } : {}) };
        act.mutate({ method: "POST", url: "/api/v1/documents", body });
      }}
    >
      <SortFields {...{ types: offer.types, typeId, onType: setTypeId, secrecy, onSecrecy: setSecrecy, faultOf }} />
      {isStopped ? <SecrecyStop onWipe={wipe} /> : null}
      {isKept ? <p className={dossier.paperHelp}>{ui("keptWords")}</p> : null}
      <div className={classes.trio}>
        <NativeSelect
          name="unitId"
          label={t("unit")}
          error={faultOf("unitId")}
          data={offer.registering.map((unit) => ({ value: String(unit.id), label: unit.name }))}
        />
        <TextInput
          name="issuer"
          label={t("issuer")}
          error={faultOf("issuer")}
          maxLength={300}
          required
          data-autofocus
          autoFocus
        />
        <TextInput name="symbol" label={t("symbol")} error={faultOf("symbol")} maxLength={80} autoComplete="off" />
      </div>
      {isRefusedAs("document-registered-already") ? <Checkbox name="isRepeated" value="yes" label={t("again")} /> : null}
      <div className={classes.trio}>
        <DayField name="issuedOn" label={t("issuedOn")} error={faultOf("issuedOn")} max={offer.today} required />
        <DayField
          name="arrivedOn"
          label={t("arrivedOn")}
          error={faultOf("arrivedOn")}
          defaultValue={offer.today}
          max={offer.today}
          required
        />
      </div>
      <SubjectField faultOf={faultOf} />
      <SignerFields faultOf={faultOf} />
      <RestFields faultOf={faultOf} isIncoming />
      <p role="alert" className={dossier.error}>
        {act.error ? words(act.error) : null}
      </p>
      <div className={dossier.buttons}>
        <Button type="submit" loading={act.isPending} disabled={isStopped}>
          {t("register")}
        </Button>
        <span className={dossier.paperHelp}>{t("sendKey")}</span>
      </div>
    </form>
  );
}
