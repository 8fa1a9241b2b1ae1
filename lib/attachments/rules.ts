import { type Actor, can, type Permission } from "@/lib/policy";
import type { DossierFileKind } from "./model";

/** What is looked at of a dossier before anybody touches its files. */
export type Standing = {
  unitId: number;
  receivingUnitId: number;
  isSensitive: boolean;
  isAccepted: boolean;
  isEnded: boolean;
  /** The actor sees it only for being asked. */
  isAsked: boolean;
  state: string;
};
type FileFacts = { kind: DossierFileKind; addedBy: string };

/** In whose name an actor attaches: the settling unit's, else the desk's that took the dossier in. */
export const unitFor = (actor: Actor, { unitId, receivingUnitId }: Pick<Standing, "unitId" | "receivingUnitId">): number =>
  can(actor, "dossiers.process", unitId) ? unitId : receivingUnitId;

const works = (actor: Actor, at: Standing) => can(actor, "dossiers.process", unitFor(actor, at));

/**
 * The places something may be attached to now. A dossier that was turned away takes nothing; a result belongs to one that was accepted, also
 * long after its end: results in force are digitised afterwards (TT 01/2023/TT-VPCP).
 */
export function placesOpen(actor: Actor, at: Standing): DossierFileKind[] {
  if (!works(actor, at) || at.state === "NOT_ACCEPTED") return [];
  return at.isAccepted ? ["PAPER", "OTHER", "RESULT"] : ["PAPER", "OTHER"];
}

/**
 * Is a file there at all for an actor who sees its dossier? Of a sensitive procedure only for those who settle it (DOMAIN §7.1), and for
 * whoever scanned it.
 */
export const isFileShown = (actor: Actor, at: Standing, file: FileFacts): boolean =>
  !at.isSensitive || can(actor, "dossiers.process", at.unitId) || file.addedBy === actor.id;

/**
 * May an actor open a file? Papers show persons' numbers in full, so they are for who works on the dossier, and for who is asked what they
 * think of it; a result is for all who see it.
 */
export const mayOpen = (actor: Actor, at: Standing, file: FileFacts): boolean =>
  isFileShown(actor, at, file) && (file.kind === "RESULT" || at.isAsked || works(actor, at));

/** The right it takes to remove or restore a file: after the end of a dossier its files are evidence, and the head decides. */
export function removalRight(actor: Actor, at: Standing): { permission: Permission; unitId: number } {
  return at.isEnded
    ? { permission: "dossiers.approve", unitId: at.unitId }
    : { permission: "dossiers.process", unitId: unitFor(actor, at) };
}
