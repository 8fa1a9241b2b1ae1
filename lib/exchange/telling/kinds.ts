import { db, type Tx } from "@/lib/db/client";
import { KindTable, usualKinds } from "../model";

/** Which LoaiDoiTuong means what here. */
export async function kindsNow(tx: Tx = db): Promise<KindTable> {
  const portal = await tx.exchangePortal.findUnique({ where: { id: 1 }, select: { applicantKinds: true } });
  return portal ? KindTable.parse(portal.applicantKinds) : usualKinds;
}
