import type { DossierState } from "@/lib/dossiers/model";
import type { RawRow } from "@/lib/imports/model";
import type { LineMessage } from "./schemas";
import { fromWire, fromWireTime, stateTable, toWire, toWireTime } from "./tables";

/** One step of a dossier: who did what, when, and where it stands since. */
export type ProgressLine = {
  code: string;
  officer: string;
  title: string;
  department: string;
  content: string;
  at: Date;
  state: DossierState;
  startedAt: Date | null;
  dueAt: Date | null;
};

export function toLine(l: ProgressLine): LineMessage {
  return {
    MaHoSo: l.code,
    NguoiXuLy: l.officer,
    ChucDanh: l.title,
    ThoiDiemXuLy: toWireTime(l.at),
    PhongBanXuLy: l.department,
    NoiDungXuLy: l.content,
    TrangThai: toWire(stateTable, l.state),
    NgayBatDau: toWireTime(l.startedAt),
    NgayKetThucTheoQuyDinh: toWireTime(l.dueAt),
  };
}

export function fromLine(m: LineMessage): ProgressLine {
  return {
    code: m.MaHoSo,
    officer: m.NguoiXuLy,
    title: m.ChucDanh,
    department: m.PhongBanXuLy,
    content: m.NoiDungXuLy,
    // The schema lets nothing else through.
    at: fromWireTime(m.ThoiDiemXuLy) ?? new Date(0),
    state: fromWire(stateTable, m.TrangThai) ?? "IN_PROGRESS",
    startedAt: fromWireTime(m.NgayBatDau) ?? null,
    dueAt: fromWireTime(m.NgayKetThucTheoQuyDinh) ?? null,
  };
}

/** What a line adds to a history: who and where, then what. */
export function noteOf(l: ProgressLine): string | null {
  const who = [l.officer, l.title, l.department].filter(Boolean).join(", ");
  return [who, l.content].filter(Boolean).join(": ") || null;
}

/** A dossier on record, as far as a line leaves it alone. */
export type Known = {
  code: string;
  procedureCode: string;
  applicantName: string;
  state: DossierState;
  acceptedAt: Date;
  endedAt: Date | null;
  returnedAt: Date | null;
};
const isOver = (state: DossierState) => ["FINISHED", "RETURNED", "WITHDRAWN", "STOPPED"].includes(state);

/**
 * The record as a row of a register with the line's step taken: its moment ends what it ends, hands over what it hands over, stops the clock
 * where it asks for papers or money. What the line does not tell is left out, so that the record keeps it.
 */
export function rowAfter(known: Known, line: ProgressLine): RawRow {
  const { state } = line;
  const ended = isOver(state) ? (known.endedAt ?? line.at) : null;
  const returned = state === "RETURNED" ? (known.returnedAt ?? line.at) : null;
  const isWaiting = state === "AWAITING_SUPPLEMENT" || state === "AWAITING_PAYMENT";
  return {
    code: known.code,
    procedureCode: known.procedureCode,
    applicantName: known.applicantName,
    acceptedAt: toWireTime(known.acceptedAt),
    endedAt: toWireTime(ended),
    returnedAt: toWireTime(returned),
    stoppedAt: isWaiting ? toWireTime(line.at) : "",
    state: toWire(stateTable, state),
  };
}
