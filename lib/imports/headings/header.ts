import { fields, neededFields } from "../model";
import { headingReader } from "./reader";
import { headingWords } from "./words";

/** The headings of a register of dossiers: a row that names no code of a dossier is none. */
export const { headerOf, recalled, rememberedOf, suggestMapping } = headingReader({
  fields,
  words: headingWords,
  marks: ["code"],
  least: neededFields.length,
});
