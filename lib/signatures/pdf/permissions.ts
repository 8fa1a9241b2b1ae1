import type { SignatureField } from "./fields";
import { dictOf, listOf, type Revision } from "./revision";
import { type Dict, nameOf, Ref, wholeOf, wordsOf } from "./values";

/** What a signature lets be done after it. `locks`: may this field, by its full name, no longer be filled? */
export type Permissions = { permission: 1 | 2 | 3 | null; locks(field: string): boolean };

/** DocMDP of a certifying signature and FieldMDP (ISO 32000-1 §12.8.2), with the lock of the signature's own field (§12.7.4.5). */
export function permissionsOf(revision: Revision, field: SignatureField): Permissions {
  const { dict, num } = field.signature;
  let permission: 1 | 2 | 3 | null = null;
  const locks: Dict[] = [];
  for (const reference of listOf(revision.resolve(dict.get("Reference")))) {
    const one = dictOf(revision.resolve(reference));
    const params = dictOf(revision.resolve(one?.get("TransformParams") ?? null));
    const method = nameOf(revision.resolve(one?.get("TransformMethod") ?? null));
    if (method === "DocMDP") {
      const said = params === null ? 2 : (wholeOf(revision.resolve(params.get("P"))) ?? 2);
      // What is not one of the three permits nothing.
      const given = said === 2 || said === 3 ? said : 1;
      // It widens what may be done only where the catalogue names it as the certifying one.
      permission = given === 1 || isCertifying(revision, num) ? given : null;
    }
    if (method === "FieldMDP" && params) locks.push(params);
  }
  const own = dictOf(revision.resolve(dictOf(revision.load(field.num))?.get("Lock") ?? null));
  if (own) locks.push(own);
  return { permission, locks: (name) => locks.some((lock) => isLocked(revision, lock, name)) };
}

function isCertifying(revision: Revision, num: number): boolean {
  const catalog = dictOf(revision.resolve(revision.trailer.get("Root")));
  const perms = dictOf(revision.resolve(catalog?.get("Perms") ?? null));
  const named = perms?.get("DocMDP");
  return named instanceof Ref && named.num === num;
}

function isLocked(revision: Revision, lock: Dict, name: string): boolean {
  const action = nameOf(revision.resolve(lock.get("Action")));
  const named = listOf(revision.resolve(lock.get("Fields"))).map((one) => wordsOf(revision.resolve(one)));
  const isNamed = named.some((one) => one !== null && (name === one || name.startsWith(`${one}.`)));
  return action === "Include" ? isNamed : action === "Exclude" ? !isNamed : true;
}
