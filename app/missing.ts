import { isUserThere } from "@/lib/auth/queries";
import { isCameraThere } from "@/lib/cameras/queries";
import { RecordId } from "@/lib/db/model";
import { isDocumentThere } from "@/lib/documents/queries";
import { isDossierThere } from "@/lib/dossiers/queries";
import { AppError } from "@/lib/errors";
import { isDocumentImportThere, isImportThere } from "@/lib/imports/queries";
import { isMeetingThere } from "@/lib/meetings/queries";
import { type Actor, holds, type Permission } from "@/lib/policy";
import { isProcedureThere } from "@/lib/procedures/queries";
import { isSubsystemKept, isSubsystemThere } from "@/lib/subsystems/queries";
import { type Asker, actorOf } from "./caller";

type Page = { needs: Permission | null; isThere?: (actor: Actor, id: string) => Promise<boolean> };
const byId = (find: (actor: Actor, id: number) => Promise<boolean>) => (actor: Actor, id: string) => {
  const read = RecordId.safeParse(id);
  return read.success ? find(actor, read.data) : Promise.resolve(false);
};

/** The pages behind the sign-in: what one must hold to open each, and how it is known that what an address names is there for whoever asks. */
export const pages: Readonly<Record<string, Page>> = {
  "/": { needs: "overview.view" },
  "/account": { needs: null },
  "/admin/agencies": { needs: "exchange.manage" },
  "/admin/areas": { needs: "areas.manage" },
  "/admin/audit": { needs: "audit.view" },
  "/admin/calendar": { needs: "calendar.manage" },
  "/admin/certificates": { needs: "signatures.certificates" },
  "/admin/city": { needs: "city.manage" },
  "/admin/exchange": { needs: "exchange.manage" },
  "/admin/health": { needs: "system.manage" },
  "/admin/keys": { needs: "keys.manage" },
  "/admin/procedures": { needs: "procedures.manage" },
  "/admin/procedures/import": { needs: "procedures.manage" },
  "/admin/procedures/sectors": { needs: "procedures.manage" },
  "/admin/procedures/[id]": { needs: "procedures.manage", isThere: byId(isProcedureThere) },
  "/admin/quality": { needs: "quality.manage" },
  "/admin/targets": { needs: "targets.manage" },
  "/admin/trust": { needs: "signatures.trust" },
  "/admin/units": { needs: "units.manage" },
  "/admin/subsystems": { needs: "subsystems.manage" },
  "/admin/subsystems/[code]": { needs: "subsystems.manage", isThere: isSubsystemKept },
  "/admin/users": { needs: "users.manage" },
  "/admin/users/review": { needs: "users.manage" },
  "/admin/users/[id]": { needs: "users.manage", isThere: byId(isUserThere) },
  "/developers": { needs: "keys.manage" },
  "/documents": { needs: "documents.view" },
  "/documents/board": { needs: "overview.view" },
  "/documents/books": { needs: "documents.register" },
  "/documents/certificates": { needs: "overview.view" },
  "/documents/exchange": { needs: "documents.exchange" },
  "/documents/import": { needs: "documents.register" },
  "/documents/import/[id]": { needs: "documents.register", isThere: byId(isDocumentImportThere) },
  "/documents/new": { needs: "documents.draft" },
  "/documents/signing": { needs: "documents.view" },
  "/documents/work": { needs: "documents.view" },
  "/documents/[id]": { needs: "documents.view", isThere: byId(isDocumentThere) },
  "/cameras": { needs: "cameras.view" },
  "/cameras/import": { needs: "cameras.manage" },
  "/cameras/registry": { needs: "cameras.manage" },
  "/cameras/board": { needs: "overview.view" },
  "/cameras/board/list": { needs: "cameras.view" },
  "/cameras/wall": { needs: "cameras.view" },
  "/cameras/[id]": { needs: "cameras.view", isThere: byId((actor, id) => isCameraThere(actor, id, new Date())) },
  "/dossiers": { needs: "dossiers.view" },
  "/dossiers/board": { needs: "overview.view" },
  "/dossiers/new": { needs: "dossiers.process" },
  "/dossiers/print": { needs: "registers.print" },
  "/dossiers/work": { needs: "dossiers.process" },
  "/dossiers/[id]": { needs: "dossiers.view", isThere: byId(isDossierThere) },
  "/imports": { needs: "dossiers.import" },
  "/imports/[id]": { needs: "dossiers.import", isThere: byId(isImportThere) },
  "/meetings": { needs: "meetings.view" },
  "/meetings/new": { needs: "meetings.organise" },
  "/meetings/[id]": {
    needs: "meetings.view",
    isThere: byId((actor, id) => isMeetingThere({ actor, now: new Date() }, id)),
  },
  "/quality": { needs: "overview.view" },
  "/quality/report": { needs: "overview.view" },
  "/ratings": { needs: "ratings.view" },
  "/setup": { needs: "city.manage" },
  "/signatures": { needs: "signatures.check" },
  "/subsystems": { needs: "overview.view" },
  "/subsystems/[code]": { needs: "overview.view", isThere: isSubsystemThere },
};
/** Held by everybody who signs in: nothing has to be asked about it. */
const everybodys = new Set<Permission | null>([null, "overview.view"]);

/**
 * Does an address name a page or a record that is not there for whoever asks? The frame of a page is on its way before its content is looked
 * for, so the status must be known before. False for whoever is not signed in: they are led to the sign-in whatever they asked for.
 */
export async function isMissing(asked: Asker): Promise<boolean> {
  const parts = new URL(asked.url).pathname.split("/");
  const found = pageOf(parts);
  if (!found || (everybodys.has(found.page.needs) && !found.page.isThere)) return false;
  // Who must set up a second factor first is led there.
  const actor = await actorOf(asked, { keys: false }).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  if (!actor) return false;
  const { needs, isThere } = found.page;
  if (needs !== null && !holds(actor, needs)) return true;
  return isThere !== undefined && !(await isThere(actor, found.id));
}

function pageOf(parts: readonly string[]): { page: Page; id: string } | null {
  const path = parts.join("/");
  const exact = Object.hasOwn(pages, path) ? pages[path] : undefined;
  if (exact && !path.includes("[")) return { page: exact, id: "" };
  for (const [pattern, page] of Object.entries(pages)) {
    const places = pattern.split("/");
    const at = places.findIndex((place) => place.startsWith("["));
    if (at > 0 && places.length === parts.length && places.every((place, i) => i === at || place === parts[i]))
      return { page, id: decodeURIComponent(parts[at] ?? "") };
  }
  return null;
}
