"use client";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { DocumentDetail, DocumentName, DocumentType, Kept } from "@/lib/documents/model";
import { formatInstant } from "@/lib/words";
import { sendByKey } from "../dossiers/act-keys";
import dossier from "../dossiers/dossier.module.css";
import { useProblemWords } from "../ui/problem-words";
import classes from "./documents.module.css";
import { saidIn, useDocumentForm, writtenNames } from "./form";
import { RestFields, SignerFields, SortFields, SubjectField } from "./form-parts";
import { useKeptForm } from "./kept-words";
import type { DraftUnit } from "./new-screen";
import { SecrecyStop } from "./secrecy-stop";
import { useAutosave } from "./use-autosave";

type Props = {
  userId: number;
  types: readonly DocumentType[];
  onKept(kept: Kept): void;
  onCancel?: () => void;
} & (
  | { kept: DocumentDetail }
  | { kept?: undefined; direction: "OUTGOING" | "INTERNAL"; units: readonly DraftUnit[]; responseFor: DocumentName | null }
);

/** A document of the unit's own before it has a number: written anew, or changed. */
export function DraftForm({ userId, types, onKept, onCancel, ...how }: Props) {
  const t = useTranslations("documents.form");
  const ui = useTranslations("ui");
  const words = useProblemWords();
  const { kept } = how;
  const units = how.kept ? [] : how.units;
  const [unitId, setUnitId] = useState(String(units[0]?.id ?? ""));
  const unit = units.find((one) => String(one.id) === unitId);
  const [typeId, setTypeId] = useState(String(kept?.typeId ?? types.find((type) => type.code === "cong-van")?.id ?? ""));
  const hasAbbreviation = types.find((type) => String(type.id) === typeId)?.abbreviation !== null;
  const { form, act, secrecy, setSecrecy, faultOf, isRefusedAs, wipe, isStopped } = useDocumentForm((done) => {
    drop(placeNow());
    onKept(done);
  });
  const responseFor = how.kept ? how.kept.responseFor : how.responseFor;
  const bodyOf = (at: HTMLFormElement) => ({ ...saidIn(at), ...(responseFor ? { responseForId: responseFor.id } : {}) });
  const { saving, touched, version, rest } = useAutosave(form, kept, bodyOf, isStopped, (over) => {
    drop(`draft.${kept?.id}.${over}`);
    // What was typed meanwhile was typed over what is kept now.
    note(placeNow());
  });
  // What was typed over one state of a draft is not put over another, which somebody else may have made.
  const placeNow = () => (how.kept ? `draft.${how.kept.id}.${version()}` : `new.${how.direction}.${responseFor?.id ?? 0}`);
  const isSecret = isStopped || isRefusedAs("secret-document");
  const { isKept, note, drop } = useKeptForm(form, { userId, of: placeNow() }, { names: writtenNames, isSecret });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept by the tab is saved as if it were typed.
  useEffect(() => {
    if (isKept) touched();
  }, [isKept]);
  return (
    <form
      ref={form}
      className={classes.form}
      onKeyDown={sendByKey}
      onInput={() => {
        note(placeNow());
        touched();
      }}
      onBlur={touched}
      onSubmit={async (event) => {
        event.preventDefault();
        if (isStopped) return;
        const said = saidIn(event.currentTarget);
        if (how.kept) {
          const body = bodyOf(event.currentTarget);
          await rest();
          act.mutate({ method: "PUT", url: `/api/v1/documents/${how.kept.id}`, body: { ...body, version: version() } });
        } else
          act.mutate({
            method: "POST",
            url: "/api/v1/documents",
            body: {
              ...{ step: "draft", direction: how.direction, ...said },
              ...(responseFor ? { responseForId: responseFor.id } : {}),
            },
          });
      }}
    >
      <SortFields {...{ types, typeId, onType: setTypeId, secrecy, onSecrecy: setSecrecy, faultOf, kept }} />
      {isStopped ? <SecrecyStop onWipe={wipe} /> : null}
      {isKept ? <p className={dossier.paperHelp}>{ui("keptWords")}</p> : null}
      {responseFor ? (
        <p>{t("responseFor", { name: `${responseFor.symbol ?? responseFor.number ?? ""} – ${responseFor.subject}` })}</p>
      ) : null}
      <div className={classes.trio}>
        {how.kept ? null : (
          <NativeSelect
            name="unitId"
            label={t("unit")}
            value={unitId}
            onChange={(event) => setUnitId(event.currentTarget.value)}
            error={faultOf("unitId")}
            data={units.map((one) => ({ value: String(one.id), label: one.name }))}
          />
        )}
        <TextInput
          key={`issuer-${unitId}`}
          name="issuerMark"
          label={t("issuerMark")}
          description={t("issuerMarkHelp")}
          defaultValue={kept?.issuerMark ?? unit?.issuerMark ?? ""}
          error={faultOf("issuerMark")}
          maxLength={30}
          autoComplete="off"
          required
        />
        {hasAbbreviation ? null : (
          <TextInput
            key={`drafter-${unitId}`}
            name="drafterMark"
            label={t("drafterMark")}
            description={t("drafterMarkHelp")}
            defaultValue={kept?.drafterMark ?? unit?.drafterMark ?? ""}
            error={faultOf("drafterMark")}
            maxLength={30}
            autoComplete="off"
          />
        )}
      </div>
      <SubjectField faultOf={faultOf} kept={kept} />
      <SignerFields faultOf={faultOf} kept={kept} />
      <RestFields faultOf={faultOf} kept={kept} isIncoming={false} />
      <p role="alert" className={dossier.error}>
        {act.error ? words(act.error) : null}
      </p>
      <div className={dossier.buttons}>
        {onCancel ? (
          <Button
            variant="default"
            onClick={() => {
              drop(placeNow());
              onCancel();
            }}
          >
            {ui("cancel")}
          </Button>
        ) : null}
        <Button type="submit" loading={act.isPending} disabled={isStopped}>
          {t("save")}
        </Button>
        <span className={dossier.paperHelp}>{t("sendKey")}</span>
        {kept ? (
          <span role="status" className={saving.is === "lost" ? dossier.error : dossier.paperHelp}>
            {saving.is === "lost"
              ? words(saving.error)
              : saving.is === "saved"
                ? t("saving.saved", { at: formatInstant(new Date(saving.at)) })
                : t(`saving.${saving.is}`)}
          </span>
        ) : null}
      </div>
    </form>
  );
}
