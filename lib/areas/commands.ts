import type { Day } from "@/lib/calendar/model";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { simplify } from "./lines/simplify";
import { BoundaryUpload, type UploadReport } from "./model";
import { listAreas, wholeBoundaries } from "./queries";
import { matchFeatures } from "./rules";

/**
 * Puts the lines of a GeoJSON file on the areas of a day, matched by code or name, and tells which features found none.
 * Refuses a file of which nothing matches.
 */
export const uploadBoundaries = command(BoundaryUpload, async (work, { on, source, file }): Promise<UploadReport> => {
  work.require("areas.manage", "city");
  const areas = await listAreas(work.actor, on, work.tx);
  const report: UploadReport = { matched: [], unmatched: [], missing: [] };
  const hasLine = new Set(areas.filter((a) => a.hasBoundary).map((a) => a.id));
  for (const match of matchFeatures(file.features, areas)) {
    if ("reason" in match) {
      report.unmatched.push({ feature: match.feature, label: match.label, reason: match.reason });
      continue;
    }
    const { id, code, name } = match.area;
    await work.tx
      .$executeRaw`update area set boundary = ${JSON.stringify(match.geometry)}::jsonb, boundary_source = ${source} where id = ${id}`;
    hasLine.add(id);
    report.matched.push({ areaId: id, code, name, by: match.by });
  }
  if (report.matched.length === 0) throw new AppError("refused", "no-feature-matched");
  report.missing = areas
    .filter((a) => ["WARD", "COMMUNE", "SPECIAL_ZONE"].includes(a.kind) && !hasLine.has(a.id))
    .map(({ id, code, name }) => ({ areaId: id, code, name }));
  await thin(work.tx, on);
  const detail = { on, source, areas: report.matched.map((m) => m.code), unmatched: report.unmatched.length };
  work.record("area.draw", { type: "city", id: 1 }, detail);
  work.announce("city");
  return report;
});

/** Keeps what a map draws of the lines of a day: neighbours are thinned together, so that they go on to share a line. */
async function thin(tx: Tx, on: Day): Promise<void> {
  const whole = await wholeBoundaries(on, tx);
  const thinned = await simplify(new Map(whole.map((line) => [line.id, line.boundary])));
  for (const [id, shape] of thinned)
    await tx.$executeRaw`update area set boundary_drawn = ${JSON.stringify(shape)}::jsonb where id = ${id}`;
}
