import { cityDay } from "@/lib/calendar/rules";
import type { Tx } from "@/lib/db/client";
import { eventWords } from "@/lib/dossiers/labels";
import { type DossierState, personalPlaces } from "@/lib/dossiers/model";
import { open } from "@/lib/secrets";
import { cityTimeZone, formatDay } from "@/lib/words";
import type { ExchangeDossier, ProgressLine } from "../rules";

type Row = {
  code: string;
  procedureCode: string;
  procedureName: string;
  sectorCode: string;
  sectorName: string;
  applicantName: string;
  applicantKind: "CITIZEN" | "ORGANISATION";
  email: string | null;
  phone: Uint8Array | null;
  idNumber: Uint8Array | null;
  subject: string | null;
  channel: "COUNTER" | "ONLINE" | "POST";
  delivery: "COUNTER" | "POST" | "ELECTRONIC";
  state: DossierState;
  resultKind: "GRANTED" | "REFUSED" | null;
  submittedAt: Date | null;
  acceptedAt: Date | null;
  dueAt: Date | null;
  extendedDueAt: Date | null;
  keptDueAt: Date | null;
  endedAt: Date | null;
  returnedAt: Date | null;
  unitId: number;
  unitName: string;
  receivingName: string;
  version: number;
};
const opened = (sealed: Uint8Array | null, place: string) => (sealed ? open(sealed, place) : "");
/** The wire has whole seconds. */
const second = (at: Date | null) => at && new Date(Math.floor(at.getTime() / 1_000) * 1_000);

/** The steps of a dossier that are told as lines of progress: what people did. A register's changes, a correction's and the calendar's are in the
 * dossier itself. */
const untold = new Set(["import", "exchange", "redate", "register", "correct"]);
const paperKinds = { ORIGINAL: "ORIGINAL", CERTIFIED_COPY: "COPY", PHOTOCOPY: "COPY", ELECTRONIC: "ELECTRONIC" } as const;

/**
 * A dossier that has its code, as the synchronisation tells of it, with the lines of its progress. Null for one that was never accepted: it
 * has no code the portal could know it by.
 */
export async function readDossier(
  tx: Tx,
  id: number,
): Promise<{ dossier: ExchangeDossier; unitId: number; version: number; lines: (ProgressLine & { version: number })[] } | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select d.code, p.code as "procedureCode", p.name as "procedureName", s.code as "sectorCode", s.name as "sectorName",
      d.applicant_name as "applicantName", d.applicant_kind as "applicantKind", d.applicant_email as email, d.phone_sealed as phone,
      d.id_number_sealed as "idNumber", d.subject, d.channel, d.result_delivery as delivery, d.state, d.result_kind as "resultKind",
      d.registered_at as "submittedAt", d.accepted_at as "acceptedAt", d.due_at as "dueAt", d.extended_due_at as "extendedDueAt",
      (select w.due_at_before from dossier_clock_stop w where w.dossier_id = d.id and w.resumed_at is null limit 1) as "keptDueAt",
      d.ended_at as "endedAt", d.returned_at as "returnedAt", d.unit_id as "unitId", u.name as "unitName", r.name as "receivingName", d.version
    from dossier d join procedure p on p.id = d.procedure_id join sector s on s.id = p.sector_id
      join unit u on u.id = d.unit_id join unit r on r.id = d.receiving_unit_id
    where d.id = ${id} and d.code is not null and d.accepted_at is not null`;
  if (!row) return null;
  const [papers, fees, stops, files, events] = await Promise.all([
    tx.dossierPaper.findMany({
      where: { dossierId: id, struckAt: null },
      orderBy: { position: "asc" },
      include: { files: { where: { removedAt: null } } },
    }),
    tx.dossierFee.findMany({ where: { dossierId: id }, orderBy: { id: "asc" } }),
    tx.dossierClockStop.findMany({
      where: { dossierId: id, kind: "SUPPLEMENT" },
      orderBy: { id: "asc" },
      include: { askedPapers: { orderBy: { position: "asc" } } },
    }),
    tx.dossierFile.findMany({ where: { dossierId: id, kind: "RESULT", removedAt: null }, orderBy: { id: "asc" } }),
    readEvents(tx, id),
  ]);
  const askedBy = (at: Date, kind: string) => events.find((e) => e.kind === kind && e.at.getTime() === at.getTime());
  const moved = events.filter((e) => e.kind === "extend" || e.kind === "redate").at(-1);
  const handedIn = papers.map((p) => ({
    supplement: p.supplement,
    paper: {
      ...{ id: String(p.id), name: p.name, code: codeOf(p), kind: paperKinds[p.form] },
      ...{ isScanned: p.files.length > 0, isReused: p.isReused },
    },
  }));
  const dossier: ExchangeDossier = {
    code: row.code,
    procedure: { code: row.procedureCode, name: row.procedureName },
    sector: { code: row.sectorCode, name: row.sectorName },
    applicant: {
      name: row.applicantName,
      kind: row.applicantKind,
      idNumber: opened(row.idNumber, personalPlaces.idNumber),
      phone: opened(row.phone, personalPlaces.phone),
      email: row.email ?? "",
    },
    subject: row.subject ?? "",
    channel: row.channel,
    delivery: row.delivery,
    state: row.state,
    refusedAt: row.resultKind === "REFUSED" ? second(row.endedAt) : null,
    submittedAt: second(row.submittedAt),
    acceptedAt: second(row.acceptedAt),
    // While the clock stands the portal is told what was promised; after an apology, what is promised now.
    dueAt: second(row.extendedDueAt ?? row.dueAt ?? row.keptDueAt),
    endedAt: second(row.endedAt),
    returnedAt: second(row.returnedAt),
    unit: row.unitName,
    receivedAt: row.receivingName,
    note: moved?.dueAtBefore && moved.dueAtAfter ? movedNote(moved.dueAtBefore, moved.dueAtAfter) : "",
    isScanned: papers.some((p) => p.files.length > 0),
    papers: handedIn.map((one) => one.paper),
    fees: fees.map((f) => ({ code: "", name: f.name, kind: f.kind, amountDong: Number(f.amountDong), stage: f.stage })),
    supplements: stops.map((stop, i) => {
      const taken = stop.resumedAt && askedBy(stop.resumedAt, "receiveSupplement");
      return {
        id: String(stop.id),
        askedBy: askedBy(stop.stoppedAt, "requestSupplement")?.actorName ?? "",
        content: [stop.reason, ...stop.askedPapers.map((p) => `– ${p.name}`)].join("\n"),
        askedAt: second(stop.stoppedAt),
        takenBy: taken ? taken.actorName : "",
        takenAt: second(stop.resumedAt),
        dueBefore: second(stop.dueAtBefore),
        dueAfter: taken ? second(taken.dueAtAfter) : null,
        papers: stop.resumedAt
          ? handedIn.filter((one) => one.supplement === i + 1).map((one) => one.paper)
          : stop.askedPapers.map((p) => ({
              ...{ id: "", name: p.name, code: codeOf(p), kind: null, isScanned: false, isReused: false },
            })),
      };
    }),
    results: files.map((f) => ({ id: String(f.id), name: f.name, code: "" })),
  };
  return {
    dossier,
    unitId: row.unitId,
    version: row.version,
    lines: events.filter((e) => !untold.has(e.kind)).map((e) => lineOf(row, e)),
  };
}
const codeOf = ({ procedurePaperId }: { procedurePaperId: number | null }) =>
  procedurePaperId === null ? "" : String(procedurePaperId);
const movedNote = (from: Date, to: Date) => `Ngày hẹn trả đổi từ ${formatDay(cityDay(from))} sang ${formatDay(cityDay(to))}.`;

type Event = {
  version: number;
  kind: string;
  toState: DossierState;
  at: Date;
  actorName: string;
  unitName: string | null;
  note: string | null;
  dueAtBefore: Date | null;
  dueAtAfter: Date | null;
  title: string | null;
};
function readEvents(tx: Tx, id: number): Promise<Event[]> {
  return tx.$queryRaw<Event[]>`
    select e.version, e.kind, e.to_state as "toState", e.at, e.actor_name as "actorName", u.name as "unitName", e.note,
      e.due_at_before as "dueAtBefore", e.due_at_after as "dueAtAfter",
      (select p.title from post p where e.actor_id = 'user:' || p.user_id and p.unit_id = e.unit_id
        and p.valid_from <= c.day and (p.valid_until is null or p.valid_until >= c.day) order by p.id limit 1) as title
    from dossier_event e cross join lateral (select (e.at at time zone ${cityTimeZone})::date as day) c
      left join unit u on u.id = e.unit_id where e.dossier_id = ${id} order by e.version`;
}
const words: Readonly<Record<string, { vi: string }>> = eventWords;
const lineOf = (row: Row, e: Event): ProgressLine & { version: number } => ({
  version: e.version,
  code: row.code,
  officer: e.actorName,
  title: e.title ?? "",
  department: e.unitName ?? row.unitName,
  content: [words[e.kind]?.vi ?? e.kind, e.note].filter(Boolean).join(": "),
  at: second(e.at) ?? e.at,
  state: e.toState,
  startedAt: second(row.acceptedAt),
  dueAt: second(e.dueAtAfter),
});
