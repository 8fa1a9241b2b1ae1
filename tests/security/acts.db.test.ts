import { beforeAll, expect, test } from "vitest";
import { foundCity } from "../city";
import { acts, contentOf, key } from "./acts";
import { call, isMutating, routes, title } from "./callers";

beforeAll(foundCity);
const mutating = routes.filter(isMutating);

test("the list of lawful acts names every mutating route, and none that is gone", () => {
  expect(Object.keys(acts).sort()).toEqual(mutating.map((r) => r.handler.declaration.id).sort());
});
test.each(mutating.map((r) => [title(r), r] as const))("%s goes through", async (_, route) => {
  const act = await acts[route.handler.declaration.id]?.();
  const before = await contentOf();
  const answer = await call(route, { ...act, headers: { ...act?.headers, ...key() } });
  expect(answer.status, answer.text).toBe(200);
  const isOnRecord = route.handler.declaration.audit !== "none";
  expect((await contentOf()).audit_entry !== before.audit_entry).toBe(isOnRecord);
});
