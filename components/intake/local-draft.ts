import * as z from "zod";
import { DraftInput } from "@/lib/dossiers/model";

/** A form as a tab keeps it: a draft, and whether the server has this very revision. */
export const LocalDraft = DraftInput.extend({ isSaved: z.boolean() });
