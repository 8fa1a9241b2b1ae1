import type { Day } from "@/lib/calendar/model";
import { serviceLevelWords } from "@/lib/dossiers/labels";
import { formatDay } from "@/lib/words";
import { tierText } from "../labels";
import type { ProcedureDetail } from "../model";
import { writeFees, writeLimits, writePapers, writeSteps } from "./cells";
import { type SheetField, sheetFields } from "./headings";
import { partsOn } from "./judge";
import { writePolicy } from "./policy";

/** The catalogue as the rows of the spreadsheet it can be imported from, as it holds on a day: sent in again they change nothing. */
export function sheetRows(procedures: readonly ProcedureDetail[], on: Day): string[][] {
  return procedures.map((procedure) => {
    const parts = partsOn(procedure, on);
    const settlers = procedure.settlers.filter((s) => parts.settlers.includes(s.unitId)).map((s) => s.unitName);
    const cells: Record<SheetField, string> = {
      code: procedure.code,
      name: procedure.name,
      sector: procedure.sectorName,
      level: tierText("vi", procedure.level),
      serviceLevel: serviceLevelWords[parts.serviceLevel].vi,
      limits: writeLimits(parts.limits),
      papers: writePapers(parts.papers),
      fees: writeFees(parts.fees),
      steps: writeSteps(parts.steps),
      policy: writePolicy(parts.policy),
      settlers: settlers.length === 0 ? "Xã, phường nơi nhận hồ sơ" : [...new Set(settlers)].join("\n"),
      resultName: procedure.resultName ?? "",
      legalBasis: procedure.legalBasis ?? "",
      source: procedure.source ?? "",
      validFrom: formatDay(procedure.validFrom),
      validUntil: procedure.validUntil === null ? "" : formatDay(procedure.validUntil),
    };
    return sheetFields.map((field) => cells[field]);
  });
}
