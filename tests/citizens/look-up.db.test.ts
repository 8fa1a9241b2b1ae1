import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as route from "@/app/api/v1/look-up/route";
import { shownEvents } from "@/lib/citizens/model";
import { db } from "@/lib/db/client";
import { correctDossier, moveDossier } from "@/lib/dossiers/commands";
import { setUnitContact } from "@/lib/units/commands";
import { actor, asOwner, foundCity, procedure, unit } from "../city";
import { type House, openHouse } from "../security/house";
import { ask, forgetTries, fresh, withReceipt } from "./asking";
import { accepted, returned, returnedAt, walk } from "./people";

let house: House;
beforeAll(async () => {
  await foundCity();
  house = await openHouse({ openPagesPerMinute: 100_000 });
});
afterAll(() => house.close());
beforeEach(forgetTries);

describe("who knows a code and a second factor", () => {
  test("finds the dossier by the receipt's code, the end of either number, or the whole of it, in both orders of the dossier's code", async () => {
    const { code, secret, sheet } = await withReceipt();
    expect(secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    // The square code opens the page with the dossier's code and nothing else (T-06).
    expect(sheet.address).toBe(`http://localhost:3000/look-up?code=${encodeURIComponent(code ?? "")}`);
    const other = code?.replace("H22.15.7", "000.07.15.H22") ?? "";
    for (const factor of [secret, secret.toLowerCase(), "5678", "2345", "0912345678", "002190012345"])
      for (const typed of [code, other]) expect(await ask(typed, factor), `${typed} ${factor}`).toMatchObject({ is: "found" });
    for (const factor of ["5679", "0912345679", secret.replace(/.$/, (s) => (s === "0" ? "1" : "0"))])
      expect(await ask(code, factor), factor).toEqual({ is: "not-found" });
  });

  test("the table does not give the receipt's code away, another dossier's does not fit, and a corrected receipt ends the old one", async () => {
    const [one, two] = [await withReceipt(), await withReceipt()];
    const plain = one.secret.replace("-", "");
    const rows = await asOwner((c) =>
      c.query("select encode(mac, 'escape') as e, encode(mac, 'hex') as h from dossier_look_up_code"),
    );
    const guesses = [plain, `${one.id} ${plain}`].map((text) => createHash("sha256").update(text).digest("hex"));
    for (const { e, h } of rows.rows) {
      expect(e).not.toContain(plain);
      expect(guesses).not.toContain(h);
    }
    expect(await ask(two.code, one.secret)).toEqual({ is: "not-found" });
    const { issueForm } = await import("@/lib/forms/commands");
    await issueForm(
      { actor: actor("officer"), now: new Date("2026-10-05T04:00:00Z") },
      { dossierId: one.id, kind: "RECEIPT", replacesId: one.receipt?.id, correction: "In sai địa chỉ" },
    );
    expect(await ask(one.code, one.secret)).toEqual({ is: "not-found" });
  });

  test("is in the log, and whoever does not is not", async () => {
    const { id, code } = await accepted();
    await ask(code, "5678");
    await ask(code, "0000");
    const { rows } = await asOwner((c) =>
      c.query(
        "select actor_id, action, detail from audit_entry where subject = 'dossier' and subject_id = $1 and action = 'dossier.view'",
        [String(id)],
      ),
    );
    expect(rows).toEqual([{ actor_id: "citizen", action: "dossier.view", detail: { route: "look-up.ask" } }]);
  });
});

/** T-01, T-73: whatever state it is in, no number, name, address, file or official of the record comes out. */
describe("what is shown", () => {
  const hidden = {
    address: "Ngõ Kín 9 tổ 5",
    email: "chim.yen@example.com",
    subject: "Việc riêng của chim yến",
    submitter: "Lù Văn Sẻ",
  };
  const more = {
    ...{
      applicantAddress: hidden.address,
      email: hidden.email,
      subject: hidden.subject,
    },
    submitter: { name: hidden.submitter, idNumber: "002190054321" },
  };
  const secrets = [
    ...Object.values(hidden),
    ...[
      "0912345678",
      "912345678",
      "002190012345",
      "002190054321",
      "Sùng Thị Hoa Mai",
      "Hoa Mai",
      "Lê Thị Mai",
      "Trần Văn Hùng",
      "user:",
    ],
  ];
  test.each([
    ["ACCEPTED", []],
    ["IN_PROGRESS", ["start"]],
    ["AWAITING_SUPPLEMENT", ["start", "requestSupplement"]],
    ["FINISHED", ["start", "finish"]],
    ["RETURNED", ["start", "finish", "return"]],
  ] as const)("%s", async (state, steps) => {
    const { id, code } = await accepted(more);
    await walk(id, steps);
    // While the days in which a returned result may be rated last.
    const answer = await ask(code, "5678", fresh(), {}, new Date("2026-11-02T03:00:00Z"));
    if (answer.is !== "found") throw new Error(answer.is);
    const { dossier } = answer;
    expect(dossier).toMatchObject({ code, state, applicant: "S*** T*** H*** M***", unitName: "Ủy ban nhân dân phường Trần Phú" });
    expect(dossier.procedure).toBe("Cấp giấy phép xây dựng nhà ở riêng lẻ");
    const text = JSON.stringify(answer);
    for (const secret of secrets) expect(text, secret).not.toContain(secret);
    expect(dossier.events.every((e) => shownEvents.includes(e.kind))).toBe(true);
    if (state === "IN_PROGRESS")
      expect(dossier.dueSentence?.vi).toMatch(/^10 ngày làm việc kể từ 05\/10\/2026.* → thứ Hai 19\/10\/2026$/);
    expect(dossier.supplement?.lines).toEqual(
      state === "AWAITING_SUPPLEMENT" ? ["Bản vẽ mặt bằng có chữ ký của chủ nhà"] : undefined,
    );
    // After a supplement ten working days begin anew (NĐ 61/2018 Đ.19.4, kept since), unless the procedure lets them go on.
    expect(dossier.supplement?.isRestart).toBe(state === "AWAITING_SUPPLEMENT" ? true : undefined);
    expect(dossier.ratingToken !== null).toBe(state === "RETURNED");
  });

  test("how the desk is reached, and a number that was corrected: the new one finds, the old one no more", async () => {
    const { id, code } = await accepted();
    const admin = { actor: actor("admin"), now: new Date("2026-10-05T03:00:00Z") };
    const reached = async (factor: string) => {
      const answer = await ask(code, factor);
      return answer.is === "found" ? [answer.dossier.deskPhone, answer.dossier.deskAddress] : answer.is;
    };
    expect(await reached("5678")).toEqual([null, null]);
    await setUnitContact(admin, { unitId: unit.tranPhu, phone: "0219 000 0111", address: "Số 2 đường Mô Phỏng" });
    expect(await reached("5678")).toEqual(["0219 000 0111", "Số 2 đường Mô Phỏng"]);
    await setUnitContact(admin, { unitId: unit.tranPhuDesk, phone: "0219 000 0112", address: null });
    expect(await reached("5678")).toEqual(["0219 000 0112", "Số 2 đường Mô Phỏng"]);
    await correctDossier(
      { actor: actor("officer"), now: new Date("2026-10-05T04:00:00Z") },
      { dossierId: id, version: 1, phone: "0987654321", reason: "Ghi nhầm số" },
    );
    expect([await reached("5678"), await reached("4321")]).toEqual(["not-found", ["0219 000 0112", "Số 2 đường Mô Phỏng"]]);
  });

  test("when the desk is open, a Saturday morning for reception only with it", async () => {
    const { code } = await accepted();
    const open = async () => {
      const answer = await ask(code, "5678");
      return answer.is === "found" ? answer.dossier.deskHours?.vi : null;
    };
    expect(await open()).toBe("thứ Hai – thứ Sáu 07:00 – 11:30, 13:30 – 17:00");
    await asOwner((c) =>
      c.query(
        `insert into office_hours (unit_id, valid_from, weekdays, opens_minute, closes_minute, is_reception_only, source) values
          ($1, '2026-01-01', '{1,2,3,4,5}', 420, 690, false, 'thử'), ($1, '2026-01-01', '{1,2,3,4,5}', 810, 1020, false, 'thử'),
          ($1, '2026-01-01', '{6}', 450, 690, true, 'thử')`,
        [unit.tranPhu],
      ),
    );
    expect(await open()).toBe("thứ Hai – thứ Sáu 07:00 – 11:30, 13:30 – 17:00; thứ Bảy 07:30 – 11:30");
    await asOwner((c) => c.query("delete from office_hours where unit_id is not null"));
  });

  test("numbers an official wrote into a request are blotted out", async () => {
    const { id, code } = await accepted();
    await walk(id, ["start", "requestSupplement"]);
    await asOwner((c) =>
      c.query("update dossier_clock_stop set reason = $2 where dossier_id = $1", [
        id,
        "1. Bản sao CCCD 002190012345\n2. Gọi 0912.345.678",
      ]),
    );
    await asOwner((c) =>
      c.query(
        `insert into dossier_asked_paper (stop_id, position, name)
         select id, 1, 'Giấy ủy quyền số 0912345678' from dossier_clock_stop where dossier_id = $1`,
        [id],
      ),
    );
    const answer = await ask(code, "5678");
    expect(answer).toMatchObject({ dossier: { supplement: { lines: ["Bản sao CCCD ***", "Gọi ***", "Giấy ủy quyền số ***"] } } });
  });

  test("a result that went by post is told with its number, once it is gone; words in its place are not", async () => {
    const { id, code } = await accepted();
    await walk(id, ["start", "finish"]);
    expect(await ask(code, "5678")).toMatchObject({ dossier: { trackingNumber: null } });
    const handOver = { delivery: "POST", trackingNumber: "rr123456789vn" } as const;
    const officer = { actor: actor("officer"), now: returnedAt };
    await moveDossier(officer, { dossierId: id, version: 3, move: "return", handOver });
    expect(await ask(code, "5678")).toMatchObject({ dossier: { state: "RETURNED", trackingNumber: "RR123456789VN" } });
    expect(await ask(code, "0000")).toEqual({ is: "not-found" });
    await asOwner((c) =>
      c.query("update dossier_hand_over set tracking_number = 'Gửi bà Hoa 0912345678' where dossier_id = $1", [id]),
    );
    expect(await ask(code, "5678")).toMatchObject({ dossier: { trackingNumber: null } });
  });

  test("a sensitive procedure: digits of a number find nothing; the receipt's code finds it, and the page does not name what it is about", async () => {
    const { id, code, secret } = await withReceipt();
    await asOwner(async (c) => {
      await c.query("update procedure set is_sensitive = true where id = $1", [procedure.house]);
      await c.query(
        "insert into dossier_step (dossier_id, position, name, role, started_at) values ($1, 9, 'Thẩm định xây dựng', 'SPECIALIST', now())",
        [id],
      );
    });
    try {
      expect(await ask(code, "5678")).toEqual({ is: "not-found" });
      expect(await ask(code, "0912345678")).toEqual({ is: "not-found" });
      const answer = await ask(code, secret);
      expect(answer).toMatchObject({ is: "found", dossier: { procedure: null, steps: [] } });
      expect(JSON.stringify(answer)).not.toContain("xây dựng");
    } finally {
      await asOwner((c) => c.query("update procedure set is_sensitive = false where id = $1", [procedure.house]));
    }
  });

  test("a rated dossier offers no second rating", async () => {
    const { id, code } = await returned();
    await db.$executeRaw`insert into dossier_rating (dossier_id, score, at, unit_id) values (${id}, 4, now(), ${unit.tranPhu})`;
    expect(await ask(code, "5678")).toMatchObject({ dossier: { isRated: true, ratingToken: null } });
  });
});

test("a form: what is not readable is said on the page, what comes from another site is refused, and looking up another forgets the last", async () => {
  const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    house.ask({
      method: "POST",
      path: "/api/v1/look-up",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  const asked: Record<string, string>[] = [
    { code: "xxx", factor: "5678" },
    { code: "H22.15.7-261005-0001", factor: "5" },
    { factor: "5678" },
    { end: "1" },
  ];
  for (const fields of asked) {
    const answer = await post(fields);
    expect([answer.status, answer.headers.location]).toEqual([303, "/look-up"]);
    expect(answer.headers["set-cookie"]).toMatch(
      /^vong-lau\.look-up=[\w-]*; Max-Age=\d+; Path=\/look-up; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers["set-cookie"]?.includes("Max-Age=0")).toBe("end" in fields);
  }
  expect((await post({ code: "x", factor: "y" }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await post({ code: "x", factor: "y".repeat(5_000) })).headers.location).toBe("/look-up");
  expect(route.POST.declaration.auth).toBe("public");
});
