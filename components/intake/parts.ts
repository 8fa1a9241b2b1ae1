import type { DraftContent } from "@/lib/dossiers/model";

/** What every part of the form is given: what is typed, how to change it, and what the server found fault with by field. */
export type Part = {
  form: DraftContent;
  change(part: Partial<DraftContent> | ((form: DraftContent) => DraftContent)): void;
  faults: Readonly<Record<string, string>>;
};

/** A unit to choose from; `isOwnOf` are the desks that are its own. */
export type UnitChoice = { id: number; name: string; isDesk: boolean; isOwnOf: readonly number[] };
export type AreaChoice = { id: number; name: string };
