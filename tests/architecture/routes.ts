import type * as z from "zod";
import type { Declaration } from "@/app/door";
import { locales } from "@/lib/words";

export type Declared = { place: string; method: string; declaration: Declaration };

/** What is asked by POST because a secret must stay out of addresses, what is asked with is too long for one (a whole file), or another system is asked; it changes nothing. */
const readsByPost = new Set([
  "account.check-link",
  "exports.table",
  "calendar.preview",
  "calendar.preview-csv",
  "calendar.preview-rows",
  "calendar.preview-xlsx",
  "procedures.preview-import",
  "exchange.try-portal",
  "look-up.ask",
  "signatures.check",
  "signatures.report",
  "signatures.report-list",
  "signatures.look-into-trust",
  "certificates.look",
  "certificates.preview-import",
  "camera-registry.preview-import",
  "camera-registry.ask",
]);

/** Files of one record, or of nobody's: everything else that streams lets many records leave and has its turn. */
const smallFiles = new Set([
  "attachments.open",
  "documents.open-file",
  "meetings.open-paper",
  "packets.open-file",
  "certificates.picture",
  "cameras.picture",
  "cameras.playlist",
  "cameras.live-part",
  "cameras.wall-stream",
  "city.emblem",
  "forms.pdf",
  "openapi.document",
  "procedures.export",
  "signatures.report",
  "transparency.csv",
  "transparency.xlsx",
]);
/** Rows a page of a list may have. */
const mostRows = 200;

/** "users/[id]/posts" → "/api/v1/users/{id}/posts" */
export const pathOfPlace = (place: string): string => `/api/v1/${place.replace(/\[(\w+)\]/g, "{$1}")}`;

export function routeFaults(declared: readonly Declared[], places: readonly string[]): string[] {
  const faults: string[] = [];
  const listed = new Set(declared.map((d) => d.place));
  for (const place of places) if (!listed.has(place)) faults.push(`app/api/v1/${place}/route.ts is not in app/routes.ts`);
  for (const place of listed) if (!places.includes(place)) faults.push(`app/routes.ts lists ${place}, which is not there`);
  const ids = new Set<string>();
  for (const { place, method, declaration: d } of declared) {
    const at = `${method} ${place}`;
    if (d.path !== pathOfPlace(place)) faults.push(`${at} says its path is ${d.path}`);
    if (d.method !== method) faults.push(`${at} says its method is ${d.method}`);
    if (ids.has(d.id)) faults.push(`${at}: the id ${d.id} is used twice`);
    ids.add(d.id);
    if (!/^[a-z][a-z-]*\.[a-z][a-z.-]*$/.test(d.id)) faults.push(`${at}: the id ${d.id} is not "room.verb"`);
    if (d.method !== "GET" && d.audit !== "command" && !readsByPost.has(d.id))
      faults.push(`${at} changes something and does not say audit "command"`);
    if (d.method === "GET" && d.audit === "command") faults.push(`${at} reads and says audit "command"`);
    for (const locale of locales) if (d.summary[locale].length < 10) faults.push(`${at} has no summary in ${locale}`);
    // A Vietnamese sentence of any length carries a mark; one without was never translated.
    if (!/[\u0300-\u036fđĐ]/.test(d.summary.vi.normalize("NFD"))) faults.push(`${at}: its Vietnamese summary is not Vietnamese`);
    if (d.summary.vi === d.summary.en) faults.push(`${at} says the same in both languages`);
    for (const part of ["query", "body", "params"] as const) {
      const schema = d.input[part];
      if (schema && !isStrict(schema)) faults.push(`${at}: its ${part} takes fields nobody named`);
    }
    if (d.output === "stream" && !d.isExport && !smallFiles.has(d.id)) faults.push(`${at} lets records leave without a turn`);
    if (d.isExport && d.output !== "stream") faults.push(`${at} is an export and streams nothing`);
    if (d.isExport && d.method === "GET" && d.audit !== "access")
      faults.push(`${at} lets records leave and does not tell the log`);
    if (takesMore(d.input.query)) faults.push(`${at} gives more than ${mostRows} rows at a time`);
    const named = [...d.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
    if (named.length > 0 && !d.input.params) faults.push(`${at} does not parse its parameters`);
  }
  return faults;
}

/** Does a list's query take a larger page than any list may have? */
function takesMore(query: z.ZodType | undefined): boolean {
  const shape: unknown = query ? Reflect.get(query._zod.def, "shape") : undefined;
  const take: unknown = shape && typeof shape === "object" ? Reflect.get(shape, "take") : undefined;
  return take !== undefined && [mostRows + 1, 1_000_000].some((n) => (take as z.ZodType).safeParse(String(n)).success);
}

/** Does the schema refuse what it does not name? Unions and wrappers are looked through. */
export function isStrict(schema: z.ZodType): boolean {
  const def = schema._zod.def as unknown as Record<string, unknown> & { type: string };
  const all = (value: unknown) => (Array.isArray(value) ? value : [value]).every((one) => isStrict(one as z.ZodType));
  switch (def.type) {
    case "object":
      return (def.catchall as z.ZodType | undefined)?._zod.def.type === "never";
    case "array":
      return all(def.element);
    case "record":
      return all(def.valueType);
    case "tuple":
      return all(def.items);
    case "union":
      return all(def.options);
    case "intersection":
      return all([def.left, def.right]);
    case "pipe":
      return all(def.in);
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "readonly":
    case "nonoptional":
      return all(def.innerType);
    case "lazy":
      return all((def.getter as () => z.ZodType)());
    default:
      return true;
  }
}
