import { AppError } from "@/lib/errors";

/** The last row of a page in the list's order: what came last comes first. */
export type Place = { listedAt: Date; id: number };

/** A place in the list as an opaque word; it tells nothing that the row did not. */
export function toCursor({ listedAt, id }: Place): string {
  return Buffer.from(`${listedAt.getTime()}.${id}`).toString("base64url");
}

/** Throws `cursor-unreadable` for what `toCursor` did not make. */
export function fromCursor(cursor: string): Place {
  const [, ms, id] = /^(-?\d{1,15})\.(\d{1,10})$/.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (id === undefined || Number(id) > 2 ** 31 - 1) throw new AppError("invalid", "cursor-unreadable");
  return { listedAt: new Date(Number(ms)), id: Number(id) };
}
