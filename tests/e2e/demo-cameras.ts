import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoCameras } from "@/prisma/seed/cameras";
import { asOwner } from "../city";
import { root } from "../cli/program";
import { city } from "./city";

/** The cameras of `npm run demo`, at the port where this worker's city looks for cameras, and in its registry. */
export type DemoCameras = {
  /** How many pictures are being drawn, which is how many are read. */
  drawnNow(): number;
  stop(): Promise<void>;
};

const codes = demoCameras.map(({ code }) => code);
const forget = () => asOwner((c) => c.query("delete from camera where code = any ($1)", [codes]));

export async function startDemoCameras(): Promise<DemoCameras> {
  const port = Number(/:(\d+),/.exec(city().settings.CAMERA_NETWORKS ?? "")?.[1]);
  const folder = mkdtempSync(join(tmpdir(), "vong-lau-demo-cameras-"));
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", "lib/cli/demo-cameras.ts"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DATA_DIR: folder, CAMERAS_PORT: String(port) },
  });
  await forget();
  await asOwner(async (c) => {
    for (const { code, name, group, address, scene } of demoCameras) {
      const { rows } = await c.query<{ id: number }>(
        `insert into camera (code, name, group_id, unit_id, address, purpose, main_stream, valid_from)
         select $1, $2, g.id, u.id, $3, 'Giám sát an ninh, giao thông', $4, '2024-01-01'
         from camera_group g, unit u where g.name = $5 and u.name = 'Ủy ban nhân dân phường Trần Phú' returning id`,
        [code, name, address, `rtsp://127.0.0.1:${port}/${code}`, group],
      );
      const state =
        scene === "away"
          ? ["OFFLINE", "silent"]
          : scene === "locked"
            ? ["UNAUTHORISED", "sign-in-refused"]
            : ["UNKNOWN", "never-probed"];
      await c.query(
        `insert into camera_health (camera_id, state, proof, since_at, seen_state, seen_proof, seen_since_at, seen_count, next_at)
         values ($1, $2::camera_state, $3, now() - interval '31 hours', $2::camera_state, $3, now() - interval '31 hours', 5, now())`,
        [rows[0]?.id, ...state],
      );
    }
  });
  return {
    drawnNow: () => Number(spawnSync("pgrep", ["-c", "-P", String(child.pid), "ffmpeg"]).stdout),
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      await forget();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
