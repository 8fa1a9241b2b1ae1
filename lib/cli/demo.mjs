// `npm run demo`: from a fresh clone to a running city. Prepares, then hands over to demo-city.ts.
import { spawn } from "node:child_process";
import { build, generate, install, quiet, requireNode, root, tool } from "./prepare.mjs";

requireNode();
install();
generate();
build();
const child = spawn(tool("tsx"), ["lib/cli/demo-city.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, ...quiet, NODE_ENV: "production" },
});
// Ctrl-C reaches the child too; wait for its clean stop instead of leaving before it.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => signal === "SIGTERM" && child.kill("SIGTERM"));
child.on("exit", (code) => process.exit(code ?? 1));
