import { db } from "@/lib/db/client";
import { visibleTo } from "@/lib/dossiers/queries";
import { maskName, maskNumber } from "@/lib/dossiers/rules";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import {
  type ExchangeBoard,
  FaultCode,
  type FullMessage,
  KindTable,
  type MessageFilter,
  type MessageRow,
  type MessageView,
  type PortalTrial,
  type PortalView,
  Service,
} from "./model";
import { type ExchangeDossier, maskMessage, toFull } from "./rules";
import { type PortalRow, portalNow, reached } from "./sending/settings";
import * as trial from "./sending/trial";
import { openContent, openTold } from "./taking/message";
import { kindsNow } from "./telling/kinds";
import { readDossier } from "./telling/read";

const page = 50;

function requireManager(actor: Actor): void {
  if (!can(actor, "exchange.manage", "city")) throw new AppError("not-found", "not-found");
}

/** How the synchronisation stands: the portal, what waits and what failed, and a page of messages, newest first. For administrators. */
export async function readBoard(actor: Actor, filter: MessageFilter): Promise<ExchangeBoard> {
  requireManager(actor);
  const [portal, counts, due, rows] = await Promise.all([
    portalNow(),
    db.exchangeMessage.groupBy({ by: ["direction", "status"], _count: true }),
    db.exchangeDue.count(),
    db.exchangeMessage.findMany({
      where: {
        ...(filter.direction ? { direction: filter.direction } : {}),
        ...(filter.status ? { status: filter.status } : {}),
        ...(filter.code ? { code: filter.code } : {}),
        ...(filter.before ? { id: { lt: BigInt(filter.before) } } : {}),
      },
      orderBy: { id: "desc" },
      take: page + 1,
    }),
  ]);
  const shown = rows.slice(0, page);
  const names = await unitNames(shown.map((r) => r.unitId));
  return {
    portal: portal && portalView(portal),
    counts: counts.map(({ direction, status, _count }) => ({ direction, status, count: _count })),
    due,
    rows: shown.map((row) => rowView(row, names)),
    next: rows.length > page ? String(shown.at(-1)?.id ?? "") : null,
  };
}

const portalView = (p: PortalRow): PortalView => ({
  address: p.address,
  loginPath: p.loginPath,
  servicePath: p.servicePath,
  account: p.account,
  hasSecret: p.secret !== null,
  agencyCode: p.agencyCode,
  isOn: p.isOn,
  unitIds: p.unitIds,
  applicantKinds: KindTable.parse(p.applicantKinds),
  version: p.version,
  failures: p.failures,
  restsUntil: p.restsUntil?.toISOString() ?? null,
  answeredAt: p.answeredAt?.toISOString() ?? null,
  fault: FaultCode.nullable().parse(p.fault),
});

async function unitNames(ids: readonly number[]): Promise<Map<number, string>> {
  const units = await db.unit.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, shortName: true } });
  return new Map(units.map((u) => [u.id, u.shortName]));
}
type Row = Awaited<ReturnType<typeof db.exchangeMessage.findMany>>[number];
const rowView = (row: Row, names: ReadonlyMap<number, string>): MessageRow => ({
  id: String(row.id),
  direction: row.direction,
  service: Service.parse(row.kind),
  code: row.code,
  unitName: names.get(row.unitId) ?? "",
  senderName: row.senderName,
  status: row.status,
  attempts: row.attempts,
  fault: FaultCode.nullable().parse(row.fault),
  createdAt: row.createdAt.toISOString(),
  nextAt: row.nextAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
});

/** One message. Whoever runs the system and may not look at its unit's dossiers in full sees its shape, its codes and its dates, and no person. */
export async function findMessage(actor: Actor, id: string): Promise<MessageView> {
  requireManager(actor);
  const row = await db.exchangeMessage.findUnique({ where: { id: BigInt(id) } });
  if (!row) throw new AppError("not-found", "not-found");
  const isMasked = !can(actor, "dossiers.reveal", row.unitId);
  const content = openContent(row.content);
  const told = openTold(row.told);
  const service = Service.parse(row.kind);
  const masked = maskMessage(content, service);
  return {
    ...rowView(row, await unitNames([row.unitId])),
    revision: row.revision,
    content: isMasked && typeof masked === "object" && masked !== null ? { ...masked } : content,
    isMasked,
    findings: told.findings,
    // The portal may quote what it refuses.
    answer: isMasked && told.answer !== null ? told.answer.replace(/\d{6,}/g, "•••") : told.answer,
    reason: row.reason,
    endedBy: row.endedBy,
  };
}

/** Tries the connection by the settings as they are kept. For administrators. Refuses `portal-not-set`. */
export async function tryPortal(actor: Actor, now: Date, signal?: AbortSignal): Promise<PortalTrial> {
  requireManager(actor);
  const portal = await portalNow();
  if (!portal?.secret) throw new AppError("refused", "portal-not-set");
  return { at: now.toISOString(), ...(await trial.tryPortal(reached(portal, portal.secret), { signal })) };
}

/** A dossier in the shape of the synchronisation, for a machine that looks it up by its code; numbers of persons are masked. */
export async function lookUp(actor: Actor, code: string): Promise<{ id: number; message: FullMessage }> {
  const [found] = await db.$queryRaw<{ id: number; unitId: number; isSensitive: boolean }[]>`
    select d.id, d.unit_id as "unitId", p.is_sensitive as "isSensitive" from dossier d join procedure p on p.id = d.procedure_id
    where d.code = ${code} and ${visibleTo(actor)}`;
  const read = found && (await readDossier(db, found.id));
  if (!found || !read) throw new AppError("not-found", "not-found");
  const hides = found.isSensitive && !can(actor, "dossiers.process", found.unitId);
  return { id: found.id, message: toFull(masked(read.dossier, hides), await kindsNow()) };
}

function masked(d: ExchangeDossier, hides: boolean): ExchangeDossier {
  const { applicant } = d;
  const name = hides ? maskName(applicant.name) : applicant.name;
  const numbers = { idNumber: maskNumber(applicant.idNumber), phone: maskNumber(applicant.phone), email: "" };
  return { ...d, applicant: { ...applicant, ...numbers, name }, subject: hides ? "" : d.subject };
}
