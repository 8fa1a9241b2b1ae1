import { beforeAll, describe, expect, test } from "vitest";
import * as exportRoute from "@/app/api/v1/audit/export.csv/route";
import * as verification from "@/app/api/v1/audit/verification/route";
import { writeEntry } from "@/lib/audit/commands";
import { sealAudit } from "@/lib/audit/jobs";
import { auditStanding, exportAudit, listAudit } from "@/lib/audit/queries";
import { db } from "@/lib/db/client";
import { mintSession, requestOf } from "../auth/people";
import { actor, asOwner, foundCity, user } from "../city";

const auditor = actor("auditor");
const entry = (actorId: string, action: string, type: string, id: number) =>
  writeEntry(db, { actorId, action, subject: { type, id }, detail: { version: id } });
beforeAll(async () => {
  await foundCity();
  await entry("user:3", "dossier.reveal", "dossier", 11);
  await entry("user:3", "dossier.accept", "dossier", 12);
  await entry("user:5", "unit.rename", "unit", 3);
  await entry("system:sweep", "import.cancel", "import", 4);
});
const actions = async (filter: Parameters<typeof listAudit>[1]) => (await listAudit(auditor, filter)).map((r) => r.action);

describe("what an auditor asks", () => {
  test("who (by login or id), what (one act or all of a kind), about what, when, and from where on", async () => {
    expect(await actions({ who: "mai" })).toEqual(["dossier.accept", "dossier.reveal"]);
    expect(await actions({ who: "user:5" })).toEqual(["unit.rename"]);
    expect(await actions({ action: "dossier" })).toEqual(["dossier.accept", "dossier.reveal"]);
    expect(await actions({ action: "dossier.reveal" })).toEqual(["dossier.reveal"]);
    expect(await actions({ subject: "dossier", subjectId: "12" })).toEqual(["dossier.accept"]);
    expect(await actions({ to: "2020-01-01" })).toEqual([]);
    expect(await actions({ from: "2020-01-01", subject: "import" })).toEqual(["import.cancel"]);
    const [newest] = await listAudit(auditor, { action: "dossier" });
    expect(await actions({ action: "dossier", before: newest?.id ?? "" })).toEqual(["dossier.reveal"]);
    expect(await actions({ who: "' or 1=1 --" })).toEqual([]);
  });
  test("each look is itself an entry, with what was asked", async () => {
    await listAudit(auditor, { who: "mai", action: "dossier.reveal" });
    const [last] = await listAudit(auditor, { action: "audit.view" });
    expect(last).toMatchObject({ actorId: "user:6", subject: "audit", subjectId: "log" });
    expect(JSON.parse(last?.detail ?? "")).toEqual({ who: "mai", action: "dossier.reveal" });
  });
  test("is told to nobody else, and then there is no entry of a look", async () => {
    const count = () => db.auditEntry.count({ where: { action: "audit.view" } });
    const before = await count();
    for (const name of ["leader", "admin", "officer"] as const) {
      await expect(listAudit(actor(name), {})).rejects.toMatchObject({ kind: "not-found" });
      await expect(auditStanding(actor(name))).rejects.toMatchObject({ kind: "not-found" });
      await expect(exportAudit(actor(name), {}, "vi").next()).rejects.toMatchObject({ kind: "not-found" });
    }
    expect(await count()).toBe(before);
  });
});

test("the seals and the head outside stand beside the log; a check of all of it is on record", async () => {
  expect(await auditStanding(auditor)).toMatchObject({ seals: 0, lastSealAt: null, exported: null });
  await sealAudit();
  const standing = await auditStanding(auditor);
  // How long the newest entries wait hangs on what else the server has under way: a transaction of any database holds them back.
  expect(standing).toMatchObject({ seals: 1, exported: { n: 1 } });
  expect(standing.exported?.hash).toBe(standing.lastHash);
  const session = await mintSession(user.auditor);
  const answer = await verification.GET(requestOf(session, "/api/v1/audit/verification"), { params: Promise.resolve({}) });
  expect(await answer.json()).toMatchObject({ seals: 1, faultCount: 0, faults: [] });
  expect(await actions({ action: "audit.view", subjectId: "verification" })).toHaveLength(1);
});

test("the export holds every entry of the filter in pieces, safe for a spreadsheet, and is on record before a byte leaves", async () => {
  await asOwner((c) =>
    c.query(
      "insert into audit_entry (actor_id, action, subject, subject_id, detail) select 'key:1', 'dossier.batch', 'dossier', '=1+' || n, '{}' from generate_series(1, 4500) n",
    ),
  );
  const session = await mintSession(user.auditor);
  const answer = await exportRoute.GET(requestOf(session, "/api/v1/audit/export.csv?action=dossier.batch"), {
    params: Promise.resolve({}),
  });
  expect(answer.headers.get("content-type")).toContain("text/csv");
  const text = await answer.text();
  const lines = text.trim().split("\r\n");
  expect(lines).toHaveLength(4_501);
  expect(lines[0]).toContain('"Người thực hiện"');
  expect(lines[1]).toContain('"\'=1+4500"');
  expect(await actions({ action: "audit.export" })).toEqual(["audit.export"]);
  const officer = await mintSession(user.officer);
  expect((await exportRoute.GET(requestOf(officer, "/api/v1/audit/export.csv"), { params: Promise.resolve({}) })).status).toBe(
    403,
  );
});
