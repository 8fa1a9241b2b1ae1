import * as z from "zod";

/** Puts a value on the page, if it is plainly what is declared. */
type Write = (value: unknown) => void;
/** Thrown where it is not; Zod then says what is wrong, or that nothing is. */
const odd = Symbol("odd");

/**
 * A value as its schema declares it, as JSON: the bytes of `JSON.stringify(schema.parse(value))`, checked and written in one walk,
 * without the copy and the text in between. Throws what `parse` throws. What of a schema it has no quick way for is left to Zod.
 */
export function written(schema: z.ZodType, value: unknown): Uint8Array<ArrayBuffer> {
  const write = ofSchemas.get(schema) ?? writing(schema);
  ofSchemas.set(schema, write);
  end = 0;
  try {
    write(value);
    return page.slice(0, end);
  } catch (error) {
    if (error !== odd) throw error;
    return encoder.encode(JSON.stringify(schema.parse(value)));
  } finally {
    if (page.length > pageBytes) page = new Uint8Array(pageBytes);
  }
}
const ofSchemas = new WeakMap<z.ZodType, Write>();

// ── The page: answers are put together on one, in turn ──────────────────────

const pageBytes = 1024 * 1024;
let page = new Uint8Array(pageBytes);
let end = 0;
const encoder = new TextEncoder();

function makeRoom(bytes: number): void {
  if (end + bytes <= page.length) return;
  const larger = new Uint8Array(2 * (end + bytes));
  larger.set(page.subarray(0, end));
  page = larger;
}
function putByte(byte: number): void {
  makeRoom(1);
  page[end++] = byte;
}
function putBytes(bytes: Uint8Array): void {
  const { length } = bytes;
  makeRoom(length);
  const [to, at] = [page, end];
  for (let i = 0; i < length; i++) to[at + i] = bytes[i] ?? 0;
  end = at + length;
}
function putAscii(text: string): void {
  const { length } = text;
  makeRoom(length);
  const [to, at] = [page, end];
  for (let i = 0; i < length; i++) to[at + i] = text.charCodeAt(i);
  end = at + length;
}
function putText(text: string): void {
  makeRoom(3 * text.length);
  end += encoder.encodeInto(text, page.subarray(end)).written;
}
function putDigits(whole: number): void {
  let count = 1;
  for (let power = 10; power <= whole; power *= 10) count++;
  makeRoom(count);
  end += count;
  for (let i = 1, left = whole; i <= count; i++) {
    const rest = (left / 10) | 0;
    page[end - i] = 48 + left - 10 * rest;
    left = rest;
  }
}
function putQuoted(text: string): void {
  const { length } = text;
  makeRoom(3 * length + 2);
  const to = page;
  let at = end;
  to[at++] = 34;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const isEscaped = code < 32 || code === 34 || code === 92 || (code >= 0xd800 && code <= 0xdfff);
    if (isEscaped) {
      putText(JSON.stringify(text));
      return;
    }
    if (code < 0x80) to[at++] = code;
    else {
      if (code < 0x800) to[at++] = 0xc0 | (code >> 6);
      else {
        to[at++] = 0xe0 | (code >> 12);
        to[at++] = 0x80 | ((code >> 6) & 0x3f);
      }
      to[at++] = 0x80 | (code & 0x3f);
    }
  }
  to[at++] = 34;
  end = at;
}

// ── The ways to write, by kinds of schema ───────────────────────────────────

function writing(schema: z.ZodType): Write {
  const { def } = schema._zod;
  if (def.checks?.length || ("coerce" in def && def.coerce)) return byZod(schema);
  if (schema instanceof z.ZodISODate || schema instanceof z.ZodISODateTime) return matching(schema._zod.def.pattern);
  if (schema instanceof z.ZodNumberFormat) return schema._zod.def.format === "safeint" ? whole : byZod(schema);
  if (schema instanceof z.ZodObject) return schema._zod.def.catchall ? byZod(schema) : fields(schema);
  if (schema instanceof z.ZodArray) return items(writing(schema._zod.def.element as z.ZodType));
  if (schema instanceof z.ZodNullable) return orNull(writing(schema._zod.def.innerType as z.ZodType));
  if (schema instanceof z.ZodEnum) return among(schema.options);
  if (schema instanceof z.ZodLiteral) return among([...schema.values]);
  if (schema instanceof z.ZodString) return text;
  if (schema instanceof z.ZodNumber) return number;
  if (schema instanceof z.ZodBoolean) return among([true, false]);
  return byZod(schema);
}

const byZod =
  (schema: z.ZodType): Write =>
  (value) => {
    const parsed = schema.safeParse(value);
    const json = parsed.success ? JSON.stringify(parsed.data) : undefined;
    if (json === undefined) throw odd;
    putText(json);
  };

const text: Write = (value) => {
  if (typeof value !== "string") throw odd;
  putQuoted(value);
};
const matching =
  (pattern: RegExp | undefined): Write =>
  (value) => {
    if (typeof value !== "string" || !pattern?.test(value)) throw odd;
    putQuoted(value);
  };
const number: Write = (value) => {
  if (typeof value !== "number" || !Number.isFinite(value)) throw odd;
  if (value >= 0 && value <= 1_000_000_000 && (value | 0) === value) putDigits(value);
  else putAscii(`${value}`);
};
const whole: Write = (value) => {
  if (!Number.isSafeInteger(value)) throw odd;
  number(value);
};

function among(values: readonly unknown[]): Write {
  const known = new Map(values.map((value) => [value, encoder.encode(JSON.stringify(value))]));
  return (value) => {
    const bytes = known.get(value);
    if (bytes === undefined) throw odd;
    putBytes(bytes);
  };
}

function orNull(write: Write): Write {
  const nothing = encoder.encode("null");
  return (value) => (value === null ? putBytes(nothing) : write(value));
}

function items(write: Write): Write {
  return (value) => {
    if (!Array.isArray(value)) throw odd;
    putByte(91);
    for (let i = 0; i < value.length; i++) {
      if (i > 0) putByte(44);
      write(value[i]);
    }
    putByte(93);
  };
}

function fields(schema: z.ZodObject): Write {
  // Looked at when first needed: a schema may hold itself.
  let known: ReturnType<typeof ways> | undefined;
  const ways = () =>
    Object.entries(schema.shape).map(([name, field]) => {
      // With a default inside, what is missing is told after all.
      const mayBeMissing = field instanceof z.ZodOptional && field._zod.def.innerType._zod.optin === undefined;
      const write = writing((mayBeMissing ? field._zod.def.innerType : field) as z.ZodType);
      return { name, head: encoder.encode(`,${JSON.stringify(name)}:`), write, mayBeMissing };
    });
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw odd;
    known ??= ways();
    const start = end;
    for (const { name, head, write, mayBeMissing } of known) {
      const told = (value as Record<string, unknown>)[name];
      if (told === undefined && mayBeMissing) continue;
      putBytes(head);
      write(told);
    }
    // The first comma is where the object opens.
    if (end === start) putByte(123);
    else page[start] = 123;
    putByte(125);
  };
}
