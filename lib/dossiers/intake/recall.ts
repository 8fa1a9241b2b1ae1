import { readDay } from "@/lib/calendar/rules";
import { Prisma, type Tx } from "@/lib/db/client";
import { type Actor, can, reachOf } from "@/lib/policy";
import { idNumberIndex, maskedPhone, openPhone } from "../identifiers/sealed";
import type { Recalled } from "../model";

type Row = Omit<NonNullable<Recalled["known"]>, "phone" | "phoneMasked" | "acceptedOn"> & {
  id: number;
  unitId: number;
  receivingUnitId: number;
  phoneSealed: Uint8Array | null;
  acceptedOn: Date | null;
};

/**
 * What the latest dossier within the actor's work says of whoever holds an identity number: among those a unit of theirs took in or
 * settles, and of sensitive procedures only what it settles itself. The phone is given in full to who may reveal it.
 */
export async function recall(
  tx: Tx,
  actor: Actor,
  idNumber: string,
): Promise<{ dossierId: number; unitId: number; known: NonNullable<Recalled["known"]> } | null> {
  const units = reachOf(actor, "dossiers.process");
  const within = (column: Prisma.Sql) =>
    units === "all" ? Prisma.sql`true` : Prisma.sql`${column} = any (${[...units]}::int[])`;
  const [row] = await tx.$queryRaw<Row[]>`
    select d.id, d.unit_id as "unitId", d.receiving_unit_id as "receivingUnitId", d.applicant_kind::text as "applicantKind",
      d.applicant_name as "applicantName", d.applicant_address as "applicantAddress", d.phone_sealed as "phoneSealed",
      d.applicant_email as email, d.area_id as "areaId", d.code as "dossierCode", d.accepted_on as "acceptedOn"
    from dossier d join procedure p on p.id = d.procedure_id
    where d.id_number_index = ${idNumberIndex(idNumber)}
      and (${within(Prisma.sql`d.unit_id`)} or (not p.is_sensitive and ${within(Prisma.sql`d.receiving_unit_id`)}))
    order by d.id desc limit 1`;
  if (!row) return null;
  const { id, unitId, receivingUnitId, phoneSealed, acceptedOn, ...known } = row;
  const sees = can(actor, "dossiers.reveal", unitId) || can(actor, "dossiers.reveal", receivingUnitId);
  return {
    ...{ dossierId: id, unitId },
    known: {
      ...known,
      phone: sees ? openPhone(phoneSealed) : null,
      phoneMasked: maskedPhone(phoneSealed),
      acceptedOn: acceptedOn && readDay(acceptedOn),
    },
  };
}
