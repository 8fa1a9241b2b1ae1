import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/lib/db/embedded";
import { root, runningFor } from "../cli/program";
import { expect, ours, signIn, test } from "./city";

/** `npm run demo` itself, in a folder of its own: the build is there, the first start makes everything else. */
const dataDir = mkdtempSync(join(tmpdir(), "vong-lau-e2e-demo-"));
chmodSync(dataDir, 0o755);
const started: ChildProcess[] = [];
test.afterAll(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) ctrlC(child);
  await expect.poll(() => runningFor(dataDir), { timeout: 30_000 }).toEqual([]);
  rmSync(dataDir, { recursive: true, force: true });
});

function startDemo(
  port: number,
  more: Record<string, string> = {},
): { child: ChildProcess; said: () => string; until: (wish: RegExp) => Promise<void> } {
  let said = "";
  const child = spawn("npm", ["run", "demo"], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: undefined, ...more },
    stdio: ["ignore", "pipe", "pipe"],
    // As in a terminal: Ctrl-C goes to npm and to everything it has started.
    detached: true,
  });
  started.push(child);
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      said += chunk;
    });
  const until = async (wish: RegExp) => {
    await expect.poll(() => wish.test(said) || child.exitCode !== null, { timeout: 90_000, intervals: [50] }).toBe(true);
    expect(said).toMatch(wish);
  };
  return { child, said: () => said, until };
}

/** Everything that was started is gone, and PostgreSQL had the time to close its books. */
async function expectNothingLeft(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  await expect.poll(() => runningFor(dataDir), { timeout: 20_000 }).toEqual([]);
  expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false);
}
const ctrlC = (child: ChildProcess) => process.kill(-(child.pid ?? Number.NaN), "SIGINT");

test("the demo comes up, is stopped by Ctrl-C in the midst of its first start and later, and comes up again in seconds with what it had", async ({
  page,
  watched,
}) => {
  test.setTimeout(420_000);
  // A page left open while the demo goes down or comes up asks again, and is told to wait.
  watched.forgive(/^answer 503/);
  // Installing and building again under the feet of the other tests would be worse than failing: `node tests/run.mjs e2e` does both.
  for (const stamp of ["install", "build"]) expect(existsSync(join(root, "node_modules/.vong-lau", stamp)), stamp).toBe(true);
  const port = await freePort();
  ours.add(`localhost:${port}`);
  const cut = startDemo(port);
  await cut.until(/\d+ đơn vị, \d+ địa bàn/);
  ctrlC(cut.child);
  await expectNothingLeft(cut.child);
  expect(cut.said()).not.toMatch(/^ {4}at |Error/m);

  const first = startDemo(port);
  await first.until(/Ctrl-C để dừng/);
  expect(first.said()).toContain(`http://localhost:${port}`);
  const password = /^ {4}lanh-dao +(\S+)/m.exec(first.said())?.[1] ?? "";
  await signIn(page, "lanh-dao", { password, url: `http://localhost:${port}` });
  await expect(page.getByRole("heading", { level: 1, name: "Tổng quan" })).toBeVisible();
  expect(first.said()).not.toContain("There is no ffmpeg");
  // Its cameras are living ones: time goes on in the picture, and it is another than a moment ago.
  await page.goto(`http://localhost:${port}/cameras/wall?layout=group-1&grid=4`);
  const video = page.locator('li[data-camera="GT-001"] [data-live] video');
  await expect(video).toHaveCount(1, { timeout: 60_000 });
  const look = () =>
    video.evaluate((playing: HTMLVideoElement) => {
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width: 64, height: 36 });
      const drawing = canvas.getContext("2d");
      drawing?.drawImage(playing, 0, 0, 64, 36);
      return { time: playing.currentTime, picture: [...(drawing?.getImageData(0, 0, 64, 36).data ?? [])].join() };
    });
  const seen = await look();
  await expect(async () => {
    const next = await look();
    expect(next.time).toBeGreaterThan(seen.time + 1);
    expect(next.picture).not.toBe(seen.picture);
  }).toPass({ timeout: 30_000 });
  // With a browser still following the live channel and the pictures.
  ctrlC(first.child);
  await expectNothingLeft(first.child);

  const began = Date.now();
  const second = startDemo(port, { FFMPEG_PATH: "/nowhere/ffmpeg" });
  await second.until(/Ctrl-C để dừng/);
  test.info().annotations.push({ type: "second start", description: `${Date.now() - began} ms` });
  expect(second.said()).toContain(password);
  expect(second.said()).not.toMatch(/creating|hồ sơ, \d+ diễn biến/);
  // The session of before is still there, and so is whom it is of.
  await page.goto(`http://localhost:${port}/`);
  await expect(page.getByRole("heading", { level: 1, name: "Tổng quan" })).toBeVisible();
  // Without ffmpeg all is there but pictures: the cameras are not known to stand well or badly, and it is said what is wanted.
  expect(second.said()).toContain("There is no ffmpeg");
  await page.goto(`http://localhost:${port}/cameras`);
  await expect(page.getByText("Máy chủ chưa có ffmpeg nên không giải mã được hình").first()).toBeVisible({ timeout: 120_000 });
  await page.goto(`http://localhost:${port}/cameras/wall?layout=group-1&grid=4`);
  await expect(page.locator('li[data-camera="GT-001"]')).toContainText("Máy chủ chưa có ffmpeg", { timeout: 60_000 });
  // As a supervisor or a closed terminal ends it: only the first process is told.
  second.child.kill("SIGTERM");
  await expectNothingLeft(second.child);
});
