import { beforeAll, expect, test } from "vitest";
import { setCity, setEmblem } from "@/lib/city/commands";
import { findCity, findEmblem } from "@/lib/city/queries";
import { actor, foundCity } from "../city";

/** The smallest PNG there is: one transparent point. */
const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
const ctx = () => ({ actor: actor("admin"), now: new Date("2026-11-22T02:00:00Z") });
beforeAll(foundCity);

test("the emblem is kept byte for byte and outlives a change of the city's name", async () => {
  await setEmblem(ctx(), { png });
  await setCity(ctx(), { name: "Thành phố Hà Giang", province: "Tỉnh Tuyên Quang", totpRoles: [] });
  expect(Buffer.from((await findEmblem()) ?? []).toString("base64")).toBe(png);
  expect((await findCity())?.emblemSha).toMatch(/^[0-9a-f]{64}$/);
});

test("what is not a PNG is refused, and so is a leader", async () => {
  const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>").toString("base64");
  await expect(setEmblem(ctx(), { png: svg })).rejects.toMatchObject({ kind: "invalid" });
  await expect(setEmblem({ ...ctx(), actor: actor("leader") }, { png })).rejects.toMatchObject({ kind: "forbidden" });
});
