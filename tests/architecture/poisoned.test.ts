import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { notWritten, onNoPage, written, writtenInside } from "../e2e/poison";

const folder = join(import.meta.dirname, "../../prisma");
/** Every column of the schema that holds text, one text of many, or a value of many parts. */
const columns = readdirSync(folder)
  .filter((name) => name.endsWith(".prisma"))
  .flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(/^model (\w+) \{\n(.*?)^\}/gms)])
  .flatMap(([, model = "", body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model;
    return [...body.matchAll(/^ +(\w+) +(?:String|Json)(?:\?|\[\])?(?: (.*))?$/gm)].map(([, field = "", rest = ""]) => {
      const column = /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field;
      return `${table}.${column}`;
    });
  });
const poisoned = [
  ...Object.entries(written).flatMap(([table, of]) => of.map((column) => `${table}.${column}`)),
  ...writtenInside,
];
const excused = Object.values(notWritten).flatMap((lines) => lines.flatMap((line) => line.split(" ")));

test("the schema was read", () => expect(columns.length).toBeGreaterThan(300));

test("a column that holds text is poisoned, or it is said why nobody from outside writes it", () => {
  expect(columns.filter((column) => !poisoned.includes(column) && !excused.includes(column))).toEqual([]);
});

test("what is poisoned or excused is there, once, and what is on no page is poisoned", () => {
  const named = [...poisoned, ...excused];
  expect(named.filter((column) => !columns.includes(column))).toEqual([]);
  expect(named.filter((column, i) => named.indexOf(column) !== i)).toEqual([]);
  expect(onNoPage.filter((column) => !poisoned.includes(column))).toEqual([]);
});
