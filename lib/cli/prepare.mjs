// What every command of a fresh clone needs before TypeScript can run. Plain Node, no dependencies.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// Not `import.meta.dirname`: a Node too old to have it must still come as far as the sentence that says so.
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** What tools may say about themselves is not wanted, and nothing may be sent anywhere. */
export const quiet = {
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  npm_config_update_notifier: "false",
};

/** Ends the command with one sentence for a person. */
export function stop(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(
      `Cần Node.js 20.19 trở lên; máy này đang dùng ${process.versions.node}. / Node.js 20.19 or newer is needed; this is ${process.versions.node}.`,
    );
  }
}

/** As root, PostgreSQL runs under its own account, which must be able to reach its programs and its data. */
export function requirePassage(...folders) {
  if (process.getuid?.() !== 0) return;
  for (const start of folders) {
    for (let dir = realpathSync(start); dir !== dirname(dir); dir = dirname(dir)) {
      if ((statSync(dir).mode & 0o001) === 0)
        stop(
          `Tài khoản postgres không đi qua được thư mục ${dir}. Đặt mã nguồn và DATA_DIR ở nơi khác (ví dụ /opt), hoặc chạy bằng người dùng thường. / The postgres account cannot pass through ${dir}; put the project and DATA_DIR elsewhere (/opt, say), or run as a normal user.`,
        );
    }
  }
}

/** Runs a tool of the project and shows what it says only when it fails (or always, with `loud`). */
export function run(command, args, { loud = false, env = {}, failure } = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: loud ? "inherit" : "pipe",
    env: { ...process.env, ...quiet, ...env },
    maxBuffer: 1 << 28,
  });
  if (result.status === 0) return;
  if (!loud) process.stderr.write(Buffer.concat([result.stdout ?? Buffer.alloc(0), result.stderr ?? Buffer.alloc(0)]));
  stop(failure ?? `Lệnh không thành công / failed: ${command} ${args.join(" ")}`);
}
export const tool = (name) => join(root, "node_modules", ".bin", name);

/** A short name for the content of files and folders, in a fixed order. */
export function fingerprint(paths) {
  const hash = createHash("sha256");
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== "generated" && name !== "node_modules") visit(join(path, name));
    } else hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest("hex").slice(0, 16);
}

/** Does the work unless `made` is there and the stamp says it was made for exactly this content. */
function unlessMade(name, mark, made, work) {
  const stamp = join(root, "node_modules", ".vong-lau", name);
  if (existsSync(join(root, made)) && existsSync(stamp) && readFileSync(stamp, "utf8") === mark) return;
  // Work that is cut off has made nothing.
  rmSync(stamp, { force: true });
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, mark);
}

export function install(say = console.log) {
  const mark = `${fingerprint(["package-lock.json", ".npmrc"])} ${process.versions.modules}`;
  unlessMade("install", mark, "node_modules", () => {
    say("Cài đặt các gói / installing packages …");
    run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], {
      failure:
        "Không cài được các gói từ kho npm. Kiểm tra kết nối tới kho npm rồi chạy lại. / The packages could not be installed; check the npm registry and run again.",
    });
  });
}

export function generate() {
  const schema = readdirSync(join(root, "prisma")).filter((f) => f.endsWith(".prisma"));
  unlessMade("generate", fingerprint(schema.map((f) => `prisma/${f}`)), "lib/db/generated/client.ts", () => {
    // Generating needs no engine; the variable keeps the tool from looking for one on the network.
    run(tool("prisma"), ["generate", "--schema", "prisma"], { env: { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true" } });
  });
}

export function build(say = console.log) {
  const mark = fingerprint([
    "app",
    "components",
    "lib",
    "prisma",
    "public",
    "next.config.js",
    "postcss.config.cjs",
    "package-lock.json",
    "tsconfig.json",
  ]);
  unlessMade("build", mark, ".next/BUILD_ID", () => {
    say("Biên dịch ứng dụng / building …");
    run(tool("next"), ["build"], { env: { NODE_ENV: "production" } });
    // The browser is given no map back to the source; beside a worker's script an empty one is written all the same.
    const given = join(root, ".next/static");
    for (const file of readdirSync(given, { recursive: true, encoding: "utf8" }))
      if (file.endsWith(".map")) rmSync(join(given, file));
  });
}
