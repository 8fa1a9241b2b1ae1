import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Declaration } from "@/app/door";
import * as house from "./house";
import { isStrict, routeFaults } from "./routes";
import { readTree, type Tree } from "./tree";
import { emptyWords, unequalMessages } from "./words";

/** Each check is proven on the real house with one thing broken in it: it must complain, and of nothing else. */
const tree = readTree();
const withFile = (path: string, text: string): Tree => new Map([...tree, [path, text]]);
const packageWith = (change: (p: { dependencies: Record<string, string>; scripts: Record<string, string> }) => void): Tree => {
  const parsed = JSON.parse(tree.get("package.json") ?? "{}");
  change(parsed);
  return withFile("package.json", JSON.stringify(parsed));
};

type Check = (tree: Tree) => string[];
const breaks: [string, Check, Tree, string][] = [
  [
    "a record that knows its watchers",
    house.roomsOutOfOrder,
    withFile("lib/dossiers/measures.ts", 'import { x } from "@/lib/indicators/queries";'),
    "imports lib/indicators/queries",
  ],
  [
    "the same by a relative path",
    house.roomsOutOfOrder,
    withFile("lib/units/queries.ts", 'import { x } from "../dossiers/queries";'),
    "imports lib/dossiers/queries",
  ],
  [
    "the same by a late import",
    house.roomsOutOfOrder,
    withFile("lib/units/queries.ts", 'const x = await import("@/lib/cells/queries");'),
    "imports lib/cells/queries",
  ],
  [
    "a server page that draws what asks for words",
    house.contextOnServer,
    withFile("app/(ops)/admin/city/page.tsx", 'import { VerdictShape } from "@/components/ui/verdict";'),
    "components/ui/verdict.tsx: asks for words on the server",
  ],
  ["a room without a place in the order", house.roomsOutOfOrder, withFile("lib/weather/model.ts", ""), "room weather"],
  [
    "a rule that knows the framework",
    house.frameworkInLib,
    withFile("lib/dossiers/rules.ts", 'import { cookies } from "next/headers";'),
    "next/headers",
  ],
  [
    "a query that knows a page",
    house.frameworkInLib,
    withFile("lib/dossiers/queries.ts", 'import { x } from "@/app/session";'),
    "app/session",
  ],
  ["a drawer for odds and ends", house.strangeFiles, withFile("lib/dossiers/utils.ts", ""), "lib/dossiers/utils.ts"],
  ["a barrel", house.strangeFiles, withFile("components/charts/index.ts", ""), "components/charts/index.ts"],
  ["a new kind of file in a room", house.strangeFiles, withFile("lib/dossiers/presenter.ts", ""), "vocabulary"],
  ["a loose file in lib", house.strangeFiles, withFile("lib/dates.ts", ""), "lib/dates.ts"],
  [
    "a page that reaches into a room",
    house.trespasses,
    withFile("app/x.ts", 'import { clock } from "@/lib/dossiers/clock/pause";'),
    "reaches into lib/dossiers/clock/pause",
  ],
  [
    "a rule with a clock",
    house.impurities,
    withFile("lib/dossiers/rules.ts", "export const today = () => new Date();"),
    "new Date()",
  ],
  [
    "a rule with chance",
    house.impurities,
    withFile("lib/units/rules.ts", "export const pick = () => Math.random();"),
    "Math.random",
  ],
  [
    "a model with a database",
    house.impurities,
    withFile("lib/units/model.ts", 'import { db } from "@/lib/db/client";'),
    "imports lib/db/client",
  ],
  ["a policy with the environment", house.impurities, withFile("lib/policy.ts", "export const x = process.env.X;"), "process."],
  [
    "another room's table by the client",
    house.foreignWrites,
    withFile("lib/imports/commands.ts", "await tx.user.update({ where: { id: 1 } });"),
    "writes user",
  ],
  [
    "another room's table by SQL",
    house.foreignWrites,
    withFile("lib/imports/commands.ts", "await tx.$executeRaw`delete from audit_entry`;"),
    "writes audit_entry",
  ],
  [
    "a page that shows a dossier in silence",
    house.silentReadings,
    withFile("app/(ops)/dossiers/[id]/print/page.tsx", "const dossier = await findDossier(actor, 1, clock);"),
    "tells the log of nobody",
  ],
  ["a page that writes", house.foreignWrites, withFile("app/x.ts", "await db.dossier.create({ data: {} });"), "writes dossier"],
  [
    "a component with a query",
    house.ioInComponents,
    withFile("components/x.tsx", 'import { find } from "@/lib/dossiers/queries";'),
    "lib/dossiers/queries",
  ],
  [
    "a component that calls another host",
    house.ioInComponents,
    withFile("components/x.tsx", 'fetch("https://maps.example/tiles");'),
    "maps.example",
  ],
  ["SQL in a page", house.sqlInApp, withFile("app/x.ts", "await db.$queryRaw`select 1`;"), "app/x.ts"],
  [
    "a page that asks nobody",
    house.pagesWithoutActor,
    withFile("app/(ops)/secret/page.tsx", "export default function Page() { return null; }"),
    "app/(ops)/secret/page.tsx",
  ],
  [
    "a server action",
    house.forbiddenWords,
    withFile("app/x.ts", '"use server";\nexport async function act() {}'),
    "server action",
  ],
  ["raw HTML", house.forbiddenWords, withFile("components/x.tsx", "<p dangerouslySetInnerHTML={{ __html: x }} />"), "raw HTML"],
  ["SQL from a string", house.forbiddenWords, withFile("lib/units/queries.ts", "db.$queryRawUnsafe(sql)"), "SQL from strings"],
  ["a raw fragment", house.rawFragments, withFile("lib/units/queries.ts", "Prisma.raw(sort)"), "lib/units/queries.ts"],
  ["a proxy that locks", house.authInProxy, withFile("proxy.ts", 'import { getToken } from "next-auth/jwt";'), "next-auth/jwt"],
  [
    "the environment read aside",
    house.strayEnvironment,
    withFile("lib/units/queries.ts", "const x = process.env.X;"),
    "lib/units/queries.ts",
  ],
  [
    "an undocumented setting",
    (t) => house.environmentGaps(t, ["PORT", "NEW_ONE"]),
    new Map([[".env.example", "PORT=1\n"]]),
    "lacks NEW_ONE",
  ],
  [
    "a setting nobody reads",
    (t) => house.environmentGaps(t, ["PORT"]),
    new Map([[".env.example", "PORT=1\nOLD=1\n"]]),
    "names OLD in vain",
  ],
  [
    "a loose version",
    house.loosePins,
    packageWith((p) => {
      p.dependencies.zod = "^4.0.0";
    }),
    "zod ^4.0.0",
  ],
  [
    "a package from a host",
    house.loosePins,
    packageWith((p) => {
      p.dependencies.x = "https://example.com/x.tgz";
    }),
    "x https",
  ],
  ["a path of a machine", house.outsidePlaces, withFile("lib/units/queries.ts", 'const x = "/home/me/data";'), "/home/me/data"],
  [
    "a host outside",
    house.outsidePlaces,
    withFile("components/x.tsx", 'const x = "https://fonts.googleapis.com/css";'),
    "fonts.googleapis.com",
  ],
  [
    "a long file without a reason",
    house.longFiles,
    withFile("lib/units/queries.ts", `${"const x = 1;\n".repeat(301)}`),
    "302 lines",
  ],
  [
    "a script that is not there",
    house.deadScripts,
    packageWith((p) => {
      p.scripts.gone = "tsx lib/cli/gone.ts";
    }),
    "lib/cli/gone.ts",
  ],
];
describe("each check of the house finds its break, and only that", () => {
  test.each(breaks)("%s", (_, check, broken, says) => {
    const before = new Set(broken.has("package.json") ? check(tree) : []);
    const found = check(broken).filter((fault) => !before.has(fault));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(says);
  });
});

test("a refusal without words is found", () => {
  const codes = house.thrownCodes(withFile("lib/units/commands.ts", 'throw new AppError("refused", "never-heard-of");'));
  expect(codes).toContainEqual({ path: "lib/units/commands.ts", code: "never-heard-of" });
});

describe("each check of the routes finds its break", () => {
  const good: Declaration = {
    id: "things.change",
    method: "POST",
    path: "/api/v1/things/{id}",
    auth: "signed-in",
    input: { params: z.strictObject({ id: z.coerce.number() }), body: z.strictObject({ name: z.string() }) },
    output: z.object({}),
    audit: "command",
    summary: { vi: "Sửa một vật", en: "Change a thing" },
  };
  const faults = (change: Partial<Declaration>, place = "things/[id]", method = "POST") =>
    routeFaults([{ place, method, declaration: { ...good, ...change } }], ["things/[id]"]);
  test("control: a good declaration has none", () => expect(faults({})).toEqual([]));
  test.each<[string, string[], string]>([
    ["a route nobody listed", routeFaults([], ["things"]), "is not in app/routes.ts"],
    ["a listed route that is gone", faults({}, "other/[id]"), "lists other/[id]"],
    ["a path that is another place's", faults({ path: "/api/v1/thing/{id}" }), "says its path"],
    ["a method that is not the export's", faults({}, "things/[id]", "PUT"), "says its method"],
    ["a change outside the log", faults({ audit: "none" }), 'does not say audit "command"'],
    ["a read that pretends to change", faults({ method: "GET", audit: "command" }, "things/[id]", "GET"), "reads and says"],
    [
      "a body that takes more",
      faults({ input: { ...good.input, body: z.object({ name: z.string() }) } }),
      "its body takes fields nobody named",
    ],
    ["parameters nobody parses", faults({ input: { body: good.input.body } }), "does not parse its parameters"],
    ["an id without a room", faults({ id: "change" }), 'is not "room.verb"'],
    ["no summary", faults({ summary: { vi: "", en: "Change a thing" } }), "has no summary in vi"],
    [
      "an English summary where Vietnamese belongs",
      faults({ summary: { vi: "Change it all", en: "Change a thing" } }),
      "is not Vietnamese",
    ],
    ["a file that leaves without a turn", faults({ output: "stream" }), "lets records leave without a turn"],
    ["a turn for an answer that is no file", faults({ isExport: true }), "streams nothing"],
    [
      "a file that leaves unseen",
      faults({ method: "GET", output: "stream", isExport: true, audit: "none" }, "things/[id]", "GET"),
      "does not tell the log",
    ],
    [
      "a list without end",
      faults({ input: { ...good.input, query: z.strictObject({ take: z.coerce.number().max(5_000).optional() }) } }),
      "more than 200 rows",
    ],
    ["one summary for two languages", faults({ summary: { vi: "Sửa một vật", en: "Sửa một vật" } }), "the same in both"],
  ])("%s", (_, found, says) => expect(found.join("\n")).toContain(says));
  test("an id used twice", () => {
    const one = { place: "things/[id]", method: "POST", declaration: good };
    expect(routeFaults([one, one], ["things/[id]"]).join()).toContain("used twice");
  });
  test("strictness is seen through wrappers", () => {
    const strict = z.strictObject({ a: z.string() });
    const loose = z.object({ a: z.string() });
    expect(
      [strict, strict.optional(), z.union([strict, strict]), strict.transform((x) => x), z.array(z.string())].map(isStrict),
    ).toEqual([true, true, true, true, true]);
    expect(
      [loose, loose.optional(), z.union([strict, loose]), loose.transform((x) => x), z.looseObject({})].map(isStrict),
    ).toEqual([false, false, false, false, false]);
  });
});

describe("each check of the words finds its break", () => {
  test("a sentence missing in a language, or filled with another name", () => {
    expect(unequalMessages("x", { vi: { a: "một", b: { c: "hai" } }, en: { a: "one", b: {} } })).toEqual(["x: en lacks b.c{}"]);
    expect(unequalMessages("x", { vi: { a: "{n} hồ sơ" }, en: { a: "{count} dossiers" } })).toHaveLength(2);
  });
  test("an empty label", () => {
    expect(emptyWords("x", { a: { vi: "một", en: "" }, b: { c: { vi: "hai" } } })).toEqual(["x.a: no en", "x.b.c: no en"]);
  });
});
