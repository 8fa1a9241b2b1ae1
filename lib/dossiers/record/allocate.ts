import type { Day } from "@/lib/calendar/model";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { agencyCodeOf } from "@/lib/units/queries";
import { formatDossierCode } from "../rules";

/**
 * The next code of the agency a desk belongs to, on a day: without gaps or twins among those who commit, since the counter's row is
 * held to the end of the transaction; so this is asked for late in it. Codes that an import brought are stepped over.
 * Refuses `unit-without-identifier` where no agency above the desk has one.
 */
export async function allocateCode(tx: Tx, receivingUnitId: number, on: Day): Promise<string> {
  const agency = await agencyCodeOf(receivingUnitId, on, tx);
  if (agency === null) throw new AppError("refused", "unit-without-identifier");
  const prefix = formatDossierCode(agency, on, 0).replace(/\d{1,9}$/, "");
  const [row] = await tx.$queryRaw<{ serial: number }[]>`
    insert into dossier_serial (agency_code, "on", serial)
    select ${agency}, ${on}::date, 1 + coalesce(max(substring(code from '[0-9]+$')::int), 0)
    from dossier where code >= ${prefix} and code < ${`${prefix}~`} and length(code) <= length(${prefix}) + 9
    on conflict (agency_code, "on") do update set serial = greatest(dossier_serial.serial + 1, excluded.serial)
    returning serial`;
  if (!row) throw new Error("no serial was given out");
  return formatDossierCode(agency, on, row.serial);
}
