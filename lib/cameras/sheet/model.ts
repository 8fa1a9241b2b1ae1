import * as z from "zod";
import { cameraSheetFields } from "./headings";

/** A city of a few hundred thousand has some thousands. */
export const maxCameraRows = 5_000;
/** Why a line of a list is not written, beside what a form is refused for. */
export const cameraSheetFaults = [
  "camera-sheet-code-missing",
  "camera-sheet-code-twice",
  "camera-sheet-name-missing",
  "camera-sheet-group-missing",
  "camera-sheet-unit-missing",
  "camera-sheet-number",
  "camera-sheet-day",
  "camera-sheet-sign-in-half",
  "camera-sheet-value",
  "camera-sign-in-in-address",
  "camera-stream-unreadable",
  "camera-snapshot-unreadable",
  "camera-no-address",
  "camera-place-half",
  "camera-ends-early",
  "camera-group-unknown",
  "camera-unit-unknown",
  "camera-area-unknown",
] as const;
export type CameraSheetFaultCode = (typeof cameraSheetFaults)[number];
const Field = z.enum(cameraSheetFields);
export const CameraSheetFault = z.strictObject({
  field: Field,
  code: z.enum(cameraSheetFaults),
  /** What stands in the cell; nothing of one that may hold a secret. */
  value: z.string(),
});
export type CameraSheetFault = z.output<typeof CameraSheetFault>;
export const CameraSheetLine = z.strictObject({
  /** The line of the sheet, as a spreadsheet numbers it. */
  line: z.int(),
  code: z.string(),
  name: z.string(),
  fate: z.enum(["new", "changed", "unchanged", "rejected"]),
  /** What is other than before. */
  changes: z.array(Field),
  faults: z.array(CameraSheetFault),
});
export type CameraSheetLine = z.output<typeof CameraSheetLine>;
/** What a list of cameras does, or would do, to the registry. */
export const CameraSheetReport = z.strictObject({
  /** What the preview was made of; the import is refused when it is another by then. */
  state: z.string(),
  counts: z.strictObject({ new: z.int(), changed: z.int(), unchanged: z.int(), rejected: z.int() }),
  /** The headings of the file and what each was taken for; null: its column is left out. */
  headings: z.array(z.strictObject({ text: z.string(), field: Field.nullable() })),
  lines: z.array(CameraSheetLine),
});
export type CameraSheetReport = z.output<typeof CameraSheetReport>;

export const CameraSheets = z.strictObject({
  sheets: z.array(z.array(z.strictObject({ line: z.int(), cells: z.array(z.string()) }))),
});
export const CameraSheetImport = CameraSheets.extend({ state: z.string().max(100) });
export const CameraFileQuery = z.strictObject({ template: z.literal("1").optional() });
