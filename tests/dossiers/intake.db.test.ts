import { beforeAll, describe, expect, test } from "vitest";
import { acceptDossier, moveDossier, registerDossier, revealDossier } from "@/lib/dossiers/commands";
import { detailClock, findDossier } from "@/lib/dossiers/queries";
import { actor, asOwner, foundCity, procedure, unit } from "../city";

const now = new Date("2026-11-20T02:00:00Z");
const officer = { actor: actor("officer"), now };
const form = {
  procedureId: procedure.marriageStatus,
  unitId: unit.tranPhu,
  receivingUnitId: unit.tranPhuDesk,
  channel: "COUNTER" as const,
  applicantName: "Đặng Thị Hồng Nhung",
};
const clock = () => detailClock(new Date("2026-11-20T03:00:00Z"));
const rowOf = (id: number) =>
  asOwner(async (c) => (await c.query("select *, to_jsonb(d)::text as dump from dossier d where id = $1", [id])).rows[0]);

beforeAll(foundCity);

describe("accepting at the counter", () => {
  test("gives a code of the agency the desk belongs to, counts the due day past the holiday of 24/11, and starts the history", async () => {
    const papers = [{ name: "Tờ khai", form: "ORIGINAL" as const, count: 1 }];
    const accepted = await acceptDossier(officer, { ...form, papers });
    // 3 working days from Friday 20/11: 23, (24 is free, Nghị quyết 28/2026/QH16), 25, 26.
    expect(accepted).toMatchObject({ code: "H22.15.7-261120-0001", state: "ACCEPTED", version: 1, dueOn: "2026-11-26" });
    const dossier = await findDossier(officer.actor, accepted.id, await clock());
    expect(dossier).toMatchObject({
      applicantName: "Đặng Thị Hồng Nhung",
      limitValue: 3,
      limitUnit: "WORKING_DAY",
      serviceLevel: "FULL",
      workingDaysLeft: 3,
      papers,
      openMoves: ["start", "requestSupplement", "withdraw", "assign"],
      events: [{ version: 1, kind: "accept", fromState: null, toState: "ACCEPTED", actorName: "Lê Thị Mai" }],
    });
    expect(dossier.events[0]?.dueAtAfter).toBe(dossier.dueAt);
  });

  test("a same-day procedure after 15:00 is due the next working day", async () => {
    const late = { ...officer, now: new Date("2026-11-20T08:30:00Z") };
    const { dueOn } = await acceptDossier(late, { ...form, procedureId: procedure.birth });
    expect(dueOn).toBe("2026-11-23");
  });

  test("each agency counts its own serials, anew every day", async () => {
    const other = { actor: actor("phuongDoOfficer"), now };
    const here = { ...form, unitId: unit.phuongDo, receivingUnitId: unit.phuongDo };
    expect((await acceptDossier(other, here)).code).toBe("H22.15.9-261120-0001");
    const tomorrow = { ...officer, now: new Date("2026-11-21T02:00:00Z") };
    expect((await acceptDossier(tomorrow, form)).code).toBe("H22.15.7-261121-0001");
  });

  test("intake is independent of the boundary: a desk takes in what another unit settles, and still sees it", async () => {
    const { id, code } = await acceptDossier(officer, { ...form, unitId: unit.phuongDo });
    expect(code).toMatch(/^H22\.15\.7-261120-/);
    // The desk passes it on and hears what the applicant wants; what is decided on the merits is the other unit's.
    expect((await findDossier(officer.actor, id, await clock())).openMoves).toEqual(["start", "withdraw"]);
    await expect(
      acceptDossier({ actor: actor("phuongDoOfficer"), now }, { ...form, unitId: unit.phuongDo }),
    ).rejects.toMatchObject({ kind: "forbidden" });
  });

  test.each([
    ["a procedure not yet in force", { procedureId: procedure.house }, "2017-11-20", "procedure-not-offered"],
    ["a unit that does not stand on the day", { unitId: 7 }, "2026-11-20", "unit-not-standing"],
    ["a desk under no agency with an identifier", { unitId: 6, receivingUnitId: 6 }, "2026-11-20", "unit-without-identifier"],
    ["a year nobody decided", {}, "2031-06-02", "calendar-not-decided"],
  ])("refuses %s", async (_, change, day, code) => {
    await asOwner((c) =>
      c.query(`insert into unit (id, code, kind, name, short_name, valid_from, valid_until) values
        (6, 'X6', 'OTHER', 'Tổ lưu động', 'Tổ', '2018-01-01', null), (7, 'X7', 'OTHER', 'Đội cũ', 'Đội', '2018-01-01', '2020-01-01')
        on conflict do nothing`),
    );
    const anywhere = { ...officer.actor, grants: [{ permission: "dossiers.process" as const, units: "all" as const }] };
    const then = { actor: anywhere, now: new Date(`${day}T02:00:00Z`) };
    await expect(acceptDossier(then, { ...form, ...change })).rejects.toMatchObject({ code });
  });
});

test("a dossier keeps the policies it was accepted under: what the catalogue says since judges later ones", async () => {
  const late = { ...officer, now: new Date("2026-11-19T08:30:00Z") };
  const birth = { ...form, procedureId: procedure.birth };
  const before = await acceptDossier(late, birth);
  const story = async (id: number) => (await findDossier(officer.actor, id, await clock())).dueStory?.sentence.vi;
  const told = await story(before.id);
  expect([before.dueOn, told]).toEqual(["2026-11-20", expect.stringContaining("nhận sau giờ chốt")]);
  const says = (cutoff: string, supplements: string) =>
    asOwner((c) =>
      c.query(
        "update procedure_policy set cutoff_policy = $2::cutoff_policy, supplement_policy = $3::supplement_policy where procedure_id = $1",
        [procedure.birth, cutoff, supplements],
      ),
    );
  await says("NONE", "PAUSE");
  try {
    expect(await story(before.id)).toBe(told);
    const after = await acceptDossier(late, birth);
    expect(after.dueOn).toBe("2026-11-19");
    const policies = [];
    for (const { id } of [before, after]) {
      await moveDossier(late, { dossierId: id, version: 1, move: "requestSupplement", reason: "Thiếu giấy chứng sinh" });
      policies.push((await findDossier(officer.actor, id, await clock())).clockStops.map((s) => s.policy));
    }
    expect(policies).toEqual([["RESTART"], ["PAUSE"]]);
    // An application that waited while the catalogue changed is judged by the day it is accepted on.
    const { channel: _, ...application } = birth;
    const { id } = await registerDossier(late, application);
    await says("SAME_DAY_15H", "RESTART");
    expect(await moveDossier(late, { dossierId: id, version: 1, move: "accept" })).toMatchObject({ dueOn: "2026-11-20" });
    expect(await rowOf(id)).toMatchObject({ cutoff_policy: "SAME_DAY_15H", supplement_policy: "RESTART" });
  } finally {
    await says("SAME_DAY_15H", "RESTART");
  }
});

describe("codes under concurrency (P10)", () => {
  test("32 officers at once get exactly 1 … 32, and no two the same", async () => {
    const day = { actor: actor("officer"), now: new Date("2026-12-01T02:00:00Z") };
    const codes = await Promise.all(Array.from({ length: 32 }, () => acceptDossier(day, form).then((d) => d.code)));
    const serials = codes.map((code) => Number(code?.slice(-4))).sort((a, b) => a - b);
    expect(serials).toEqual(Array.from({ length: 32 }, (_, i) => i + 1));
    expect(new Set(codes).size).toBe(32);
  });

  test("a refused acceptance leaves no gap behind", async () => {
    const day = { actor: actor("officer"), now: new Date("2026-12-02T02:00:00Z") };
    await acceptDossier(day, form);
    await asOwner((c) =>
      c.query(`create function fail() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$;
        create trigger fail before insert on dossier_event for each row when (new.kind = 'accept') execute function fail()`),
    );
    await expect(acceptDossier(day, form)).rejects.toThrow("the disk is full");
    await asOwner((c) => c.query("drop trigger fail on dossier_event"));
    expect((await acceptDossier(day, form)).code).toBe("H22.15.7-261202-0002");
  });

  test("codes that an import brought are stepped over, and past 9999 the serial grows", async () => {
    const day = { actor: actor("officer"), now: new Date("2026-12-03T02:00:00Z") };
    const brought = (code: string) =>
      asOwner((c) =>
        c.query(
          `insert into dossier (code, procedure_id, unit_id, receiving_unit_id, channel, state, applicant_name, applicant_search, accepted_at, accepted_on)
           values ($1, 1, 3, 3, 'COUNTER', 'ACCEPTED', 'A', 'a', $2, '2026-12-03')`,
          [code, day.now],
        ),
      );
    expect((await acceptDossier(day, form)).code).toBe("H22.15.7-261203-0001");
    await brought("H22.15.7-261203-0002");
    expect((await acceptDossier(day, form)).code).toBe("H22.15.7-261203-0003");
    await brought("H22.15.7-261203-9999");
    expect((await acceptDossier(day, form)).code).toBe("H22.15.7-261203-10000");
    expect((await acceptDossier(day, form)).code).toBe("H22.15.7-261203-10001");
  });
});

test("an online application has no code and no clock until it is accepted", async () => {
  const { channel: _, ...application } = form;
  const registered = await registerDossier(officer, { ...application, portalId: "G22.99.1" });
  expect(registered).toMatchObject({ code: null, state: "REGISTERED", dueOn: null, version: 1 });
  const later = { ...officer, now: new Date("2026-11-23T02:00:00Z") };
  const accepted = await moveDossier(later, { dossierId: registered.id, version: 1, move: "accept" });
  expect(accepted).toMatchObject({ code: "H22.15.7-261123-0001", state: "ACCEPTED", version: 2, dueOn: "2026-11-27" });
  const declined = await registerDossier(officer, application);
  const refused = await moveDossier(later, { dossierId: declined.id, version: 1, move: "decline", reason: "Sai thẩm quyền" });
  expect(refused).toMatchObject({ code: null, state: "NOT_ACCEPTED" });
  const dossier = await findDossier(officer.actor, registered.id, await clock());
  expect(dossier.channel).toBe("ONLINE");
  expect(dossier.events.map((e) => e.kind)).toEqual(["register", "accept"]);
});

describe("numbers of persons", () => {
  const phone = "0912 345 656";
  const idNumber = "002098003489";

  test("are never in clear in the table, masked on the screen, and shown only to who may, with an entry in the log", async () => {
    const { id } = await acceptDossier(officer, { ...form, phone, idNumber });
    const row = await rowOf(id);
    for (const secret of ["0912", "345656", "912345656", idNumber, "003489"]) expect(row.dump).not.toContain(secret);
    for (const column of Object.values(row))
      if (Buffer.isBuffer(column)) expect(column.toString("latin1")).not.toMatch(/345656|003489|345 656/);
    const dossier = await findDossier(officer.actor, id, await clock());
    expect(dossier.phoneMasked).toBe("091*****56");
    expect(dossier.idNumberMasked).toBe("002*******89");
    expect(await revealDossier(officer, { dossierId: id })).toEqual({ phone: "0912345656", idNumber });
    const log = await asOwner(
      async (c) =>
        (await c.query("select actor_id, action, detail::text from audit_entry where subject_id = $1 order by id", [String(id)]))
          .rows,
    );
    expect(log.at(-1)).toEqual({ actor_id: officer.actor.id, action: "dossier.reveal", detail: "{}" });
    await expect(revealDossier({ actor: actor("specialist"), now }, { dossierId: id })).rejects.toMatchObject({
      kind: "forbidden",
    });
    await expect(revealDossier({ actor: actor("phuongDoOfficer"), now }, { dossierId: id })).rejects.toMatchObject({
      kind: "not-found",
    });
    await expect(revealDossier({ actor: actor("admin"), now }, { dossierId: id })).rejects.toMatchObject({ kind: "not-found" });
  });

  test("of a sensitive procedure a leader sees initials and no numbers, the officer who works on it sees the person", async () => {
    const { id } = await acceptDossier(officer, {
      ...form,
      phone,
      idNumber,
      applicantAddress: "Tổ 3",
      subject: "Mức độ khuyết tật",
    });
    await asOwner((c) => c.query("update procedure set is_sensitive = true where id = $1", [procedure.marriageStatus]));
    const hidden = await findDossier(actor("leader"), id, await clock());
    expect(hidden).toMatchObject({
      applicantName: "Đ. T. H. N.",
      phoneMasked: null,
      idNumberMasked: null,
      applicantAddress: null,
      subject: null,
    });
    expect((await findDossier(officer.actor, id, await clock())).applicantName).toBe("Đặng Thị Hồng Nhung");
    await asOwner((c) => c.query("update procedure set is_sensitive = false where id = $1", [procedure.marriageStatus]));
  });
});
