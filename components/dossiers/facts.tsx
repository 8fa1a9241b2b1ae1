"use client";
import { Button } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import { channelWords, limitText, serviceLevelWords } from "@/lib/dossiers/labels";
import type { DossierDetail } from "@/lib/dossiers/model";
import { say } from "@/lib/words";
import { useProblemWords } from "../ui/problem-words";
import { sendJson } from "../ui/request";
import { CorrectButton } from "./correct-button";
import classes from "./dossier.module.css";
import { revealReader } from "./readers";

/** Who asks for what, where. Personal numbers are masked until somebody with the right asks, and the asking is on record. */
export function Facts({ dossier, canReveal }: { dossier: DossierDetail; canReveal: boolean }) {
  const t = useTranslations("dossiers.page");
  const locale = useLocale();
  const words = useProblemWords();
  const reveal = useMutation({ mutationFn: () => sendJson("POST", `/api/v1/dossiers/${dossier.id}/reveal`, {}, revealReader) });
  const phone = reveal.data?.phone ?? dossier.phoneMasked;
  const idNumber = reveal.data?.idNumber ?? dossier.idNumberMasked;
  const facts = [
    [t("applicant"), `${dossier.applicantName} (${t(`applicantKind.${dossier.applicantKind}`)})`],
    [t("address"), dossier.applicantAddress],
    [t("phone"), phone],
    [t("idNumber"), idNumber],
    [t("submitter"), dossier.submitterName],
    [t("subject"), dossier.subject],
    [t("procedure"), `${dossier.procedureCode} · ${dossier.procedureName}`],
    [t("case"), dossier.caseLabel],
    [t("sector"), dossier.sectorName],
    [t("unit"), dossier.unitName],
    [t("receivingUnit"), dossier.receivingUnitName],
    [t("channel"), say(locale, channelWords[dossier.channel])],
    [t("serviceLevel"), say(locale, serviceLevelWords[dossier.serviceLevel])],
    [t("delivery"), t(`deliveries.${dossier.resultDelivery}`)],
    [t("limit"), dossier.limitUnit ? limitText(locale, { value: dossier.limitValue, unit: dossier.limitUnit }) : t("noLimit")],
  ] as const;
  return (
    <>
      <dl className={classes.list}>
        {facts.map(([term, fact]) =>
          fact ? (
            <div key={term} style={{ display: "contents" }}>
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {canReveal && !reveal.data && (dossier.phoneMasked || dossier.idNumberMasked) ? (
        <p className={classes.reveal}>
          <Button
            variant="default"
            size="compact-sm"
            loading={reveal.isPending}
            leftSection={<IconEye size="1rem" aria-hidden />}
            onClick={() => reveal.mutate()}
          >
            {t("reveal")}
          </Button>
          {t("revealNote")}
        </p>
      ) : null}
      {dossier.mayCorrect ? <CorrectButton dossier={dossier} /> : null}
      <p role="status" className={classes.error}>
        {reveal.error ? words(reveal.error) : null}
      </p>
    </>
  );
}
