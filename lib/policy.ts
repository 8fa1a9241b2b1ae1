import type { Role } from "@/lib/db/generated/enums";

/** One page: who may do what. A right counts in the unit of the post and in every unit below it. */
export const permissions = [
  "overview.view",
  "dossiers.view",
  "dossiers.process",
  "dossiers.approve",
  "dossiers.reveal",
  "dossiers.export",
  "dossiers.import",
  "registers.print",
  "ratings.view",
  "documents.view",
  "documents.draft",
  "documents.register",
  "documents.manage",
  "documents.route",
  "documents.direct",
  "documents.exchange",
  "meetings.view",
  "meetings.organise",
  "procedures.manage",
  "units.manage",
  "areas.manage",
  "users.manage",
  "calendar.manage",
  "targets.manage",
  "quality.manage",
  "city.manage",
  "keys.manage",
  "system.manage",
  "exchange.manage",
  "audit.view",
  "signatures.check",
  "signatures.trust",
  "signatures.certificates",
  "cameras.view",
  "cameras.manage",
  "subsystems.manage",
  "figures.record",
] as const;
export type Permission = (typeof permissions)[number];

/** What each role brings. An IT administrator runs the system and reads no dossier (SECURITY: T-76). */
export const rights: Record<Role, readonly Permission[]> = {
  LEADER: [
    "overview.view",
    "dossiers.view",
    "dossiers.export",
    "registers.print",
    "ratings.view",
    "signatures.check",
    "documents.view",
    "documents.route",
    "documents.direct",
    "meetings.view",
    "meetings.organise",
    "cameras.view",
  ],
  UNIT_HEAD: [
    "overview.view",
    "dossiers.view",
    "dossiers.process",
    "dossiers.approve",
    "dossiers.reveal",
    "dossiers.export",
    "dossiers.import",
    "registers.print",
    "ratings.view",
    "signatures.check",
    "documents.view",
    "documents.draft",
    "documents.register",
    "documents.manage",
    "documents.route",
    "documents.direct",
    "documents.exchange",
    "meetings.view",
    "meetings.organise",
    "cameras.view",
  ],
  ONE_STOP_OFFICER: [
    "overview.view",
    "dossiers.view",
    "dossiers.process",
    "dossiers.reveal",
    "dossiers.import",
    "registers.print",
    "ratings.view",
    "signatures.check",
    "documents.view",
    "meetings.view",
  ],
  SPECIALIST: [
    "overview.view",
    "dossiers.view",
    "dossiers.process",
    "signatures.check",
    "documents.view",
    "documents.draft",
    "meetings.view",
  ],
  // The clerk gives out numbers, which only what was signed may get; voiding one is for the head (NĐ 30/2020 Đ.6, Đ.15). They pass documents on
  // by somebody's instruction, and direct nobody themselves (Đ.23).
  RECORDS_CLERK: [
    "overview.view",
    "signatures.check",
    "documents.view",
    "documents.draft",
    "documents.register",
    "documents.route",
    "documents.exchange",
    "meetings.view",
    "meetings.organise",
  ],
  IT_ADMIN: [
    "overview.view",
    "procedures.manage",
    "units.manage",
    "areas.manage",
    "users.manage",
    "calendar.manage",
    "targets.manage",
    "quality.manage",
    "city.manage",
    "keys.manage",
    "system.manage",
    "exchange.manage",
    "signatures.check",
    "signatures.trust",
    "signatures.certificates",
    "cameras.view",
    "cameras.manage",
    "subsystems.manage",
    "figures.record",
  ],
  AUDITOR: ["overview.view", "audit.view"],
};

/** Whoever asks: a person, a machine with a key, or the system itself in a job. */
export type Actor = {
  /** "user:7", "key:3" or "system:import": what the audit log names. */
  readonly id: string;
  readonly kind: "user" | "key" | "system";
  readonly userId: number | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly grants: readonly Grant[];
  /** A signed-in person's session. Until a demanded second factor is set up, `grants` is empty. */
  readonly session?: Sitting;
};
/** How one proves again who one is: by the authenticator's code, else the password, else at the identity provider. */
export const factors = ["code", "password", "sso"] as const;
export type Factor = (typeof factors)[number];
export type Sitting = {
  readonly id: string;
  readonly mustSetUpTotp: boolean;
  /** When the person last proved who they are; null when nobody vouches for a time. */
  readonly confirmedAt: Date | null;
  readonly factor: Factor;
};
/** A proof this old lets nobody do what is sensitive: a screen left open is not its owner. */
export const confirmedMinutes = 5;

export type Reach = readonly number[] | "all";
export type Grant = { readonly permission: Permission; readonly units: Reach };

/** Who has not signed in: holds nothing, and sees what is open to everybody. */
export const nobody: Actor = { id: "anonymous", kind: "system", userId: null, name: "", roles: [], grants: [] };

/** May this actor use the permission on something that belongs to the unit? `"city"` asks for the right everywhere. */
export function can(actor: Actor, permission: Permission, unit: number | "city"): boolean {
  const reach = reachOf(actor, permission);
  return reach === "all" || (unit !== "city" && reach.includes(unit));
}

/** Does the actor hold the permission anywhere at all? */
export function holds(actor: Actor, permission: Permission): boolean {
  const reach = reachOf(actor, permission);
  return reach === "all" || reach.length > 0;
}

/** The units an actor holds a permission in: what a query may show. */
export function reachOf(actor: Actor, permission: Permission): Reach {
  const grants = actor.grants.filter((g) => g.permission === permission);
  if (grants.some((g) => g.units === "all")) return "all";
  return [...new Set(grants.flatMap((g) => (g.units === "all" ? [] : g.units)))];
}

/** Did the person in this session prove within the last minutes who they are? */
export function isConfirmed(session: Sitting, now: Date): boolean {
  return session.confirmedAt !== null && now.getTime() - session.confirmedAt.getTime() <= confirmedMinutes * 60_000;
}
