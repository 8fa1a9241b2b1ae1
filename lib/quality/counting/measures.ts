import * as z from "zod";

/** Counted from the records, a top and a bottom a unit and month. */
export const recordMeasures = [
  "published-in-time",
  "procedures-complete",
  "synchronised",
  "on-time",
  "procedures-online",
  "online-procedures-used",
  "received-online",
  "online-channel",
  "paid-online",
  "procedures-paid-online",
  "fee-procedures-online",
  "electronic-results",
  "papers-scanned",
  "papers-reused",
  "satisfied",
  "tt01-total-time",
  "tt01-agency-time",
  "tt01-supplements",
  "tt01-one-stop",
  "tt01-published",
  "tt01-attitude",
  "tt01-feedback",
] as const;
/** No record of the product tells these: they are reported, or there is no data. */
export const reportedMeasures = [
  "announced-in-time",
  "data-store-synchronised",
  "population-data-used",
  "population-data-connected",
  "certified-electronically",
  "feedback-in-time",
  "feedback-satisfied",
  "tt01-agencies",
] as const;
export const measureCodes = [...recordMeasures, ...reportedMeasures] as const;
export const MeasureCode = z.enum(measureCodes);
export type MeasureCode = z.output<typeof MeasureCode>;
/** These too may be reported, where another system does the work; the report then goes before the records. */
export const reportable = [
  ...reportedMeasures,
  "published-in-time",
  "synchronised",
  "procedures-complete",
  "tt01-one-stop",
  "tt01-feedback",
] as const satisfies readonly MeasureCode[];
/** Points per dossier or procedure, two at the most: the top is a sum of points. */
export const isPoints = (measure: MeasureCode): boolean => measure.startsWith("tt01-");

/** The measures whose missing dossiers can be listed, and what is wrong with each. */
export const listedMeasures = [
  "on-time",
  "received-online",
  "paid-online",
  "electronic-results",
  "papers-scanned",
  "papers-reused",
  "synchronised",
  "satisfied",
  "tt01-total-time",
  "tt01-agency-time",
  "tt01-supplements",
  "tt01-one-stop",
  "tt01-attitude",
  "tt01-feedback",
] as const satisfies readonly MeasureCode[];
export const ListedMeasure = z.enum(listedMeasures);
export type ListedMeasure = z.output<typeof ListedMeasure>;
