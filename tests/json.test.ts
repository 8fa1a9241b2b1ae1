import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { readJson } from "@/lib/json";

const codeOf = (text: string): string => {
  try {
    readJson(text);
    return "read";
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};

describe("T-29: what could be read in two ways is not read", () => {
  test.each([
    ["side by side", '{"unitId":1,"unitId":2}'],
    ["far apart, with the same value", '{"unitId":1,"b":[1,2,{"c":null}],"unitId":1}'],
    ["nested", '{"a":{"b":[{"c":1,"d":2,"c":3}]}}'],
    ["in a list", '[{"a":1},{"a":1,"a":2}]'],
    ["the same once it is unescaped", '{"unitId":1,"\\u0075nitId":2}'],
    ["the same once a slash is", '{"a/b":1,"a\\/b":2}'],
    ["nothing", '{"":1,"":2}'],
    ["a number", '{"1":1,"1":2}'],
    ["a half of a letter", '{"\\ud800":1,"\\ud800":2}'],
    ["the prototype", '{"__proto__":{"role":1},"__proto__":{"role":2}}'],
    ["the constructor", '{"constructor":1,"constructor":{"prototype":{}}}'],
    ["with spaces and lines", '{ "a"\t:\n1 ,\r\n "a" : 2 }'],
  ])("named twice: %s", (_, text) => expect(codeOf(text)).toBe("named-twice"));

  test.each([
    ['{"a":1,"A":2,"b":{"a":1},"c":[{"a":1},{"a":2}]}'],
    ['{"a":"\\"a\\":1","b":"\\\\\\":","c":"::","d:":":"}'],
    ['{"chú":1,"chu\u0301":2}'],
    ['{"__proto__":1,"constructor":2,"toString":3}'],
    ['"a:b"'],
    ["[]"],
    ["null"],
    [" 1 "],
  ])("read: %s", (text) => expect(readJson(text)).toEqual(JSON.parse(text)));

  test("the name of a prototype is a member like others, and nobody's prototype", () => {
    const read = readJson('{"a":{"__proto__":{"role":"IT_ADMIN"}}}');
    expect(Object.entries(read as object)).toHaveLength(1);
    expect(Reflect.get({}, "role")).toBeUndefined();
    expect(JSON.stringify(read)).toBe('{"a":{"__proto__":{"role":"IT_ADMIN"}}}');
  });

  test.each(["", "{", '{"a":1,}', "{'a':1}", '{"a":1}{"a":1}', "NaN", "\u0000"])("no JSON: %j", (text) =>
    expect(codeOf(text)).toBe("not-json"),
  );

  test("whatever is written by a program is read as it was meant, and never once a member stands there again", () => {
    const object = fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue(), { minKeys: 1, noNullPrototype: true });
    fc.assert(
      fc.property(object, fc.nat(), fc.nat(3), (value, at, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readJson(text)).toEqual(JSON.parse(text));
        const [name, inside] = Object.entries(value)[at % Object.keys(value).length] ?? ["", null];
        const again = `${text.slice(0, text.lastIndexOf("}"))},${JSON.stringify(name)}:${JSON.stringify(inside)}}`;
        expect(codeOf(again)).toBe("named-twice");
        expect(codeOf(`{"data":[1,${again}]}`)).toBe("named-twice");
      }),
    );
  });

  test("T-65: what is nested a hundred thousand deep or has as many members is read or refused, and the stack holds", () => {
    const deep = 100_000;
    expect(codeOf(`${"[".repeat(deep)}${"]".repeat(deep)}`)).toBe("read");
    expect(codeOf(`${'{"a":'.repeat(deep)}1${"}".repeat(deep)}`)).toBe("read");
    expect(codeOf(`${'{"a":'.repeat(deep)}{"b":1,"b":2}${"}".repeat(deep)}`)).toBe("named-twice");
    const wide = Array.from({ length: deep }, (_, n) => `"m${n}":${n}`).join(",");
    expect(codeOf(`{${wide}}`)).toBe("read");
    expect(codeOf(`{${wide},"m7":7}`)).toBe("named-twice");
  });
});
