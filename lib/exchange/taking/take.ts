import type { Work } from "@/lib/command";
import { fillReceived } from "@/lib/dossiers/commands";
import { openJudge, type TakenRow, takeRow } from "@/lib/imports/commands";
import type { Field, RawRow, Reason } from "@/lib/imports/model";
import type { Judge } from "@/lib/imports/rules";
import type { Actor } from "@/lib/policy";
import {
  type FaultCode,
  type Finding,
  FullMessage,
  type InboundOutcome,
  type KindTable,
  LineMessage,
  type Service,
} from "../model";
import {
  type ExchangeDossier,
  type ExchangePaper,
  firstPapers,
  fromFull,
  fromLine,
  type Known,
  noteOf,
  rowAfter,
  rowOf,
  toldAt,
} from "../rules";

export type Content = Readonly<Record<string, unknown>>;
export type Settled = {
  outcome: InboundOutcome;
  code: string | null;
  toldAt: Date | null;
  fault: FaultCode | null;
  findings: Finding[];
  dossier: { id: number; unitId: number } | null;
};
/** Who brings a message, what it may bring dossiers for, and by what they are judged. */
export type Bringer = { actor: Actor; judge: Judge; kinds: KindTable };

/** Which field of a message a row's field came from. */
const wireNames: Readonly<Record<Field, string>> = {
  code: "MaHoSo",
  procedureCode: "MaTTHC",
  procedureName: "TenTTHC",
  unit: "DonViXuLy",
  receivingUnit: "NoiNopHoSo",
  applicantName: "ChuHoSo",
  applicantKind: "LoaiDoiTuong",
  applicantAddress: "",
  phone: "SoDienThoai",
  idNumber: "SoDinhDanh",
  subject: "TrichYeuHoSo",
  acceptedAt: "NgayTiepNhan",
  dueAt: "NgayHenTra",
  endedAt: "NgayKetThucXuLy",
  returnedAt: "NgayTra",
  stoppedAt: "NgayBoSung",
  channel: "KenhThucHien",
  state: "TrangThaiHoSo",
  result: "NgayTuChoi",
};
/** The field a reason without one is about. */
const about: Partial<Record<Reason["code"], Field>> = {
  "code-missing": "code",
  "code-unreadable": "code",
  "procedure-missing": "procedureCode",
  "procedure-unknown": "procedureCode",
  "unit-unknown": "unit",
  "unit-out-of-reach": "unit",
  "applicant-missing": "applicantName",
  "accepted-missing": "acceptedAt",
  "accepted-in-future": "acceptedAt",
  "ended-in-future": "endedAt",
  "due-before-accepted": "dueAt",
  "ended-before-accepted": "endedAt",
  "returned-before-ended": "returnedAt",
  "end-missing": "endedAt",
  "end-while-open": "state",
  "never-accepted": "state",
  "state-unknown": "state",
  "channel-unknown": "channel",
  "already-closed": "state",
  "goes-back": "state",
  "other-unit": "unit",
};
const isWired = (field: string): field is keyof typeof wireNames => Object.hasOwn(wireNames, field);
const findingOf = ({ code, field, value }: Reason): Finding => {
  const named = field ?? about[code];
  return {
    field: named !== undefined && isWired(named) ? wireNames[named] : "",
    code,
    ...(value === undefined ? {} : { value }),
  };
};

export { openJudge };

/**
 * Settles a message in the caller's transaction: read by its schema, judged by the rules of the import, merged. What does not fit writes
 * nothing and says why. Of messages of one dossier one at a time is settled; one that tells of less than an earlier of its kind changes nothing.
 */
export async function settleMessage(
  work: Pick<Work, "tx" | "now">,
  message: { id: bigint; service: Service; content: Content },
  bringer: Bringer,
): Promise<Settled> {
  const { service, content } = message;
  const kept = (code: string | null, told: Date | null, fault: FaultCode, findings: Finding[]): Settled => ({
    ...{ outcome: "kept", code, toldAt: told, fault, findings, dossier: null },
  });
  const parsed = service === "DongBoHoSoMC" ? FullMessage.safeParse(content) : LineMessage.safeParse(content);
  if (!parsed.success) {
    const code = typeof content.MaHoSo === "string" ? content.MaHoSo.slice(0, 60) : null;
    const findings = parsed.error.issues.map((i) => ({
      field: i.path.join("."),
      code: i.code === "custom" || /^[a-z]+(-[a-z]+)+$/.test(i.message) ? i.message : "field-unreadable",
    }));
    return kept(code, null, "message-unreadable", findings);
  }
  const full = service === "DongBoHoSoMC" ? fromFull(FullMessage.parse(content), bringer.kinds) : null;
  const line = full ? null : fromLine(LineMessage.parse(content));
  const code = full?.code ?? line?.code ?? "";
  const told = full ? toldAt(full) : (line?.at ?? null);
  await work.tx.$queryRaw`select pg_advisory_xact_lock(hashtext('vong-lau exchange'), hashtext(${code}))::text`;
  if (await isOvertaken(work, { code, told, service }))
    return { ...kept(code, told, "judged-unfit", []), fault: null, outcome: "older" };
  const known = line ? await findKnown(work, code) : null;
  if (line && !known) return kept(code, told, "dossier-unknown", [{ field: "MaHoSo", code: "dossier-unknown" }]);
  const row: RawRow = full ? rowOf(full) : known && line ? rowAfter(known, line) : {};
  const note = line ? (noteOf(line) ?? "") : service;
  const taken = await takeRow({ tx: work.tx, now: work.now, actor: bringer.actor }, row, {
    batchId: -Number(message.id),
    judge: bringer.judge,
    told: { kind: "exchange", note: note.slice(0, 2_000) },
  });
  if (!taken.ok) {
    // Told back to where it no longer stands, by one that lags behind what another message has said since.
    const isBehind = taken.reasons.every((r) => r.code === "goes-back" || r.code === "already-closed");
    if (isBehind && (await isOvertaken(work, { code, told, service: null })))
      return { ...kept(code, told, "judged-unfit", []), fault: null, outcome: "older" };
    return kept(code, told, "judged-unfit", taken.reasons.map(findingOf));
  }
  return { outcome: taken.fate, code, toldAt: told, fault: null, findings: [], dossier: await fill(work, taken, full) };
}

async function isOvertaken(
  { tx }: Pick<Work, "tx">,
  { code, told, service }: { code: string; told: Date | null; service: Service | null },
): Promise<boolean> {
  if (!told) return false;
  const kind = service === null ? {} : { kind: service };
  const later = await tx.exchangeMessage.findFirst({
    where: { direction: "IN", status: "DONE", code, toldAt: { gt: told }, ...kind },
    select: { id: true },
  });
  return later !== null;
}

async function findKnown({ tx }: Pick<Work, "tx">, code: string): Promise<Known | null> {
  const [row] = await tx.$queryRaw<Known[]>`
    select d.code, p.code as "procedureCode", d.applicant_name as "applicantName", d.state, d.accepted_at as "acceptedAt",
      d.ended_at as "endedAt", d.returned_at as "returnedAt"
    from dossier d join procedure p on p.id = d.procedure_id where d.code = ${code} and d.accepted_at is not null`;
  return row ?? null;
}

const forms = { ORIGINAL: "ORIGINAL", COPY: "PHOTOCOPY", ELECTRONIC: "ELECTRONIC" } as const;
function fill({ tx }: Pick<Work, "tx">, taken: Extract<TakenRow, { ok: true }>, full: ExchangeDossier | null) {
  const named = (papers: readonly ExchangePaper[]) =>
    papers.filter((p) => p.name !== "").map((p) => ({ name: p.name, form: forms[p.kind ?? "ELECTRONIC"], isReused: p.isReused }));
  return fillReceived(tx, taken.code, {
    email: full?.applicant.email || null,
    papers: named(full ? firstPapers(full) : []),
    supplements: (full?.supplements ?? []).map(({ takenAt, papers }) => ({ isTaken: takenAt !== null, papers: named(papers) })),
    fees: (full?.fees ?? [])
      .filter((f) => f.name !== "")
      .map((f) => ({ name: f.name, kind: f.kind ?? "FEE", amountDong: f.amountDong, stage: f.stage ?? "ACCEPTANCE" })),
  });
}
