// Puts a file, saying before each touch of the disk which it is, and is killed before the one it was told. What it says it has stored is
// what a record would name by then.
import { writeSync } from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";

type Act = (...given: unknown[]) => unknown;
const fs: Record<string, Act> = createRequire(import.meta.url)("node:fs/promises");
const killAt = Number(process.argv[2]);
let steps = 0;
const watched = (name: string, real: Act): Act =>
  function (this: unknown, ...given) {
    steps += 1;
    if (steps === killAt) process.kill(process.pid, "SIGKILL");
    writeSync(1, `${name} ${typeof given[0] === "string" ? given[0] : ""}\n`);
    return real.apply(this, given);
  };
const handle = await (fs.open?.(process.execPath, "r") as Promise<{ close(): Promise<void> }>);
const file: Record<string, Act> = Object.getPrototypeOf(handle);
await handle.close();
for (const name of ["write", "sync"]) file[name] = watched(name, file[name] as Act);
for (const name of ["mkdir", "open", "rename", "rm", "statfs"]) fs[name] = watched(name, fs[name] as Act);
syncBuiltinESMExports();

const { putFile } = await import("@/lib/files/storing/put");
async function* register() {
  yield Buffer.from("nửa đầu của sổ; ");
  yield Buffer.from("nửa sau của sổ");
}
for (let times = Number(process.argv[3]); times > 0; times -= 1) {
  const { sha } = await putFile(register(), { maxBytes: 1_000 });
  writeSync(1, `stored ${sha}\n`);
}
