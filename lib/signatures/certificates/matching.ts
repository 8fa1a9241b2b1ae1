import { cityDay } from "@/lib/calendar/rules";
import type { UnitLookup } from "@/lib/units/queries";
import { searchable } from "@/lib/words";
import type { Certificate } from "../trust/certificate";
import type { KnownHolder } from "./holders";
import type { CertificateDevice, CertificateRow, CertificateRowFault } from "./model";
import { faultOf } from "./reading";
import { isNameAlike, plainSerial } from "./rules";

export type SentFile = { name: string; certificates: readonly Certificate[] };
export type KnownCertificate = {
  id: number;
  sha256: string;
  userId: number | null;
  unitId: number | null;
  device: CertificateDevice;
  credentialId: string | null;
  endedAt: Date | null;
};
type Given = {
  rows: readonly { line: number; cells: readonly string[] }[];
  files: readonly SentFile[];
  known: readonly KnownCertificate[];
  holders: readonly KnownHolder[];
  units: UnitLookup;
  now: Date;
};
type Taken = {
  certificate: Certificate;
  holder: { kind: "person" | "agency"; id: number };
  device: CertificateDevice;
  credentialId: string | null;
  /** The certificate it changes; null for one that is entered. */
  knownId: number | null;
};
export type Judged = {
  rows: readonly CertificateRow[];
  taken: readonly Taken[];
  left: readonly { file: string; certificate: Certificate | null }[];
};

const headings = {
  holder: /^(nguoi giu|nguoi su dung|ho ten|ho va ten|tai khoan|ten dang nhap|can bo|holder|login|name)$/,
  unit: /^(don vi|ma don vi|co quan|ma dinh danh|unit|unit code)$/,
  certificate: /^(chung thu|chung thu so|so serial|serial|so hieu|tep|ten tep|certificate|file)$/,
  device: /^(thiet bi|loai thiet bi|phuong tien ky|hinh thuc|device)$/,
  credential: /^(ma chung thu so tu xa|ma khoa|ten khoa|khoa|khoa ky|credential|credential id)$/,
};
type Column = keyof typeof headings;
const columnNames = ["holder", "unit", "certificate", "device", "credential"] as const satisfies readonly Column[];

class Unfit extends Error {
  constructor(readonly fault: CertificateRowFault) {
    super(fault);
  }
}

/** What each line of a spreadsheet says of the certificates sent with it, against what is known; null where no line has the headings. */
export function judgeRows(given: Given): Judged | null {
  const at = given.rows.findIndex(({ cells }) => columnsOf(cells) !== null);
  const columns = columnsOf(given.rows[at]?.cells ?? []);
  if (!columns) return null;
  const judge = judgeOf(given);
  const rows: CertificateRow[] = [];
  const taken: Taken[] = [];
  const named = new Set<string>();
  for (const { line, cells } of given.rows.slice(at + 1)) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    const of = (column: Column) => cells[columns[column] ?? -1]?.trim() ?? "";
    const told = { line, holder: of("holder") || of("unit"), certificate: of("certificate") };
    try {
      const certificate = judge.certificate(of("certificate"));
      const row = { ...told, validUntil: certificate.notAfter.toISOString() };
      const isTwice = named.has(certificate.sha256);
      named.add(certificate.sha256);
      if (isTwice) throw new Unfit("certificate-twice");
      const one = judge.row(certificate, of);
      if (one.outcome !== "unchanged") taken.push(one.taken);
      rows.push({ ...row, outcome: one.outcome, fault: null });
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      rows.push({ ...told, validUntil: null, outcome: "rejected", fault: error.fault });
    }
  }
  const left = given.files.flatMap(({ name, certificates }): Judged["left"][number][] =>
    certificates.length === 0
      ? [{ file: name, certificate: null }]
      : certificates.filter((one) => !named.has(one.sha256) && !one.isCa).map((certificate) => ({ file: name, certificate })),
  );
  return { rows, taken, left };
}

function columnsOf(cells: readonly string[]): Partial<Record<Column, number>> | null {
  const found: Partial<Record<Column, number>> = {};
  for (const [n, cell] of cells.entries())
    for (const name of columnNames)
      if (found[name] === undefined && headings[name].test(searchable(cell).replace(/\s+/g, " ").trim())) found[name] = n;
  return found.certificate !== undefined && (found.holder !== undefined || found.unit !== undefined) ? found : null;
}

function judgeOf({ files, known, holders, units, now }: Given) {
  const byFile = new Map(files.map(({ name, certificates }) => [fileKey(name), certificates.filter(({ isCa }) => !isCa)]));
  const bySerial = new Map<string, Certificate[]>();
  const all = new Map(files.flatMap(({ certificates }) => certificates.map((one) => [one.sha256, one])));
  for (const one of all.values()) bySerial.set(plainSerial(one.serial), [...(bySerial.get(plainSerial(one.serial)) ?? []), one]);
  const bySha = new Map(known.map((one) => [one.sha256, one]));
  const today = cityDay(now);

  const certificate = (text: string): Certificate => {
    if (text === "") throw new Unfit("certificate-unnamed");
    const found = byFile.get(fileKey(text)) ?? bySerial.get(plainSerial(text)) ?? [];
    const [one] = found;
    if (!one) throw new Unfit("certificate-not-sent");
    if (found.length > 1) throw new Unfit("certificate-ambiguous");
    const fault = faultOf(one);
    if (fault) throw new Unfit(fault);
    return one;
  };
  const holder = (said: string, unit: string, name: string | null): Taken["holder"] => {
    if (said === "" && unit === "") throw new Unfit("holder-missing");
    const unitId = unit === "" ? null : units.find(unit, today);
    if (unit !== "" && unitId === null) throw new Unfit("unit-unknown");
    if (said === "") return { kind: "agency", id: unitId ?? 0 };
    const people = holders.filter(({ kind }) => kind === "person");
    const own = people.filter(({ login }) => login === said.toLowerCase());
    const alike = people.filter((one) => isNameAlike(one.name, said) && (unitId === null || one.unitIds.includes(unitId)));
    const found = own.length > 0 ? own : alike;
    const [person] = found;
    if (!person) throw new Unfit("holder-unknown");
    if (found.length > 1) throw new Unfit("holder-ambiguous");
    // With somebody else's certificate nobody signs by a slip of a line.
    if (name !== null && !isNameAlike(person.name, name)) throw new Unfit("holder-name-differs");
    return { kind: "person", id: person.id };
  };
  const row = (one: Certificate, of: (column: Column) => string): { outcome: "new" | "changed" | "unchanged"; taken: Taken } => {
    const whose = holder(of("holder"), of("unit"), one.who.name);
    const device = deviceIn(of("device"));
    const credentialId = of("credential").normalize() || null;
    if (credentialId !== null && credentialId.length > 100) throw new Unfit("credential-too-long");
    const before = bySha.get(one.sha256);
    const taken = { certificate: one, holder: whose, device, credentialId, knownId: before?.id ?? null };
    if (!before) return { outcome: "new", taken };
    if (before.endedAt !== null) throw new Unfit("certificate-over");
    const isTheirs = whose.kind === "person" ? before.userId === whose.id : before.unitId === whose.id;
    if (!isTheirs) throw new Unfit("certificate-held-by-another");
    // An empty cell says nothing of the key: the one that is known stays.
    const key = credentialId ?? before.credentialId;
    const isSame = before.device === device && before.credentialId === key;
    return { outcome: isSame ? "unchanged" : "changed", taken: { ...taken, credentialId: key } };
  };
  return { certificate, row };
}

const fileKey = (name: string) =>
  name
    .normalize()
    .toLowerCase()
    .replace(/^.*[\\/]/, "")
    .trim();
function deviceIn(text: string): CertificateDevice {
  const said = searchable(text);
  if (/\b(token|usb)\b/.test(said)) return "TOKEN";
  if (/\b(sim|di dong|mobile)\b/.test(said)) return "SIM";
  if (/\b(tu xa|remote)\b/.test(said)) return "REMOTE";
  throw new Unfit("device-unknown");
}
