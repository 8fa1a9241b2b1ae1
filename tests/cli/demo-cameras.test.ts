import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Gate } from "@/lib/cameras/probing/gate";
import { probeCamera } from "@/lib/cameras/probing/probe";
import { freePort } from "@/lib/db/embedded";
import { readNetworks } from "@/lib/egress";
import { demoCameras, type Scene } from "@/prisma/seed/cameras";
import { root } from "./program";

const folder = mkdtempSync(join(tmpdir(), "vong-lau-cameras-"));
const started: ChildProcess[] = [];
beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    APP_SECRET: "a-secret-that-is-only-for-tests-and-long-enough",
    FIELD_KEY: Buffer.alloc(32, 7).toString("base64"),
    NODE_ENV: "test",
  });
});
afterAll(() => {
  for (const child of started) child.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

async function startCameras(more: Record<string, string> = {}): Promise<number> {
  const port = await freePort();
  const child = spawn(process.execPath, ["--import", "tsx", "lib/cli/demo-cameras.ts"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DATA_DIR: folder, CAMERAS_PORT: String(port), ...more },
  });
  started.push(child);
  const isOpen = () =>
    new Promise<boolean>((told) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        told(true);
      });
      socket.on("error", () => told(false));
    });
  while (!(await isOpen())) await new Promise((resolve) => setTimeout(resolve, 100));
  return port;
}
const codeOf = (scene: Scene) => demoCameras.find((camera) => camera.scene === scene)?.code ?? "";

describe("the demo's cameras", () => {
  let port = 0;
  beforeAll(async () => {
    port = await startCameras();
  }, 30_000);
  /** What so many probes in a row find. */
  const found = async (scene: Scene, times: number): Promise<string[]> => {
    const networks = readNetworks(`127.0.0.1/32:${port}`) ?? [];
    const told: string[] = [];
    let thumb: Uint8Array | null = null;
    for (let i = 0; i < times; i += 1) {
      const one = await probeCamera(
        { mainStream: `rtsp://127.0.0.1:${port}/${codeOf(scene)}`, subStream: null, snapshotUrl: null, credentials: null, thumb },
        { networks, gate: new Gate(1), waits: { answerMs: 6_000, pictureMs: 15_000 } },
      );
      thumb = one.picture?.thumb ?? null;
      told.push(one.proof);
      // Long enough that nobody plays it any more, and it is drawn anew.
      if (i + 1 < times) await new Promise((resolve) => setTimeout(resolve, 2_600));
    }
    return told;
  };
  test("a living picture changes and a frozen one does not, though both are drawn anew for each probe", async () => {
    const [street, counter, frozen] = await Promise.all([found("street", 2), found("counter", 2), found("frozen", 3)]);
    expect(street).toEqual(["first-picture", "picture-changes"]);
    expect(counter).toEqual(["first-picture", "picture-changes"]);
    expect(frozen).toEqual(["first-picture", "picture-still", "picture-still"]);
  }, 90_000);
  test("dark, locked and away are found to be what they are", async () => {
    const [dark, locked, away] = await Promise.all([found("dark", 1), found("locked", 1), found("away", 1)]);
    expect([dark, locked, away]).toEqual([["picture-dark"], ["sign-in-refused"], ["silent"]]);
  }, 60_000);
  test("without ffmpeg they answer, nothing comes, and they go on", async () => {
    const bare = await startCameras({ FFMPEG_PATH: "/nowhere/ffmpeg" });
    const ask = () =>
      new Promise<string>((told) => {
        const socket = connect(bare, "127.0.0.1", () =>
          socket.write(`DESCRIBE rtsp://127.0.0.1:${bare}/${codeOf("street")} RTSP/1.0\r\nCSeq: 1\r\n\r\n`),
        );
        socket.once("data", (bytes) => {
          socket.destroy();
          told(bytes.toString("latin1"));
        });
      });
    for (const answer of [await ask(), await ask()]) expect(answer).toMatch(/^RTSP\/1\.0 200 OK[\s\S]*H264\/90000/);
  }, 60_000);
});
