// `npm run demo`: from a fresh clone to a running city. Prepares, then hands over to demo-city.ts.
import { spawn } from "node:child_process";
import { demoPlace } from "./demo-place.mjs";
import { build, generate, install, quiet, requireNode, root } from "./prepare.mjs";

requireNode();
const place = await demoPlace(process.env);
install();
generate();
build();
// In a process group of its own: Ctrl-C must not reach PostgreSQL before the application has let go of it.
const child = spawn(process.execPath, ["--import", "tsx", "lib/cli/demo-city.ts"], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit", "ipc"],
  detached: true,
  env: {
    ...process.env,
    ...quiet,
    NODE_ENV: "production",
    DATA_DIR: place.dataDir,
    HOST: place.host,
    PORT: String(place.port),
  },
});
const stop = () => child.connected && child.send("stop");
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
// Whoever ends npm alone, a supervisor say, ends the shell between it and us, which tells us nothing.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && stop(), 500).unref();
child.on("exit", (code) => process.exit(code ?? 1));
