import type { Permission } from "@/lib/policy";

export type SectionGroup = "watch" | "work" | "admin";
export type SectionName =
  | "overview"
  | "board"
  | "documentBoard"
  | "quality"
  | "report"
  | "ratings"
  | "work"
  | "intake"
  | "dossiers"
  | "print"
  | "documents"
  | "documentWork"
  | "signing"
  | "meetings"
  | "packets"
  | "agencies"
  | "cameras"
  | "cameraBoard"
  | "signatures"
  | "subsystems"
  | "subsystemsAdmin"
  | "imports"
  | "users"
  | "units"
  | "areas"
  | "procedures"
  | "calendar"
  | "targets"
  | "qualityAdmin"
  | "city"
  | "keys"
  | "audit"
  | "exchange"
  | "trust"
  | "certificates"
  | "health"
  | "api";
export type Section = {
  name: SectionName;
  href: string;
  group: SectionGroup;
  needs: Permission | null;
  keepsPeriod?: true;
  opensWith?: string;
};

/** What the left column offers, in order; a person sees the sections they hold the right for. */
export const sections: readonly Section[] = [
  { name: "overview", href: "/", group: "watch", needs: "overview.view", keepsPeriod: true },
  { name: "board", href: "/dossiers/board", group: "watch", needs: "overview.view", keepsPeriod: true },
  { name: "documentBoard", href: "/documents/board", group: "watch", needs: "overview.view", keepsPeriod: true },
  { name: "quality", href: "/quality", group: "watch", needs: "overview.view", keepsPeriod: true },
  { name: "report", href: "/quality/report", group: "watch", needs: "overview.view", keepsPeriod: true },
  { name: "ratings", href: "/ratings", group: "watch", needs: "ratings.view", keepsPeriod: true },
  { name: "cameras", href: "/cameras", group: "watch", needs: "cameras.view" },
  { name: "cameraBoard", href: "/cameras/board", group: "watch", needs: "overview.view", keepsPeriod: true },
  { name: "subsystems", href: "/subsystems", group: "watch", needs: "overview.view" },
  { name: "work", href: "/dossiers/work", group: "work", needs: "dossiers.process" },
  { name: "intake", href: "/dossiers/new", group: "work", needs: "dossiers.process" },
  { name: "dossiers", href: "/dossiers", opensWith: "set=in-progress", group: "work", needs: "dossiers.view", keepsPeriod: true },
  { name: "print", href: "/dossiers/print", group: "work", needs: "registers.print" },
  { name: "documentWork", href: "/documents/work", group: "work", needs: "documents.view" },
  { name: "signing", href: "/documents/signing", group: "work", needs: "documents.view" },
  { name: "meetings", href: "/meetings", group: "work", needs: "meetings.view" },
  { name: "documents", href: "/documents", group: "work", needs: "documents.view" },
  { name: "packets", href: "/documents/exchange", group: "work", needs: "documents.exchange" },
  { name: "signatures", href: "/signatures", group: "work", needs: "signatures.check" },
  { name: "imports", href: "/imports", group: "work", needs: "dossiers.import" },
  { name: "users", href: "/admin/users", group: "admin", needs: "users.manage" },
  { name: "units", href: "/admin/units", group: "admin", needs: "units.manage" },
  { name: "areas", href: "/admin/areas", group: "admin", needs: "areas.manage" },
  { name: "procedures", href: "/admin/procedures", group: "admin", needs: "procedures.manage" },
  { name: "calendar", href: "/admin/calendar", group: "admin", needs: "calendar.manage" },
  { name: "targets", href: "/admin/targets", group: "admin", needs: "targets.manage" },
  { name: "subsystemsAdmin", href: "/admin/subsystems", group: "admin", needs: "subsystems.manage" },
  { name: "qualityAdmin", href: "/admin/quality", group: "admin", needs: "quality.manage" },
  { name: "city", href: "/admin/city", group: "admin", needs: "city.manage" },
  { name: "keys", href: "/admin/keys", group: "admin", needs: "keys.manage" },
  { name: "audit", href: "/admin/audit", group: "admin", needs: "audit.view" },
  { name: "exchange", href: "/admin/exchange", group: "admin", needs: "exchange.manage" },
  { name: "agencies", href: "/admin/agencies", group: "admin", needs: "exchange.manage" },
  { name: "trust", href: "/admin/trust", group: "admin", needs: "signatures.trust" },
  { name: "certificates", href: "/admin/certificates", group: "admin", needs: "signatures.certificates" },
  { name: "health", href: "/admin/health", group: "admin", needs: "system.manage" },
  { name: "api", href: "/developers", group: "admin", needs: "keys.manage" },
];
