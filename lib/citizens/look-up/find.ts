import { timingSafeEqual } from "node:crypto";
import { db } from "@/lib/db/client";
import { personalPlaces } from "@/lib/dossiers/model";
import { lookUpPurpose } from "@/lib/forms/model";
import { macOf, open, seal } from "@/lib/secrets";
import { type Factor, fitsNumber } from "./factor";

type Row = {
  id: number | null;
  phone: Uint8Array | null;
  idNumber: Uint8Array | null;
  mac: Uint8Array | null;
  isSensitive: boolean | null;
};

/** What is opened and compared where there is nothing, so that nothing takes as long as something. */
let nothing: { phone: Uint8Array; idNumber: Uint8Array; mac: Uint8Array } | undefined;
function emptiness() {
  nothing ??= {
    phone: seal("0000000000", personalPlaces.phone),
    idNumber: seal("000000000000", personalPlaces.idNumber),
    mac: macOf("nothing", lookUpPurpose),
  };
  return nothing;
}

/**
 * The dossier whose code and second factor somebody knows; null for a code that is none, a factor that does not fit and a dossier that is not
 * public, all of which take the same work: one indexed question that always gives a row, two numbers opened, one keyed hash compared
 * (SECURITY: T-02). A dossier of a sensitive procedure is shown for the receipt's code only: digits of a number are known to neighbours.
 */
export async function findByFactor(
  codes: readonly [string, string],
  factor: Factor,
  takesDigits: boolean,
): Promise<number | null> {
  const [row] = await db.$queryRaw<Row[]>`
    select d.id, d.phone_sealed as phone, d.id_number_sealed as "idNumber", l.mac, p.is_sensitive as "isSensitive"
    from (values (1)) one (n) left join dossier d on d.code = any (${[...codes]}::text[])
      left join dossier_look_up_code l on l.dossier_id = d.id left join procedure p on p.id = d.procedure_id
    order by d.code = ${codes[0]} desc nulls last limit 1`;
  const none = emptiness();
  const phone = open(row?.phone ?? none.phone, personalPlaces.phone);
  const idNumber = open(row?.idNumber ?? none.idNumber, personalPlaces.idNumber);
  const mac = macOf(`${row?.id ?? 0} ${factor.receipt ?? "0000000000"}`, lookUpPurpose);
  const hasCode = timingSafeEqual(mac, row?.mac ?? none.mac);
  const [byPhone, byIdNumber] = [fitsNumber(factor, phone), fitsNumber(factor, idNumber)];
  const knowsReceipt = factor.receipt !== null && hasCode;
  const knowsNumber = (row?.phone && byPhone) || (row?.idNumber && byIdNumber);
  if (!row?.id) return null;
  return knowsReceipt || (takesDigits && knowsNumber && !row.isSensitive) ? row.id : null;
}
