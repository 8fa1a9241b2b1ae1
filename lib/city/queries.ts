import { db, type Tx } from "@/lib/db/client";
import { City } from "./model";

/** The city this installation serves; null before it was named. Shown before sign-in too, so nobody is asked who they are. */
export async function findCity(tx: Tx = db): Promise<City | null> {
  const row = await tx.city.findUnique({ where: { id: 1 }, omit: { emblem: true } });
  return row && City.parse({ ...row, isSetUp: row.setUpAt !== null });
}

/** The emblem's bytes (PNG); null where none was given. Public, as the city's name is. */
export async function findEmblem(): Promise<Uint8Array<ArrayBuffer> | null> {
  return (await db.city.findUnique({ where: { id: 1 }, select: { emblem: true } }))?.emblem ?? null;
}
