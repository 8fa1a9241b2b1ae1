import { channelWords, stateWords } from "@/lib/dossiers/labels";
import type { Channel, DossierState } from "@/lib/dossiers/model";

/** The closed lists a filter offers, without the schema they are parsed with; a test holds them to it. */
export const stateChoices = Object.keys(stateWords) as DossierState[];
export const channelChoices = Object.keys(channelWords) as Channel[];
