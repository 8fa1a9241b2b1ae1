import { ActivePart, type FiledFile } from "../model";

type Row = Pick<FiledFile, "id" | "name" | "type" | "bytes" | "pages" | "sha" | "scan" | "threat" | "addedByName"> & {
  active: readonly string[];
  addedAt: Date;
  removedAt: Date | null;
  removedByName: string | null;
  removedFor: string | null;
};

/** A file's row as it is told; what an actor may do with it comes beside. */
export function toFiled(row: Row): Omit<FiledFile, "mayOpen" | "mayRemove"> {
  const { id, name, type, bytes, pages, sha, scan, threat, addedAt, addedByName, removedAt, removedByName, removedFor } = row;
  return {
    ...{ id, name, type, bytes, pages, sha, scan, threat, addedByName, addedAt: addedAt.toISOString() },
    active: row.active.map((part) => ActivePart.parse(part)),
    removed: removedAt && { at: removedAt.toISOString(), byName: removedByName ?? "", reason: removedFor ?? "" },
  };
}
