import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { cityDay } from "@/lib/calendar/rules";
import { findCity } from "@/lib/city/queries";
import { db } from "@/lib/db/client";
import type { PreviewQuery } from "@/lib/dossiers/model";
import { type DetailClock, previewAct, visibleTo } from "@/lib/dossiers/queries";
import type { DossierFacts } from "@/lib/dossiers/rules";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import type { CheckedFiles, SentCheck } from "@/lib/signatures/model";
import { checkedLines } from "@/lib/signatures/queries";
import { formatSecond } from "@/lib/words";
import { registerBook } from "./drawing/book";
import { printed } from "./drawing/pool";
import {
  type ActOutlook,
  type FormKind,
  type FormList,
  type Generation,
  limits,
  type PrintedTable,
  type Register,
  type RegisterQuery,
  type Sheet,
} from "./model";

export { readOwed } from "./reading/owed";

import { agencyOf, findForForms, standingOf, stepOf } from "./reading/facts";
import { countRegister, registerRows } from "./reading/register";
import { openSheet, type SealedForm } from "./reading/sheets";
import { deskHead, formsFor, generationOn, issuers, numberText, sourceText } from "./rules";
import { signatureListTable, signatureReportTable } from "./sheets/signatures";

type Line = {
  id: number;
  kind: FormKind;
  generation: Generation;
  number: number;
  issuedAt: Date;
  issuedByName: string;
  correction: string | null;
  replacesId: number | null;
};

/** The forms of a dossier in the order of their issue, and those this actor may issue now; or not-found. */
export async function listForms(actor: Actor, dossierId: number, now: Date): Promise<FormList> {
  const found = await findForForms(db, actor, dossierId);
  const lines = await db.$queryRaw<Line[]>`
    select f.id, f.kind::text as kind, f.generation, f.number, f.issued_at as "issuedAt", coalesce(u.name, f.issued_by) as "issuedByName",
      f.reason as correction, f.replaces_id as "replacesId"
    from dossier_form f left join app_user u on f.issued_by = 'user:' || u.id where f.dossier_id = ${dossierId} order by f.id`;
  const byId = new Map(lines.map((line) => [line.id, line]));
  const replacedBy = new Map(lines.flatMap((line) => (line.replacesId === null ? [] : [[line.replacesId, line.id] as const])));
  const standing = (kind: FormKind): number | null => {
    const step = stepOf(found, kind);
    const last = lines.filter((l) => l.kind === kind && !replacedBy.has(l.id) && (!step || l.issuedAt >= step.at)).at(-1);
    return last?.id ?? null;
  };
  const { row } = found;
  const issuerOf = (kind: FormKind) => (issuers[kind] === "desk" ? row.receivingUnitId : row.unitId);
  return {
    issued: lines.map((line) => {
      const replaced = line.replacesId === null ? undefined : byId.get(line.replacesId);
      return {
        id: line.id,
        kind: line.kind,
        generation: line.generation,
        numberText: numberText(line.kind, line.number),
        issuedAt: line.issuedAt.toISOString(),
        issuedByName: line.issuedByName,
        correction: line.correction,
        replacesNumberText: replaced ? numberText(replaced.kind, replaced.number) : null,
        replacedById: replacedBy.get(line.id) ?? null,
      };
    }),
    open: formsFor(standingOf(found), cityDay(now))
      .filter((kind) => can(actor, "dossiers.process", issuerOf(kind)))
      .map((kind) => ({ kind, replacesId: standing(kind) })),
  };
}

/** What an act would do to a dossier, and the forms it would open. Throws like previewAct. */
export async function lookAhead(actor: Actor, dossierId: number, ask: PreviewQuery, clock: DetailClock): Promise<ActOutlook> {
  const { preview, before, after } = await previewAct(actor, dossierId, ask, clock);
  const fitting = ({ state, resultKind, acceptedAt, extendedDueOn }: DossierFacts) =>
    formsFor(
      { ...{ state, resultKind, wasRedated: false }, isAccepted: acceptedAt !== null, isExtended: extendedDueOn !== null },
      clock.today,
    );
  const known = new Set(fitting(before));
  return { ...preview, forms: after ? fitting(after).filter((kind) => !known.has(kind)) : [] };
}

/** What a form is drawn from, and when it was issued: the same print gives the same bytes. */
export type Printable = { dossierId: number; formId: number; sheet: Sheet; issuedAt: Date };
type Sealed = SealedForm & { formId: number; dossierId: number; issuedAt: Date };

/** One form of a dossier as it was issued; not-found outside the actor's reach. */
export async function findForm(actor: Actor, dossierId: number, formId: number): Promise<Printable> {
  const [form] = await db.$queryRaw<Sealed[]>`
    select f.id as "formId", d.id as "dossierId", f.content, f.issued_at as "issuedAt", p.is_sensitive as "isSensitive",
      d.unit_id as "unitId", d.receiving_unit_id as "receivingUnitId"
    from dossier_form f join dossier d on d.id = f.dossier_id join procedure p on p.id = d.procedure_id
    where f.id = ${formId} and d.id = ${dossierId} and ${visibleTo(actor)}`;
  if (!form) throw new AppError("not-found", "not-found");
  return printable(actor, form);
}

/** The standing form of a kind of each dossier, in the order asked. Refuses `forms-missing` where one of them has none within reach. */
export async function findForms(actor: Actor, dossierIds: readonly number[], kind: FormKind): Promise<Printable[]> {
  const rows = await db.$queryRaw<Sealed[]>`
    select distinct on (d.id) f.id as "formId", d.id as "dossierId", f.content, f.issued_at as "issuedAt", p.is_sensitive as "isSensitive",
      d.unit_id as "unitId", d.receiving_unit_id as "receivingUnitId"
    from dossier_form f join dossier d on d.id = f.dossier_id join procedure p on p.id = d.procedure_id
    where d.id = any (${[...dossierIds]}::int[]) and f.kind = ${kind}::form_kind and ${visibleTo(actor)}
    order by d.id, f.id desc`;
  const byDossier = new Map(rows.map((row) => [row.dossierId, row]));
  const missing = dossierIds.filter((id) => !byDossier.has(id));
  if (missing.length > 0)
    throw new AppError("refused", "forms-missing", {
      faults: missing.map((id) => ({ path: `query.dossiers.${id}`, code: "form-missing" })),
    });
  return dossierIds.flatMap((id) => byDossier.get(id) ?? []).map((row) => printable(actor, row));
}
function printable(actor: Actor, form: Sealed): Printable {
  const { dossierId, formId, issuedAt } = form;
  return { dossierId, formId, issuedAt, sheet: openSheet(actor, form) };
}

/**
 * The head of a unit's register book. The book holds what the unit and those below it took in. Not-found for a unit out of the
 * actor's reach; refuses `register-too-large` above `most` dossiers.
 */
async function registerHead(actor: Actor, query: RegisterQuery, most: number): Promise<Omit<Register, "rows">> {
  if (!can(actor, "registers.print", query.unitId)) throw new AppError("not-found", "not-found");
  const generation = generationOn(query.to);
  const desk = await agencyOf(db, query.unitId);
  const sector =
    query.sectorId === undefined ? null : await db.sector.findUnique({ where: { id: query.sectorId }, select: { name: true } });
  if (query.sectorId !== undefined && !sector) throw new AppError("not-found", "not-found");
  const count = await countRegister(query);
  if (count > most) throw new AppError("refused", "register-too-large", { detail: { count, most } });
  const [first, last] = [query.from.slice(0, 4), query.to.slice(0, 4)];
  return {
    generation,
    source: sourceText(generation, "REGISTER") ?? "",
    ...deskHead(desk, generation),
    book: `Quyển số: ${first === last ? first : `${first}–${last}`}`,
    sector: sector?.name ?? "Tất cả lĩnh vực",
    from: query.from,
    to: query.to,
  };
}

/** A file on its way: its bytes come as they are made. */
export type FormFile = { body: Readable; name: string; type: string };
const pdf = "application/pdf";

/** Forms as one PDF, each copy on pages of its own, dated by the latest of them. Throws `printing-busy`. */
export async function formsFile(actor: Actor, forms: readonly Printable[]): Promise<FormFile> {
  const at = new Date(Math.max(...forms.map((f) => f.issuedAt.getTime())));
  const [only] = forms;
  const stem =
    only && forms.length === 1 ? `${only.sheet.kind.toLowerCase()}-${only.sheet.code ?? only.formId}` : `forms-${forms.length}`;
  return { body: await printed({ at, sheets: forms.map((f) => f.sheet) }, actor.id), name: `${stem}.pdf`, type: pdf };
}

/** The register book on A4. Refuses what `registerHead` refuses. */
export async function registerPdf(actor: Actor, query: RegisterQuery, now: Date): Promise<FormFile> {
  const head = await registerHead(actor, query, limits.registerRowsPdf);
  const rows: Register["rows"] = [];
  for await (const some of registerRows(actor, query)) rows.push(...some);
  return {
    body: await printed({ at: now, register: { ...head, rows } }, actor.id),
    name: `register-${query.from}-${query.to}.pdf`,
    type: pdf,
  };
}

/** The register book as a workbook, read from the records as it is written. */
export async function registerXlsx(actor: Actor, query: RegisterQuery): Promise<FormFile> {
  const head = await registerHead(actor, query, limits.registerRowsXlsx);
  return {
    body: registerBook(head, registerRows(actor, query)),
    name: `register-${query.from}-${query.to}.xlsx`,
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  };
}

/** A table of figures on A4, dated by when they were read. Throws `printing-busy`. */
export async function tablePdf(actor: Actor, table: PrintedTable, { at, name }: { at: Date; name: string }): Promise<FormFile> {
  return { body: await printed({ at, table }, actor.id), name: `${name}.pdf`, type: pdf };
}

/** What a check of a file's signatures found, as a paper to be kept with the file. Throws `printing-busy`. */
export async function signatureReport(actor: Actor, found: SentCheck, now: Date): Promise<FormFile> {
  const city = await findCity();
  const stem = found.fileName.replace(/\.pdf$/i, "").slice(0, 80);
  return tablePdf(actor, signatureReportTable(found, city?.name ?? ""), { at: now, name: `kiem-tra-chu-ky-${stem}` });
}

/** What was found in many files, as one paper. Refuses what `checkedLines` refuses; throws `printing-busy`. */
export async function signatureListReport(actor: Actor, checked: CheckedFiles, now: Date): Promise<FormFile> {
  const found = await checkedLines(actor, checked);
  const city = await findCity();
  const table = signatureListTable({ ...found, unchecked: checked.unchecked, by: actor.name }, city?.name ?? "");
  return tablePdf(actor, table, { at: now, name: `kiem-tra-chu-ky-${found.lines.length}-tep` });
}

/**
 * What is drawn where a document is signed: the picture of the signature or seal (NĐ 30/2020, Phụ lục I); where there is none, who signed and
 * when, with the zone; the number it was issued under, where its agency's signature bears that. A PDF of the rectangle's very size.
 */
export async function signatureDrawing(
  { kind, name, organisation, picture, at, numbered }: Signed,
  [left, bottom, right, top]: readonly [number, number, number, number],
  of: string,
): Promise<Buffer> {
  const by =
    kind === "PERSON" ? [`Người ký: ${name}`, ...(organisation ? [`Cơ quan: ${organisation}`] : [])] : [`Cơ quan: ${name}`];
  const number = numbered ? [`Số: ${numbered.symbol}`, numbered.day] : [];
  const lines = picture ? number : [...number, ...by, "Thời gian ký:", formatSecond(at)];
  const shown = picture && `data:image/png;base64,${Buffer.from(picture).toString("base64")}`;
  return buffer(await printed({ at, stamp: { width: right - left, height: top - bottom, picture: shown, lines } }, of));
}
type Signed = {
  kind: "PERSON" | "AGENCY";
  name: string;
  organisation: string | null;
  /** PNG: the person's signature in blue, the agency's seal in red. */
  picture: Uint8Array | null;
  at: Date;
  /** What an agency's signature says of the document besides: its number and symbol, and the day of issue. */
  numbered: { symbol: string; day: string } | null;
};
