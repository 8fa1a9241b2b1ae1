"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { CameraFigures, DocumentBoard } from "@/lib/indicators/model";
import { type CameraQuestion, cameraBoardLink, cameraFiguresQuery } from "../cameras/figures/figures-query";
import { type DocumentQuestion, documentBoardLink, documentBoardQuery } from "../documents/figures/board-query";
import { shownOf } from "../ui/answer";
import { FiguresPanel } from "./figures-panel";

const documentCodes = [
  "e-signature-rate",
  "signatures-invalid",
  "documents-unsigned",
  "certificate-rate",
  "certificates-ending",
  "documents-incoming",
  "documents-outgoing",
  "documents-overdue",
  "documents-on-time-rate",
  "paperless-meeting-rate",
];
const safetyMs = 300_000;

/** Documents and their signatures on the leader's page: ten figures, each opening the board. */
export function DocumentsOverview({ question, className }: { question: DocumentQuestion; className?: string }) {
  const t = useTranslations("documentBoard");
  const answer = useQuery<DocumentBoard>({ ...documentBoardQuery(question), refetchInterval: safetyMs });
  const { data, refusal } = shownOf(answer);
  const all = data && [...data.headline, ...data.certificates, data.meetings.rate];
  return (
    <FiguresPanel
      title={t("panel")}
      href={documentBoardLink(question)}
      readings={all ? documentCodes.flatMap((code) => all.filter((r) => r.code === code)) : null}
      onRetry={() => void answer.refetch()}
      {...{ refusal, className }}
    />
  );
}

/** Cameras on the leader's page: five figures, each opening their board. Not there before the first camera is. */
export function CamerasOverview({ question, className }: { question: CameraQuestion; className?: string }) {
  const t = useTranslations("documentBoard");
  const answer = useQuery<CameraFigures>(cameraFiguresQuery(question));
  const { data, refusal } = shownOf(answer);
  if (data?.headline.every(({ value }) => value === null)) return null;
  return (
    <FiguresPanel
      title={t("cameras")}
      href={cameraBoardLink(question)}
      readings={data ? data.headline : null}
      onRetry={() => void answer.refetch()}
      {...{ refusal, className }}
    />
  );
}
