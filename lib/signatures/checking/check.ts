import { createHash } from "node:crypto";
import { type CheckedPdf, type CheckedSignature, mostBytes, mostSignatures, type Reason } from "../model";
import { coveredBy, isIn, type SignatureField, signatureFields } from "../pdf/fields";
import { PdfFile, Revision } from "../pdf/revision";
import { type Step, stepsBetween } from "../pdf/steps";
import { securityStore } from "../pdf/store";
import { PdfFault } from "../pdf/values";
import { reasonsFor, verdictOf, verdictOfFile } from "../rules";
import { Certificate } from "../trust/certificate";
import { type Read, readSignature } from "./signature";
import { told } from "./telling";
import { evidenceOf, readOr, type Trust } from "./trusting";

/**
 * Every signature of a PDF and how it stands at a moment, by a list of trusted roots and what is known of revocation; what the file brings
 * along about either is heard too, and counts as far as it is signed. Never throws for what is in the file: what cannot be read as one thing
 * only is unknown. A file of many megabytes takes seconds: call it in a thread (`pool.ts`).
 */
export function checkPdf(bytes: Buffer, trust: Trust, now: Date): CheckedPdf {
  const base = {
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    checkedAt: now.toISOString(),
  };
  const unread = (reason: Reason): CheckedPdf => ({ ...base, verdict: "unknown", reasons: [reason], signatures: [] });
  if (bytes.length > mostBytes) return unread("too-large");
  const file = new PdfFile(bytes);
  try {
    const latest = latestOf(file);
    const fields = signatureFields(latest);
    if (fields.length > mostSignatures) return unread("too-large");
    const found = checkAll(file, latest, fields, trust, now);
    const own: Reason[] = strays(bytes, found.length) ? ["stray-signature"] : [];
    if (latest.end !== bytes.length && found.length === 0) own.push("structure-unclear");
    return {
      ...base,
      verdict: verdictOfFile(
        own,
        found.map(({ verdict }) => verdict),
      ),
      reasons: own,
      signatures: found,
    };
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    return unread(error.code === "encrypted" || error.code === "too-large" ? error.code : "structure-unclear");
  }
}

/**
 * The file as it is; or, where it does not read to its end, as it was at the end of the last signature that reads: then all that follows is
 * a change that nobody can tell.
 */
function latestOf(file: PdfFile): Revision {
  try {
    return new Revision(file, file.bytes.length);
  } catch (error) {
    if (!(error instanceof PdfFault) || error.code !== "structure") throw error;
    const ranges = file.bytes.toString("latin1").matchAll(/\/ByteRange\s*\[\s*0\s+\d+\s+(\d{1,10})\s+(\d{1,10})\s*\]/g);
    const ends = [...ranges].map(([, after, rest]) => Number(after) + Number(rest)).filter((end) => end < file.bytes.length);
    for (const end of [...new Set(ends)].sort((a, b) => b - a).slice(0, 20)) {
      const [earlier] = readOr(() => new Revision(file, end));
      if (earlier) return earlier;
    }
    throw error;
  }
}

/** Signatures that stand in the file and belong to no field of its form: another program might find them, and believe them. */
function strays(bytes: Buffer, known: number): boolean {
  let count = 0;
  for (let at = bytes.indexOf("/ByteRange"); at >= 0; at = bytes.indexOf("/ByteRange", at + 1)) count++;
  return count > known;
}

const faults = { unreadable: "signature-unreadable", wrong: "byte-range-wrong", unsupported: "kind-unknown" } as const;
function checkAll(
  file: PdfFile,
  latest: Revision,
  fields: readonly SignatureField[],
  trust: Trust,
  now: Date,
): CheckedSignature[] {
  const read = fields.map((field): Read & { field: SignatureField } => {
    const covered = coveredBy(latest, field);
    if ("fault" in covered) {
      return { field, fault: faults[covered.fault], covered: null };
    }
    const [signed] = readOr(() => new Revision(file, covered.end));
    const isSame = signed !== undefined && readOr(() => isIn(signed, latest, field))[0] === true;
    if (!isSame) return { field, fault: "revision-differs", covered };
    return { field, ...readSignature(file.bytes, field.signature.dict, covered) };
  });
  const ends = [...new Set(read.flatMap(({ covered }) => (covered ? [covered.end] : [])))].sort((a, b) => a - b);
  const last = ends[ends.length - 1];
  const steps = stepsBetween(file, last !== undefined && last < file.bytes.length ? [...ends, file.bytes.length] : ends);
  const store = readOr(() => securityStore(latest))[0] ?? { certificates: [], crls: [], ocsps: [] };
  const brought = evidenceOf([...store.crls, ...read.flatMap(({ message }) => message?.crls ?? [])], store.ocsps);
  const all: Trust = {
    roots: trust.roots,
    missing: trust.missing,
    others: [...trust.others, ...store.certificates.flatMap((der) => readOr(() => new Certificate(der)))],
    evidence: {
      crls: [...trust.evidence.crls, ...brought.crls],
      ocsps: [...trust.evidence.ocsps, ...brought.ocsps],
    },
  };
  return inOrder(read, file, latest, steps, all, now);
}

/** From the last to the first: a later timestamp proves that what it covers was there, a later signature may speak against an earlier one. */
function inOrder(
  read: readonly (Read & { field: SignatureField })[],
  file: PdfFile,
  latest: Revision,
  steps: readonly Step[],
  trust: Trust,
  now: Date,
): CheckedSignature[] {
  const sorted = [...read].sort((a, b) => (b.covered?.end ?? 0) - (a.covered?.end ?? 0));
  const done = new Map<number, CheckedSignature>();
  let proof: Date | null = null;
  for (const one of sorted) {
    const end = one.covered?.end ?? Number.POSITIVE_INFINITY;
    const isTwice = sorted.some((other) => other !== one && other.covered?.end === end);
    const later = sorted.filter((other) => (other.covered?.end ?? Number.POSITIVE_INFINITY) > end);
    const after = steps.filter(({ from }) => from >= end);
    const context = { trust, now, proof, after, later: later.flatMap(({ field }) => done.get(field.num) ?? []) };
    const checked = told(isTwice ? { ...one, fault: "byte-range-wrong" } : one, one.field, latest, file.bytes.length, context);
    const reasons = reasonsFor(checked.facts, now);
    const verdict = verdictOf(reasons);
    done.set(one.field.num, { ...checked.signature, verdict, reasons });
    if (one.stamp && checked.facts.kind === "timestamp" && verdict === "valid" && (proof === null || one.stamp.at < proof))
      proof = one.stamp.at;
  }
  return [...read]
    .sort((a, b) => (a.covered?.end ?? 0) - (b.covered?.end ?? 0))
    .flatMap(({ field }) => done.get(field.num) ?? []);
}
