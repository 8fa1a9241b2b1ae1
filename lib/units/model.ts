import * as z from "zod";
import { Day } from "@/lib/calendar/model";

export const unitKinds = [
  "COMMITTEE",
  "DEPARTMENT",
  "OFFICE",
  "WARD",
  "COMMUNE",
  "SPECIAL_ZONE",
  "ONE_STOP_DESK",
  "SERVICE_CENTRE",
  "OTHER",
] as const;
export const UnitKind = z.enum(unitKinds);
export type UnitKind = z.output<typeof UnitKind>;

/** The two orders an agency's identifier is written in: QĐ 20/2020/QĐ-TTg (H22.15.7) and QCVN 102:2016 (000.07.15.H22). */
export const identifierSchemes = ["QD20", "QCVN102"] as const;

/** A unit as it is from validFrom to validUntil, both days counted. */
export const Unit = z.object({
  id: z.int(),
  code: z.string(),
  kind: UnitKind,
  name: z.string(),
  shortName: z.string(),
  /** The unit it belongs to on the day asked about; null for the top. */
  parentId: z.int().nullable(),
  areaId: z.int().nullable(),
  areaCode: z.string().nullable(),
  /** What the head is called, "Chủ tịch UBND phường"; null where it has none. */
  headTitle: z.string().nullable(),
  /** How citizens reach it; null where nobody said. */
  phone: z.string().nullable(),
  address: z.string().nullable(),
  position: z.int(),
  validFrom: Day,
  validUntil: Day.nullable(),
  isDemo: z.boolean(),
});
export type Unit = z.output<typeof Unit>;
/** A unit with those directly below it. */
export type NodeOf<U> = U & { children: NodeOf<U>[] };
export type UnitNode = NodeOf<Unit>;

const words = z.string().trim().min(2).max(200);
const source = z.string().trim().min(3).max(300);
const Identifier = z.strictObject({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^(?:\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}|[A-Y]\d{2}(?:\.\d{1,3}){0,3})$/),
  scheme: z.enum(identifierSchemes),
});
/** As it is printed: digits and the signs between them, an extension at most. */
const phone = z
  .string()
  .trim()
  .regex(/^\+?\(?\d[\d\s.()-]{5,22}\d(\s*(?:máy lẻ|ext\.?)\s*\d{1,5})?$/i, "unit-phone-unreadable");
const address = z.string().trim().normalize().min(3).max(300);
const newUnit = {
  code: z
    .string()
    .trim()
    .min(1)
    .max(35)
    .regex(/^[A-Za-z0-9.]+$/),
  kind: UnitKind,
  name: words,
  shortName: words.max(80),
  parentId: z.int().positive().nullable(),
  areaId: z.int().positive().nullable().default(null),
  headTitle: words.nullable().default(null),
  phone: phone.nullable().default(null),
  address: address.nullable().default(null),
  position: z.int().min(0).max(10_000).default(0),
  identifiers: z.array(Identifier).max(4).default([]),
};

export const NewUnit = z.strictObject({ ...newUnit, validFrom: Day });
export const UnitRenaming = z.strictObject({
  unitId: z.int().positive(),
  /** The first day of the new name. */
  on: Day,
  name: words,
  shortName: words.max(80),
  headTitle: words.nullable(),
  source,
});
/** How citizens reach a unit from now on; null where there is none to tell. */
export const UnitContact = z.strictObject({
  unitId: z.int().positive(),
  phone: phone.nullable(),
  address: address.nullable(),
});
/** Units that become one, or part of one. A unit that is split is named as predecessor of each part. */
export const UnitMerger = z.strictObject({
  predecessors: z.array(z.int().positive()).min(1).max(100),
  /** A unit that already stands on the day, or one that begins with it. */
  successor: z.union([z.strictObject({ id: z.int().positive() }), z.strictObject(newUnit)]),
  /** The first day of the successor. */
  on: Day,
  source,
});
/** A unit that becomes several, each a new one or one that stands already. */
export const UnitSplit = z.strictObject({
  unitId: z.int().positive(),
  parts: z
    .array(z.union([z.strictObject({ id: z.int().positive() }), z.strictObject(newUnit)]))
    .min(2)
    .max(20),
  /** The first day of the parts. */
  on: Day,
  source,
});
/** Who took over from whom. */
export type SuccessionLine = {
  predecessorId: number;
  predecessorName: string;
  successorId: number;
  successorName: string;
  on: Day;
  source: string;
  /** How: one became another under a new name, several became one, one became several. */
  kind: "renamed" | "merged" | "split";
};
export const UnitClosing = z.strictObject({
  unitId: z.int().positive(),
  /** Its last day. */
  on: Day,
  source,
});
