import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { openApiText } from "@/app/openapi";

type Content = Record<string, { schema: object }>;
export type Operation = {
  operationId: string;
  parameters?: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};
export type Described = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

let known: { document: Described; ajv: Ajv2020; operations: Map<string, Operation> } | undefined;
function read() {
  if (known) return known;
  const document: Described = JSON.parse(openApiText("vi"));
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  // Words of Zod's own beside what the standard knows; they bind nobody.
  for (const format of ["base64", "cidrv4", "cidrv6"]) ajv.addFormat(format, true);
  for (const [name, schema] of Object.entries(document.components.schemas)) ajv.addSchema(schema, `vong-lau/${name}`);
  const operations = Object.values(document.paths).flatMap((one) => Object.values(one));
  known = { document, ajv, operations: new Map(operations.map((one) => [one.operationId, one])) };
  return known;
}

/** The description of the API as whoever asks for it reads it. */
export const described = (): Described => read().document;

/** A schema of the document as a checker; what it points at is looked up in the document. Throws where it is no lawful schema. */
export function checkerOf(schema: object): ValidateFunction {
  const text = JSON.stringify(schema).replaceAll('"#/components/schemas/', '"vong-lau/');
  return read().ajv.compile(JSON.parse(text));
}
const checkers = new Map<string, ValidateFunction>();

/** What an answer says that its description does not; null where they agree. */
export function undescribed(id: string, status: number, type: string | null, body: unknown): string | null {
  const media = type?.split(";")[0] ?? "";
  if (!media.endsWith("json")) return null;
  const operation = read().operations.get(id);
  if (!operation) return `${id} is not described`;
  const answer = operation.responses[status];
  if (!answer) return `${id}: ${status} is not described`;
  const schema = answer.content?.[media]?.schema;
  if (!schema) return answer.content ? `${id}: ${status} is described as ${Object.keys(answer.content)}, not as ${media}` : null;
  const key = `${id} ${status} ${media}`;
  const fits = checkers.get(key) ?? checkerOf(schema);
  checkers.set(key, fits);
  return fits(body) ? null : `${key}: ${read().ajv.errorsText(fits.errors).slice(0, 400)}`;
}
