import { beforeAll, expect, test } from "vitest";
import { rateDossier } from "@/lib/citizens/commands";
import { findRating, ratingTokenOf, readSatisfaction } from "@/lib/citizens/queries";
import { db } from "@/lib/db/client";
import { seal } from "@/lib/secrets";
import { asOwner, foundCity, procedure, unit } from "../city";
import { accepted, returned, returnedAt } from "./people";

const soon = new Date("2026-11-10T03:00:00Z");
const good = { score: 5, attitude: 2, explanation: 1, comment: "  Cán bộ hướng dẫn tận tình.\r\nCảm ơn!  " } as const;
beforeAll(foundCity);

test("a citizen rates a returned dossier once; the log hears of it, and not of their words", async () => {
  const { id, code } = await returned();
  const token = ratingTokenOf({ id, returnedAt });
  expect(Buffer.from(token, "base64url").toString("latin1")).not.toContain(`[${id},`);
  expect(await findRating(token, soon)).toMatchObject({ standing: "open", code });

  await rateDossier({ token, ...good }, soon);
  expect(await db.dossierRating.findUniqueOrThrow({ where: { dossierId: id } })).toMatchObject({
    ...{ score: 5, attitude: 2, explanation: 1, comment: "Cán bộ hướng dẫn tận tình.\nCảm ơn!", unitId: unit.tranPhu },
  });
  const entries = await asOwner((c) =>
    c.query("select actor_id, unit_id, detail from audit_entry where action = 'dossier.rate' and subject_id = $1", [String(id)]),
  );
  expect(entries.rows).toEqual([{ actor_id: "citizen", unit_id: unit.tranPhu, detail: { score: 5 } }]);

  expect(await findRating(token, soon)).toMatchObject({ standing: "rated" });
  await expect(rateDossier({ token, score: 1 }, soon)).rejects.toMatchObject({ kind: "conflict", code: "rated-already" });
  // Nobody takes a rating back, or writes another over it.
  await expect(db.$executeRaw`update dossier_rating set score = 1`).rejects.toThrow(/permission denied|42501/);
  await expect(db.$executeRaw`delete from dossier_rating`).rejects.toThrow(/permission denied|42501/);
});

test("ten at once: one is kept, nine are told", async () => {
  const { id } = await returned();
  const token = ratingTokenOf({ id, returnedAt });
  const all = await Promise.allSettled(
    [1, 2, 3, 4, 5, 1, 2, 3, 4, 5].map((score) => rateDossier({ token, score: score as 1 }, soon)),
  );
  expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  expect(all.filter((one) => one.status === "rejected" && one.reason.code === "rated-already")).toHaveLength(9);
});

test("a link that is not ours, is for another place, has ended, or is of a dossier that is not returned is refused in words", async () => {
  const { id } = await returned();
  const token = ratingTokenOf({ id, returnedAt });
  const last = token.at(-1) === "A" ? "B" : "A";
  const elsewhere = Buffer.from(seal(JSON.stringify([id, Date.parse("2030-01-01")]), "dossier.phone")).toString("base64url");
  for (const forged of [
    "x",
    "",
    token.slice(0, -2),
    `${token.slice(0, -3)}${last}${token.slice(-2)}`,
    elsewhere,
    "A".repeat(250),
  ]) {
    expect(await findRating(forged, soon), forged).toBeNull();
    if (forged)
      await expect(rateDossier({ token: forged, score: 5 }, soon)).rejects.toMatchObject({ code: "rating-link-unusable" });
  }
  const after = new Date(returnedAt.getTime() + 90 * 86_400_000 + 1);
  expect(await findRating(token, after)).toMatchObject({ standing: "expired" });
  await expect(rateDossier({ token, score: 5 }, after)).rejects.toMatchObject({ code: "rating-closed" });
  expect(await findRating(token, new Date(after.getTime() - 1))).toMatchObject({ standing: "open" });
  const open = await accepted();
  const early = ratingTokenOf({ id: open.id, returnedAt });
  expect(await findRating(early, soon)).toBeNull();
  await expect(rateDossier({ token: early, score: 5 }, soon)).rejects.toMatchObject({ code: "rating-link-unusable" });
});

test("levels and words: what is none of the choices, too long, or would be markup is refused at its field", async () => {
  const { id } = await returned();
  const token = ratingTokenOf({ id, returnedAt });
  const faults = async (body: object) => {
    const refusal = await rateDossier({ token, score: 5, ...body } as never, soon).catch((error: unknown) => error);
    return (refusal as { more: { faults: { path: string; code: string }[] } }).more.faults.map((f) => `${f.path} ${f.code}`);
  };
  expect(await faults({ score: 0 })).toEqual(["score choice-required"]);
  expect(await faults({ score: 4.5 })).toEqual(["score choice-required"]);
  expect(await faults({ score: 5, attitude: 3 })).toEqual(["attitude choice-required"]);
  expect(await faults({ comment: "<b>tốt</b>" })).toEqual(["comment comment-signs"]);
  expect(await faults({ comment: "a\u0000b" })).toEqual(["comment comment-signs"]);
  expect(await faults({ comment: "x".repeat(1_001) })).toEqual(["comment comment-too-long"]);
  // Signs that turn the reading round are dropped; what is left empty is no comment.
  await rateDossier({ token, score: 3, comment: "\u202e \u200b" }, soon);
  expect(await db.dossierRating.findUnique({ where: { dossierId: id } })).toMatchObject({ comment: null });
});

test("satisfaction by unit and month on the city's clock: counts that can be summed", async () => {
  await asOwner((c) => c.query("delete from dossier_rating"));
  const give = async (score: 1 | 2 | 3 | 4 | 5, at: string, more: object = {}) => {
    const { id } = await returned({ procedureId: procedure.house });
    await rateDossier({ token: ratingTokenOf({ id, returnedAt }), score, ...more }, new Date(at));
  };
  // 17:30 UTC on the last of October is November in the city.
  await give(5, "2026-10-31T16:30:00Z", { attitude: 2 });
  await give(4, "2026-10-31T17:30:00Z", { attitude: 1, explanation: 0 });
  await give(3, "2026-11-30T16:59:00Z");
  await give(1, "2026-11-15T02:00:00Z", { attitude: 0 });
  const october = { unitId: unit.tranPhu, month: "2026-10-01", rated: 1, satisfied: 1, scoreSum: 5 };
  const november = { unitId: unit.tranPhu, month: "2026-11-01", rated: 3, satisfied: 1, scoreSum: 8 };
  expect(await readSatisfaction("2026-10-01", "2026-11-30")).toEqual([
    { ...october, attitudeSum: 2, attitudeCount: 1, explanationSum: 0, explanationCount: 0 },
    { ...november, attitudeSum: 1, attitudeCount: 2, explanationSum: 0, explanationCount: 1 },
  ]);
  expect((await readSatisfaction("2026-11-01", "2026-11-29")).map((m) => m.rated)).toEqual([2]);
});
