import { city, expect, signIn, test } from "./city";

test("a dossier accepted in one browser changes the overview in another within a second", async ({ browser, page }) => {
  await signIn(page, "lanh-dao");
  await page.goto(`${city().url}/`);
  await expect(page.locator('[data-state="live"]').first()).toBeVisible();
  const tile = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Đang giải quyết", exact: true }) });
  const before = await tile.textContent();

  const desk = await browser.newContext({ locale: "vi-VN" });
  const officer = await desk.newPage();
  await signIn(officer, "mot-cua");
  const accepted = await officer.evaluate(async () => {
    const { procedures } = await (await fetch("/api/v1/procedures?text=khai+sinh")).json();
    const { units } = await (await fetch("/api/v1/units")).json();
    const unit = units.find((u: { name: string }) => u.name.includes("phường Trần Phú"));
    const answer = await fetch("/api/v1/dossiers", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      body: JSON.stringify({
        step: "accept",
        procedureId: procedures[0].id,
        unitId: unit.id,
        channel: "COUNTER",
        applicantKind: "CITIZEN",
        applicantName: "Người Thử Nghiệm",
      }),
    });
    return { status: answer.status, text: await answer.text() };
  });
  expect(accepted.status, accepted.text).toBe(200);
  await expect.poll(() => tile.textContent(), { timeout: 1_000, intervals: [50] }).not.toBe(before);
  await desk.close();
});
