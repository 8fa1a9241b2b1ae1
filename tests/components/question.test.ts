import { expect, test } from "vitest";
import { readQuestion } from "@/app/(ops)/question";

const typed = { unitId: "3", sectorId: "2", procedureId: "4", channel: "ONLINE", from: "2026-01-01", to: "2026-01-31" };

test("a page is narrowed by what it shows that it is narrowed by, and by nothing else of the address", async () => {
  const overview = await readQuestion(Promise.resolve(typed), ["unitId"]);
  expect(overview.asked.scope).toEqual({ unitId: 3 });
  expect(overview.question).toEqual({ from: "2026-01-01", to: "2026-01-31", asOf: expect.any(String), unitId: 3 });
  const board = await readQuestion(Promise.resolve(typed), ["unitId", "sectorId", "procedureId"]);
  expect(board.asked.scope).toEqual({ unitId: 3, sectorId: 2, procedureId: 4 });
});

test("what makes no sense counts as not given", async () => {
  const { asked } = await readQuestion(Promise.resolve({ unitId: "x", procedureId: "-1" }), ["unitId", "procedureId"]);
  expect(asked.scope).toEqual({});
});
