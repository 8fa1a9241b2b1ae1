import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { unitChoices } from "@/app/(ops)/question";
import { workingCalendar } from "@/lib/calendar/queries";
import { cityDay, monthOf } from "@/lib/calendar/rules";
import { listRatings } from "@/lib/citizens/queries";
import { registerDocument } from "@/lib/documents/commands";
import { listDocuments, readDocumentLoad, readDocumentTasks } from "@/lib/documents/queries";
import { acceptDossier } from "@/lib/dossiers/commands";
import { listDossiers, readLoad, readWork } from "@/lib/dossiers/queries";
import { readOwed, registerXlsx } from "@/lib/forms/queries";
import {
  readCameraBoard,
  readCameraRoster,
  readCertificateRoster,
  readDocumentBoard,
  readOverview,
  readSubsystemBoard,
} from "@/lib/indicators/queries";
import { listMeetings } from "@/lib/meetings/queries";
import { type Actor, can, type Permission } from "@/lib/policy";
import { readIndex, readReport } from "@/lib/quality/queries";
import { addSubsystem } from "@/lib/subsystems/commands";
import { actor, foundCity, procedure, unit } from "../city";
import { incoming } from "../documents/documents";

const now = new Date();
const today = cityDay(now);
const period = { from: monthOf(today).from, to: today };
let subsystemId = 0;
const asked = (unitId: number) => ({ period, asOf: today, scope: { unitId } });
type Act = (actor: Actor, unitId: number) => Promise<unknown>;
type Picker = { permission: Permission; act: Act };

const overview: Picker = { permission: "overview.view", act: (who, unitId) => readOverview(who, asked(unitId)) };
const work = async (who: Actor, unitId: number) => {
  const clock = { today, calendar: await workingCalendar() };
  return readWork(who, { scope: "unit", part: "all", unitId, take: 50 }, clock);
};
/** Every page behind the sign-in on which a unit can be chosen, by what right, and what is then asked or done with it. */
const pickers: Readonly<Record<string, readonly Picker[]>> = {
  "page.tsx": [overview],
  "dossiers/board/page.tsx": [overview],
  "dossiers/page.tsx": [
    {
      permission: "dossiers.view",
      act: async (who, unitId) =>
        listDossiers(who, { unitId, take: 50 }, { today, calendar: await workingCalendar() }).then(({ total }) => {
          if (total === 0) throw new Error("nothing is there");
        }),
    },
  ],
  "documents/page.tsx": [
    {
      permission: "documents.view",
      act: (who, unitId) =>
        listDocuments(who, { unitId, direction: "INCOMING", take: 50 }, { today }).then(({ rows }) => {
          if (rows.length === 0) throw new Error("nothing is there");
        }),
    },
  ],
  "documents/work/page.tsx": [
    {
      permission: "documents.route",
      act: async (who, unitId) =>
        readDocumentTasks(who, { scope: "unit", part: "all", unitId, take: 50 }, { today, calendar: await workingCalendar() }),
    },
    { permission: "documents.direct", act: (who, unitId) => readDocumentLoad(who, unitId, today) },
  ],
  "meetings/page.tsx": [
    {
      permission: "meetings.organise",
      act: (who, unitId) => listMeetings({ actor: who, now }, { part: "upcoming", unitId, take: 30 }),
    },
  ],
  "dossiers/new/page.tsx": [
    {
      permission: "dossiers.process",
      act: (who, receivingUnitId) =>
        acceptDossier(
          { actor: who, now },
          {
            ...{ procedureId: procedure.house, unitId: receivingUnitId, receivingUnitId },
            ...{ channel: "COUNTER", applicantName: "Nguyễn Văn Á" },
          },
        ),
    },
  ],
  "dossiers/work/page.tsx": [
    { permission: "dossiers.process", act: work },
    {
      permission: "dossiers.approve",
      act: async (who, unitId) => readLoad(who, unitId, { today, calendar: await workingCalendar() }),
    },
  ],
  "dossiers/print/page.tsx": [
    { permission: "dossiers.process", act: (who, unitId) => readOwed(who, { unitId }, now) },
    { permission: "registers.print", act: (who, unitId) => registerXlsx(who, { unitId, ...period }) },
  ],
  "documents/board/page.tsx": [
    { permission: "overview.view", act: (who, unitId) => readDocumentBoard(who, { period, asOf: today, scope: { unitId } }) },
  ],
  "documents/certificates/page.tsx": [
    { permission: "overview.view", act: (who, unitId) => readCertificateRoster(who, { set: "lacking", unitId }, now) },
  ],
  "quality/page.tsx": [
    {
      permission: "overview.view",
      act: (who, unitId) => readIndex(who, { kind: "QD766", month: today.slice(0, 7), unitId }, now),
    },
  ],
  "quality/report/page.tsx": [
    { permission: "overview.view", act: (who, unitId) => readReport(who, { ...period, unitId, by: "sector" }, today) },
  ],
  "cameras/board/page.tsx": [{ permission: "overview.view", act: (who, unitId) => readCameraBoard(who, asked(unitId)) }],
  "cameras/board/list/page.tsx": [
    {
      permission: "overview.view",
      act: (who, unitId) => readCameraRoster(who, { ...period, unitId, set: "in-service" }, now),
    },
  ],
  "subsystems/[code]/page.tsx": [
    { permission: "overview.view", act: (who, unitId) => readSubsystemBoard(who, { id: subsystemId }, asked(unitId)) },
  ],
  "ratings/page.tsx": [{ permission: "ratings.view", act: (who, unitId) => listRatings(who, { ...period, unitId }) }],
};
/** Pages whose choices are narrowed where they stand, by the rights their commands ask for in the unit. */
const narrowed: Readonly<Record<string, readonly Permission[]>> = {
  "admin/keys/page.tsx": ["keys.manage"],
  "admin/targets/page.tsx": ["targets.manage"],
  "documents/books/page.tsx": ["documents.register", "documents.manage"],
  "documents/import/page.tsx": ["documents.register"],
  "documents/new/page.tsx": ["documents.register", "documents.draft"],
  "imports/page.tsx": ["dossiers.import"],
  "meetings/new/page.tsx": ["meetings.organise"],
};
/** Pages of which every command asks for the right in the whole city: whoever holds it there may choose any unit. */
const ofTheCity = [
  "admin/calendar/page.tsx",
  "admin/exchange/page.tsx",
  "cameras/page.tsx",
  "cameras/registry/page.tsx",
  "admin/procedures/[id]/page.tsx",
  "admin/quality/page.tsx",
  "admin/subsystems/[code]/page.tsx",
  "admin/subsystems/page.tsx",
  "admin/units/page.tsx",
  "admin/users/[id]/page.tsx",
  "admin/users/page.tsx",
  "setup/page.tsx",
];

beforeAll(async () => {
  await foundCity();
  const made = await addSubsystem(
    { actor: actor("admin"), now },
    {
      ...{ code: "nuoc-sach", nameVi: "Nước sạch", nameEn: "Clean water", aboutVi: "Nước sạch", aboutEn: "Clean water" },
      ...{ source: "Công ty Cấp thoát nước", unitId: null, cadenceHours: 24, isOn: true },
    },
  );
  subsystemId = made.id;
  const grants = (["documents.view", "documents.register"] as const).map((one) => ({ permission: one, units: "all" as const }));
  const clerk = { actor: { ...actor("clerk"), grants }, now };
  for (const unitId of [unit.tranPhu, unit.tranPhuDesk])
    await registerDocument(clerk, await incoming({ unitId, issuedOn: today, arrivedOn: today }));
  for (const receivingUnitId of [unit.tranPhu, unit.tranPhuDesk])
    await acceptDossier(
      { actor: actor("officer"), now },
      {
        ...{ procedureId: procedure.house, unitId: receivingUnitId, receivingUnitId },
        ...{ channel: "COUNTER", applicantName: "Nguyễn Văn Á" },
      },
    );
});

const root = resolve(import.meta.dirname, "../../app/(ops)");
const pagesWith = (pattern: RegExp): string[] =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("page.tsx") && pattern.test(readFileSync(join(root, file), "utf8")))
    .sort();

test("every page on which a unit can be chosen is known here", () => {
  expect(pagesWith(/\b(listUnits|unitTree|unitChoices|prepareFigures)\(/)).toEqual(
    [...Object.keys(pickers), ...Object.keys(narrowed), ...ofTheCity].sort(),
  );
  for (const [page, permission] of Object.entries(narrowed).flatMap(([at, all]) => all.map((one) => [at, one] as const)))
    expect(readFileSync(join(root, page), "utf8"), page).toContain(`can(actor, "${permission}", unit.id)`);
});

describe.each(Object.entries(pickers).flatMap(([page, all]) => all.map((one) => [page, one.permission, one.act] as const)))(
  "the units of %s by %s",
  (_page, permission, act) => {
    test.each(["head", "officer", "leader"] as const)("the %s is offered those of the right, and no other", async (who) => {
      const offered = (await unitChoices(actor(who), permission, today)).map((one) => one.id);
      expect(offered.sort()).toEqual(Object.values(unit).filter((id) => can(actor(who), permission, id)));
    });
    test.each(["head", "officer"] as const)("what the %s chooses is not refused", async (who) => {
      for (const { id } of await unitChoices(actor(who), permission, today)) await act(actor(who), id);
    });
  },
);

test("a choice stands under the next one above it that can be chosen too", async () => {
  const depths = async (who: Parameters<typeof actor>[0]) =>
    (await unitChoices(actor(who), "overview.view", today)).map(({ id, depth }) => [id, depth]);
  expect(await depths("head")).toEqual([
    [unit.tranPhu, 0],
    [unit.tranPhuDesk, 1],
  ]);
  expect((await depths("leader")).slice(0, 2)).toEqual([
    [unit.committee, 0],
    [unit.justice, 1],
  ]);
});
