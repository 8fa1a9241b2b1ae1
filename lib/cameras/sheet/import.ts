import { cityDay } from "@/lib/calendar/rules";
import { type Ctx, command, type Work } from "@/lib/command";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import { macOf } from "@/lib/secrets";
import { unitLookup } from "@/lib/units/queries";
import { applyChange, register } from "../registry/keep";
import { cameraSheetFields, readCameraTable } from "./headings";
import { byName, type CameraJudge, type CameraPlan, judgeCameras } from "./judge";
import { cellsOf, type KnownCamera, knownCameras } from "./known";
import { CameraSheetImport, type CameraSheetLine, type CameraSheetReport } from "./model";

type Sheets = readonly (readonly { line: number; cells: readonly string[] }[])[];

function requireManage(actor: Actor): void {
  if (!can(actor, "cameras.manage", "city"))
    throw new AppError("forbidden", "permission", { detail: { permission: "cameras.manage" } });
}

/** What entering a list of cameras would do, line by line; nothing is written. Refuses `camera-sheet-not-found` where no sheet has a row that names code and name, with lines below it. */
export async function previewCameraSheet({ actor, now }: Ctx, sheets: Sheets, within: Tx = db): Promise<CameraSheetReport> {
  requireManage(actor);
  return (await judge(within, sheets, now)).report;
}

/**
 * Enters a list of cameras as it was previewed: every line that can be written is, in one transaction, so that what breaks off leaves nothing and
 * the same again changes nothing; the others are told with their reasons. Names and passwords are sealed as they are written and told to
 * nobody. Refuses `camera-sheet-changed` where the registry or the list is another than it was then.
 */
export const importCameraSheet = command(
  CameraSheetImport,
  async (work, { sheets, state }): Promise<CameraSheetReport> => {
    work.require("cameras.manage", "city");
    // Of two who import at once the second finds the first one's cameras there.
    await work.tx.$executeRaw`select pg_advisory_xact_lock(hashtext('camera-sheet'))`;
    const { report, plans } = await judge(work.tx, sheets, work.now);
    if (report.state !== state) throw new AppError("conflict", "camera-sheet-changed");
    await enter(work, plans);
    const { counts } = report;
    work.record(
      "camera.import",
      { type: "camera", id: 0 },
      { rowsNew: counts.new, rowsChanged: counts.changed, rowsUnchanged: counts.unchanged, rowsRejected: counts.rejected },
    );
    work.announce("cameras");
    return report;
  },
  { timeoutMs: 30_000 },
);

/** Every camera of the registry as a list that can be entered again: with nothing changed it changes nothing. */
export async function cameraSheetRows(actor: Actor): Promise<(string | number | null)[][]> {
  requireManage(actor);
  const fields = exportedFields();
  return (await knownCameras(db)).map((camera) => {
    const cells = cellsOf(camera);
    return fields.map((field) => cells[field]);
  });
}
/** The columns that leave: all but name and password. */
export const exportedFields = () => cameraSheetFields.filter((field) => field !== "user" && field !== "password");

async function judge(tx: Tx, sheets: Sheets, now: Date): Promise<{ report: CameraSheetReport; plans: CameraPlan[] }> {
  const tables = sheets.flatMap((sheet) => readCameraTable(sheet) ?? []);
  const rows = tables.flatMap((table) => table.rows);
  if (rows.length === 0) throw new AppError("refused", "camera-sheet-not-found");
  const known = await knownCameras(tx);
  const plans = judgeCameras(rows, await judgeOf(tx, known, now));
  const lines = plans.map(
    ({ line, code, name, existing, input, changes, faults }): CameraSheetLine => ({
      ...{ line, code, name, changes, faults },
      fate: input === null ? "rejected" : existing === null ? "new" : changes.length > 0 ? "changed" : "unchanged",
    }),
  );
  const count = (fate: CameraSheetLine["fate"]) => lines.filter((one) => one.fate === fate).length;
  return {
    plans,
    report: {
      // Keyed, for there may be passwords in what it is made of.
      state: Buffer.from(macOf(JSON.stringify([sheets, known.map(({ id, version }) => [id, version])]), "camera-sheet")).toString(
        "base64url",
      ),
      counts: { new: count("new"), changed: count("changed"), unchanged: count("unchanged"), rejected: count("rejected") },
      headings: tables.flatMap(({ headings }) => headings.map(({ text, field }) => ({ text: text.slice(0, 120), field }))),
      lines,
    },
  };
}

async function judgeOf(tx: Tx, known: readonly KnownCamera[], now: Date): Promise<CameraJudge> {
  const today = cityDay(now);
  const on = new Date(`${today}T00:00:00Z`);
  const groups = await tx.cameraGroup.findMany({ where: { retiredAt: null }, select: { id: true, name: true, nameEn: true } });
  const areas = await tx.area.findMany({
    where: { validFrom: { lte: on }, OR: [{ validUntil: null }, { validUntil: { gte: on } }] },
    select: { id: true, code: true, name: true },
  });
  const units = await unitLookup(tx);
  return {
    ...{ today, byCode: new Map(known.map((camera) => [camera.code, camera])) },
    groupOf: byName(groups.map(({ id, name, nameEn }) => ({ id, names: [name, nameEn] }))),
    unitByCode: (code) => units.byCode(code, today),
    unitOf: (name) => units.find(name, today),
    areaByCode: byName(areas.map(({ id, code }) => ({ id, names: [code] }))),
    areaOf: byName(areas.map(({ id, name }) => ({ id, names: [name] }))),
  };
}

async function enter(work: Work, plans: readonly CameraPlan[]): Promise<void> {
  const fresh = plans.flatMap(({ input, existing }) => (input !== null && existing === null ? [input] : []));
  if (!(await register(work, fresh))) throw new AppError("conflict", "camera-sheet-changed");
  for (const { input, existing, changes } of plans)
    if (input !== null && existing !== null && changes.length > 0) await applyChange(work, existing, input);
}
