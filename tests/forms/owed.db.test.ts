import { beforeAll, describe, expect, test } from "vitest";
import { acceptDossier, moveDossier } from "@/lib/dossiers/commands";
import { issueForm } from "@/lib/forms/commands";
import { type OwedKind, owed, owedKinds } from "@/lib/forms/model";
import { readOwed } from "@/lib/forms/queries";
import { actor, asOwner, foundCity, procedure, unit } from "../city";
import { as, key } from "../security/acts";
import { call, routes } from "../security/callers";

const now = new Date("2026-11-20T02:15:00Z");
const officer = { actor: actor("officer"), now };
const head = { actor: actor("head"), now };
const form = {
  procedureId: procedure.house,
  unitId: unit.tranPhu,
  receivingUnitId: unit.tranPhuDesk,
  channel: "COUNTER" as const,
  applicantName: "Nguyễn Thị Hường",
};
const accept = async () => (await acceptDossier(officer, form)).id;
const countsOf = async (who = head, at = now) =>
  Object.fromEntries((await readOwed(who.actor, {}, at)).counts.map(({ kind, count }) => [kind, count]));
const idsOf = async (kind: OwedKind, who = head) => (await readOwed(who.actor, { kind }, now)).rows.map((row) => row.id);
const issueRoute = routes.find((r) => r.handler.declaration.id === "forms.issue-stack");

beforeAll(foundCity);

describe("forms that steps have left to be issued", () => {
  test("each kind after its step, the oldest first; none before, and none once it is issued", async () => {
    expect(await countsOf()).toEqual(Object.fromEntries(owedKinds.map((kind) => [kind, 0])));
    const [asked, asksToo, extended, refused, stopped] = [
      await accept(),
      await accept(),
      await accept(),
      await accept(),
      await accept(),
    ];
    const reason = "Thiếu bản vẽ thiết kế";
    await moveDossier(officer, { dossierId: asked, version: 1, move: "requestSupplement", reason });
    await moveDossier(
      { ...officer, now: new Date(now.getTime() + 60_000) },
      { dossierId: asksToo, version: 1, move: "requestSupplement", reason },
    );
    for (const id of [extended, refused, stopped]) await moveDossier(head, { dossierId: id, version: 1, move: "start" });
    await moveDossier(head, {
      ...{ dossierId: extended, version: 2, move: "extend", reason: "Cần xác minh thực địa", extendedDueOn: "2026-12-14" },
    });
    await moveDossier(head, { dossierId: refused, version: 2, move: "refuse", reason: "Không đủ điều kiện" });
    await moveDossier(head, {
      ...{
        dossierId: stopped,
        version: 2,
        move: "stop",
        reason: "Có tranh chấp",
        basis: "Khoản 2 Điều 7 Thông tư 03/2025/TT-VPCP",
      },
    });
    expect(await countsOf()).toEqual({ SUPPLEMENT_REQUEST: 2, APOLOGY: 1, REFUSAL: 1, STOP_NOTICE: 1, CHANGE_SLIP: 0 });
    expect(await idsOf("SUPPLEMENT_REQUEST")).toEqual([asked, asksToo]);
    expect((await readOwed(head.actor, { kind: "APOLOGY" }, now)).rows).toEqual([
      {
        id: extended,
        code: "H22.15.7-261120-0003",
        applicantName: "Nguyễn Thị Hường",
        procedureName: expect.any(String),
        unitName: expect.any(String),
        dueOn: "2026-12-14",
        at: now.toISOString(),
        byName: head.actor.name,
      },
    ]);
    await issueForm(head, { dossierId: extended, kind: "APOLOGY" });
    expect(await idsOf("APOLOGY")).toEqual([]);
  });

  test("a request that was answered is owed no more, nor is a step of long ago, nor one of another ward", async () => {
    const id = await accept();
    await moveDossier(officer, { dossierId: id, version: 1, move: "requestSupplement", reason: "Thiếu đơn" });
    expect(await idsOf("SUPPLEMENT_REQUEST")).toContain(id);
    await moveDossier(officer, { dossierId: id, version: 2, move: "receiveSupplement" });
    expect(await idsOf("SUPPLEMENT_REQUEST")).not.toContain(id);
    const late = new Date(now.getTime() + (owed.days + 2) * 86_400_000);
    expect(Object.values(await countsOf(head, late)).every((count) => count === 0)).toBe(true);
    expect(Object.values(await countsOf({ actor: actor("phuongDoOfficer"), now })).every((count) => count === 0)).toBe(true);
    expect(await readOwed(head.actor, { unitId: unit.phuongDo }, now)).toMatchObject({ rows: [] });
  });

  test("a thousand requests that were answered hide none that is still owed", async () => {
    const id = await accept();
    await moveDossier(officer, { dossierId: id, version: 1, move: "requestSupplement", reason: "Thiếu đơn" });
    const before = await countsOf();
    await asOwner((c) =>
      c.query(
        `with answered as (
           insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, service_level, state, applicant_name, applicant_search,
             accepted_at, accepted_on, due_at, due_on)
           select 'H22.15.7-260930-' || lpad(n::text, 4, '0'), $1, $2, $3, 'COUNTER', 'FULL', 'IN_PROGRESS', 'Vàng Mí Sính', 'vang mi sinh',
             '2026-09-30T02:00Z', '2026-09-30', '2026-12-30T10:00Z', '2026-12-30' from generate_series(1, $4::int) n returning id
         ) insert into dossier_event (dossier_id, version, kind, from_state, to_state, at, actor_id, actor_name)
         select id, 2, 'requestSupplement', 'IN_PROGRESS', 'AWAITING_SUPPLEMENT', '2026-10-01T02:00Z', 'user:3', 'Mai' from answered`,
        [procedure.house, unit.tranPhu, unit.tranPhuDesk, owed.most + 1],
      ),
    );
    expect(await countsOf()).toEqual(before);
    expect(await idsOf("SUPPLEMENT_REQUEST")).toContain(id);
  });

  test("a re-dated dossier owes its notice until it is issued", async () => {
    const id = await accept();
    await asOwner((c) =>
      c.query(
        `insert into dossier_event (dossier_id, version, kind, from_state, to_state, at, actor_id, actor_name, note, due_at_before, due_at_after)
         values ($1, 2, 'redate', 'ACCEPTED', 'ACCEPTED', $2, 'user:1', 'Quản trị', 'Nghỉ bão', '2026-12-07T10:00Z', '2026-12-08T10:00Z')`,
        [id, now],
      ),
    );
    expect(await idsOf("CHANGE_SLIP")).toEqual([id]);
    await issueForm(head, { dossierId: id, kind: "CHANGE_SLIP" });
    expect(await idsOf("CHANGE_SLIP")).toEqual([]);
  });

  test("is read by the index of these steps, not through all events", async () => {
    const plan = await asOwner(async (c) => {
      await c.query("set enable_seqscan = off");
      return (
        await c.query("explain select * from dossier_event e where e.kind in ('decline', 'refuse') and e.at >= '2026-11-01'")
      ).rows;
    });
    expect(JSON.stringify(plan)).toContain("dossier_event_owed");
  });
});

describe("a stack of forms", () => {
  test("issues what is missing, keeps what stands, says why not, and repeats nothing under the same key", async () => {
    if (!issueRoute) throw new Error("no such route");
    const [fresh, standing] = [await accept(), await accept()];
    const cookie = await as("officer");
    const kind = "CONTROL_SHEET";
    const headers = key();
    const ask = (dossiers: number[], with_ = headers) =>
      call(issueRoute, { cookie, headers: with_, body: JSON.stringify({ kind, dossiers }) });
    await ask([standing], key());
    const first = await ask([fresh, standing, 2_000_000_000]);
    expect(first.status, first.text).toBe(200);
    const { lines } = JSON.parse(first.text) as {
      lines: { id: number; isNew: boolean; refusal: { code: string; vi: string } | null }[];
    };
    expect(lines).toMatchObject([
      { id: fresh, isNew: true, refusal: null },
      { id: standing, isNew: false, refusal: null },
      { id: 2_000_000_000, isNew: false, refusal: { code: "not-found" } },
    ]);
    const again = await ask([fresh, standing, 2_000_000_000]);
    expect(JSON.parse(again.text)).toEqual(JSON.parse(first.text));
    const { rows } = await asOwner((c) =>
      c.query("select dossier_id, count(*)::int as n from dossier_form where dossier_id = any ($1) group by 1 order by 1", [
        [fresh, standing],
      ]),
    );
    expect(rows).toEqual([
      { dossier_id: fresh, n: 1 },
      { dossier_id: standing, n: 1 },
    ]);
  });
});
