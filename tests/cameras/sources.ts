import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "@/lib/db/embedded";

/** Real cameras for a test: GStreamer's RTSP server with moving, still, dark and covered pictures, open at `port`, by name and password one above. */
export type Sources = {
  port: number;
  securePort: number;
  url(path: string): string;
  securedUrl(path: string): string;
  stop(): Promise<void>;
};
export const cameraAccount = { name: "vonglau", password: "chim-hoàng-yến-7!" };

export async function startSources(port?: number, password = cameraAccount.password): Promise<Sources> {
  const at = port ?? (await freePort());
  const child: ChildProcess = spawn(
    "/usr/bin/python3",
    [join(import.meta.dirname, "sources.py"), String(at), `${cameraAccount.name}:${password}`],
    { stdio: ["pipe", "pipe", "ignore"] },
  );
  if (!child.stdout) throw new Error("the cameras have no voice");
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), once(child, "exit")]);
  if (line !== "ready")
    throw new Error(
      "The cameras of the tests did not start: install python3-gi, gir1.2-gst-rtsp-server-1.0 and GStreamer's plug-ins.",
    );
  return {
    port: at,
    securePort: at + 1,
    url: (path) => `rtsp://127.0.0.1:${at}${path}`,
    securedUrl: (path) => `rtsp://127.0.0.1:${at + 1}${path}`,
    async stop() {
      const ended = once(child, "exit");
      child.stdin?.end();
      const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
