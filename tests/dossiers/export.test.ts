import { expect, test } from "vitest";
import { exportCells, exportColumns } from "@/lib/dossiers/list/export";
import type { ListedDossier } from "@/lib/dossiers/model";

const row: ListedDossier = {
  ...{ id: 1, code: "H22.15.12-260105-0001", state: "IN_PROGRESS", outcome: null, resultKind: null, channel: "COUNTER" },
  ...{ applicantName: "Lò Thị Mẫu", phoneMasked: null, procedureId: 1, procedureCode: "1.000", procedureName: "Khai sinh" },
  ...{ unitId: 3, unitName: "phường Trần Phú", acceptedAt: "2026-01-05T02:00:00.000Z", dueAt: "2026-01-09T10:00:00.000Z" },
  ...{ dueOn: "2026-01-09", extendedDueOn: null, endedAt: null, returnedAt: null, workingDaysLeft: null, isOverdue: false },
  ...{ undecided: null, version: 1, assigneeName: null, stepName: null, lateness: null },
};
const column = exportColumns("vi").findIndex((name) => name.startsWith("Còn lại"));

test.each([
  ["three days left", { workingDaysLeft: 3, isOverdue: false }, 3],
  ["due today", { workingDaysLeft: 0, isOverdue: false }, 0],
  ["late by two working days", { workingDaysLeft: -2, isOverdue: true }, -2],
  ["due on Friday, read on Saturday", { workingDaysLeft: 0, isOverdue: true }, "quá hạn chưa đến 1 ngày làm việc"],
  ["late in a year nobody has decided", { workingDaysLeft: null, isOverdue: true }, "quá hạn"],
  ["its clock stands still", { workingDaysLeft: null, isOverdue: false }, null],
])("days left of one that is %s", (_, of, expected) => expect(exportCells({ ...row, ...of }, "vi")[column]).toBe(expected));
