import { channelWords, stateWords } from "@/lib/dossiers/labels";
import type { Channel, DossierState } from "@/lib/dossiers/model";
import type { DossierSet } from "../overview/links";

/** The closed lists a filter offers, without the schema they are parsed with; a test holds them to it. */
export const stateChoices = Object.keys(stateWords) as DossierState[];
export const channelChoices = Object.keys(channelWords) as Channel[];
export const setChoices = [
  "received",
  "resolved",
  "resolved-in-time",
  "resolved-early",
  "resolved-on-time",
  "resolved-late",
  "overdue",
  "due-soon",
  "in-progress",
  "awaiting-applicant",
  "returned",
  "refused",
  "withdrawn",
  "online",
  "full-online",
  "postal",
  "age-over-3",
  "age-1-3",
  "age-today",
  "age-late-1-5",
  "age-late-over-5",
  "age-no-due",
  "direct",
  "carried",
  "handled",
  "ended",
  "ended-on-time",
  "stopped",
  "open",
  "open-in-time",
] as const satisfies readonly DossierSet[];
