import { blindIndex, open, seal } from "@/lib/secrets";
import { idKey, maskNumber, phoneKey, readablePhone } from "./keys";

const phonePlace = "dossier.phone";
const idPlace = "dossier.id_number";
const collectorPlace = "dossier_hand_over.collector_id";

/** What the table keeps of a person's numbers: sealed for reading, indexed for an exact search, never in clear. */
export function sealIdentifiers(person: { phone?: string | null | undefined; idNumber?: string | null | undefined }) {
  const phone = person.phone ? phoneKey(person.phone) : "";
  const idNumber = person.idNumber ? idKey(person.idNumber) : "";
  const readable = person.phone ? readablePhone(person.phone) : "";
  return {
    phoneSealed: readable ? seal(readable, phonePlace) : null,
    phoneIndex: readable ? blindIndex(phone, phonePlace) : null,
    idNumberSealed: idNumber ? seal(idNumber, idPlace) : null,
    idNumberIndex: idNumber ? blindIndex(idNumber, idPlace) : null,
  };
}
/** The number of whoever took a result away: kept to be shown masked, never sought by. */
export function sealCollectorId(idNumber: string | undefined): Uint8Array<ArrayBuffer> | null {
  const key = idNumber ? idKey(idNumber) : "";
  return key ? seal(key, collectorPlace) : null;
}
export const maskedCollectorId = (sealed: Uint8Array | null) => sealed && maskNumber(open(sealed, collectorPlace));
const submitterPlace = "dossier.submitter_id";
/** The number of who handed a dossier in for somebody else; nobody is found by it. */
export const sealSubmitterId = (idNumber: string | null | undefined) => (idNumber ? seal(idKey(idNumber), submitterPlace) : null);
export const openSubmitterId = (sealed: Uint8Array | null) => sealed && open(sealed, submitterPlace);
export const phoneIndex = (phone: string) => blindIndex(phoneKey(phone), phonePlace);
export const idNumberIndex = (idNumber: string) => blindIndex(idKey(idNumber), idPlace);

export const openPhone = (sealed: Uint8Array | null) => sealed && open(sealed, phonePlace);
export const openIdNumber = (sealed: Uint8Array | null) => sealed && open(sealed, idPlace);
export const maskedPhone = (sealed: Uint8Array | null) => sealed && maskNumber(open(sealed, phonePlace));
export const maskedIdNumber = (sealed: Uint8Array | null) => sealed && maskNumber(open(sealed, idPlace));
