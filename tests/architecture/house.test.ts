import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { pages } from "@/app/missing";
import { declaredRoutes } from "@/app/routes";
import { sentence } from "@/app/sentences";
import { permissionLabels, roleLabels } from "@/lib/auth/labels";
import { Env } from "@/lib/env";
import { permissions, rights } from "@/lib/policy";
import { refusals } from "@/lib/words";
import * as house from "./house";
import { routeFaults } from "./routes";
import { readTree } from "./tree";
import { emptyWords, type Messages, unequalMessages } from "./words";

const root = resolve(import.meta.dirname, "../..");
const tree = readTree();

describe("the house stands as ARCHITECTURE says", () => {
  test("a room imports only from its left, and every room has its place", () => expect(house.roomsOutOfOrder(tree)).toEqual([]));
  test("lib/ knows no framework, no page and no component", () => expect(house.frameworkInLib(tree)).toEqual([]));
  test("a room has only files of the vocabulary; no barrels, no drawers for odds and ends", () =>
    expect(house.strangeFiles(tree)).toEqual([]));
  test("what lies deeper in a room is that room's alone", () => expect(house.trespasses(tree)).toEqual([]));
  test("rules, models, labels and the policy are pure", () => expect(house.impurities(tree)).toEqual([]));
  test("a table is written only by the room that declares it", () => expect(house.foreignWrites(tree)).toEqual([]));
  test("components do no I/O but /api", () => expect(house.ioInComponents(tree)).toEqual([]));
  test("no SQL in app/ and components/", () => expect(house.sqlInApp(tree)).toEqual([]));
  test("what the server draws asks for no words of the browser", () => expect(house.contextOnServer(tree)).toEqual([]));
  test("every page behind the sign-in asks who is looking", () => expect(house.pagesWithoutActor(tree)).toEqual([]));
  test("whoever is shown a dossier is in the log", () => expect(house.silentReadings(tree)).toEqual([]));
  test("no server actions, no raw HTML, no SQL or code from strings", () => expect(house.forbiddenWords(tree)).toEqual([]));
  test("every raw fragment of SQL was read by somebody", () => expect(house.rawFragments(tree)).toEqual([]));
  test("a proxy is no lock", () => expect(house.authInProxy(tree)).toEqual([]));
  test("only lib/env.ts reads the environment", () => expect(house.strayEnvironment(tree)).toEqual([]));
  test(".env.example names exactly what the product reads", () =>
    expect(house.environmentGaps(tree, Object.keys(Env.shape))).toEqual([]));
  test("every package is pinned", () => expect(house.loosePins(tree)).toEqual([]));
  test("no path of a machine, no host outside", () => expect(house.outsidePlaces(tree)).toEqual([]));
  test("a file past 300 lines gives its reason", () => expect(house.longFiles(tree)).toEqual([]));
  test("every script of package.json is there", () => expect(house.deadScripts(tree)).toEqual([]));
});

function routePlaces(dir = "app/api/v1"): string[] {
  return readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? routePlaces(`${dir}/${entry.name}`)
      : entry.name === "route.ts"
        ? [dir.slice("app/api/v1/".length)]
        : [],
  );
}
describe("the routes", () => {
  test("each is listed, and says of itself what is so", () => {
    const declared = declaredRoutes().map(({ place, method, handler }) => ({ place, method, declaration: handler.declaration }));
    expect(routeFaults(declared, routePlaces())).toEqual([]);
  });
});

test("app/missing.ts knows every page behind the sign-in, what it asks for, and how it is known that its record is there", () => {
  const found = [...tree].flatMap(([path, text]) => {
    const place = /^app\/\((?:ops|wall)\)\/((?:.*\/)?)page\.tsx$/.exec(path)?.[1];
    const needs = /requireActor\((?:"([a-z.-]+)")?\)/.exec(text);
    return place === undefined || !needs ? [] : [[`/${place}`.replace(/(.)\/$/, "$1"), needs[1] ?? null] as const];
  });
  expect(Object.fromEntries(Object.entries(pages).map(([path, page]) => [path, page.needs]))).toEqual(Object.fromEntries(found));
  expect(
    Object.entries(pages).flatMap(([path, page]) => (path.includes("[") === (page.isThere !== undefined) ? [] : [path])),
  ).toEqual([]);
});

describe("words", () => {
  test("every refusal that is thrown has a sentence of its own in both languages", () => {
    const mute = house
      .thrownCodes(tree)
      .filter(({ code }) => code !== "unexpected")
      .filter(({ code }) => sentence("vi", code) === refusals.unexpected.vi || sentence("en", code) === refusals.unexpected.en);
    expect(mute).toEqual([]);
  });
  test("every area of the interface says the same in both languages", async () => {
    const faults: string[] = [];
    for (const file of readdirSync(join(root, "app/messages"))) {
      const module = (await import(pathToFileURL(join(root, "app/messages", file)).href)) as Record<string, Messages>;
      for (const [name, messages] of Object.entries(module)) faults.push(...unequalMessages(`${file} ${name}`, messages));
    }
    expect(faults).toEqual([]);
  });
  test("no label is empty in a language", async () => {
    const faults: string[] = [];
    for (const room of readdirSync(join(root, "lib"))) {
      const file = join(root, "lib", room, "labels.ts");
      if (existsSync(file)) faults.push(...emptyWords(room, await import(pathToFileURL(file).href)));
    }
    expect([...faults, ...emptyWords("words", refusals)]).toEqual([]);
  });
  test("every permission and role has a name, and every permission is somebody's", () => {
    expect(permissions.filter((p) => !permissionLabels[p]?.vi || !permissionLabels[p]?.en)).toEqual([]);
    expect(Object.keys(rights).filter((role) => !(role in roleLabels))).toEqual([]);
    expect(permissions.filter((p) => !Object.values(rights).some((held) => held.includes(p)))).toEqual([]);
  });
});
