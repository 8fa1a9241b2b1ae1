import * as z from "zod";
import { cameraCodes } from "../cameras/codes";
import { certificateCodes, documentCodes, meetingCodes } from "../documents/codes";

/** What a screen, an alert, a report or a machine may ask for. Definitions: rules.ts; words: labels.ts. */
export const indicatorCodes = [
  "received",
  "resolved",
  "resolved-early",
  "resolved-on-time",
  "resolved-late",
  "on-time-rate",
  "on-time-of-received-rate",
  "overdue-now",
  "due-soon",
  "in-progress",
  "awaiting-applicant",
  "returned",
  "refused",
  "withdrawn",
  "online-rate",
  "full-online-rate",
  "postal-rate",
  "mean-working-days",
] as const;
export type IndicatorCode = (typeof indicatorCodes)[number];
export const IndicatorCode = z.enum(indicatorCodes);

/** Every indicator there is: of dossiers, of documents, of signers' certificates, of meetings, of cameras. What a target can be set for. */
export const targetCodes = [...indicatorCodes, ...documentCodes, ...certificateCodes, ...meetingCodes, ...cameraCodes] as const;
export type TargetCode = (typeof targetCodes)[number];
export const TargetCode = z.enum(targetCodes);
