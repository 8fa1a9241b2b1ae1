import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { cityDay } from "@/lib/calendar/rules";
import { type Embedded, freePort, startEmbedded } from "@/lib/db/embedded";
import { seedDemo } from "@/prisma/seed/demo";

const root = resolve(import.meta.dirname, "../..");
const dataDir = resolve(process.env.DATA_DIR ?? join(root, ".data"));
const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? "127.0.0.1";

class Unfit extends Error {}

const Secrets = z.object({ databasePassword: z.string(), appSecret: z.string(), fieldKey: z.string() });
const SignIns = z.array(z.object({ login: z.string(), password: z.string(), role: z.string(), name: z.string() }));

function fitDataDir(): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch {
    throw new Unfit(
      `Không ghi được vào thư mục dữ liệu ${dataDir}. Chọn thư mục khác: DATA_DIR=/đường/dẫn npm run demo. / The data folder cannot be written; choose another with DATA_DIR.`,
    );
  }
  if (process.getuid?.() !== 0) return;
  // As root, PostgreSQL runs under its own account, which must be able to reach its programs and its data.
  for (const start of [dataDir, root]) {
    for (let dir = start; dir !== dirname(dir); dir = dirname(dir)) {
      if ((statSync(dir).mode & 0o001) === 0)
        throw new Unfit(
          `Tài khoản postgres không đi qua được thư mục ${dir}. Đặt mã nguồn và DATA_DIR ở nơi khác (ví dụ /opt), hoặc chạy bằng người dùng thường. / The postgres account cannot pass through ${dir}.`,
        );
    }
  }
}

function portIsFree(): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", () =>
      fail(
        new Unfit(
          `Cổng ${port} đang được chương trình khác dùng. Chọn cổng khác: PORT=${port + 1} npm run demo. / Port ${port} is taken; choose another with PORT.`,
        ),
      ),
    );
    probe.listen(port, host, () => probe.close(() => done()));
  });
}

/** Secrets are made on the first start and kept beside the data, readable by the owner only. */
function secrets(): z.output<typeof Secrets> {
  const file = join(dataDir, "demo-secrets.json");
  if (!existsSync(file)) {
    const made = {
      databasePassword: randomBytes(18).toString("base64url"),
      appSecret: randomBytes(48).toString("base64"),
      fieldKey: randomBytes(32).toString("base64"),
    };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  return Secrets.parse(JSON.parse(readFileSync(file, "utf8")));
}

async function seeded(ownerUrl: string): Promise<z.output<typeof SignIns>> {
  const file = join(dataDir, "demo-sign-ins.json");
  const result = await seedDemo(ownerUrl, {
    today: cityDay(new Date()),
    now: new Date(),
    onProgress: (line) => console.log(`  ${line}`),
  });
  if (result.signIns.length > 0) {
    writeFileSync(file, JSON.stringify(result.signIns), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return existsSync(file) ? SignIns.parse(JSON.parse(readFileSync(file, "utf8"))) : [];
}

async function ready(url: string, children: readonly ChildProcess[]): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    if (children.some((c) => c.exitCode !== null))
      throw new Unfit(
        "Ứng dụng dừng khi khởi động; xem thông báo phía trên. / The application stopped while starting; see above.",
      );
    const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((r) => setTimeout(r, 250));
  }
  throw new Unfit("Ứng dụng không sẵn sàng sau 60 giây. / The application was not ready after 60 seconds.");
}

async function main(): Promise<void> {
  fitDataDir();
  await portIsFree();
  const { databasePassword, appSecret, fieldKey } = secrets();
  const clusterDir = join(dataDir, "postgres");
  const isNew = !existsSync(join(clusterDir, "PG_VERSION"));
  console.log(isNew ? "Tạo cơ sở dữ liệu / creating the database …" : "Mở cơ sở dữ liệu / opening the database …");
  let database: Embedded;
  try {
    database = await startEmbedded({ dir: clusterDir, port: await freePort(), password: databasePassword, isNew, durable: true });
  } catch (error) {
    throw new Unfit(
      `Không khởi động được PostgreSQL trong ${clusterDir}: ${error instanceof Error ? error.message : "thư mục có thể đang được một bản demo khác dùng"}. / PostgreSQL did not start.`,
    );
  }
  const children: ChildProcess[] = [];
  let stopping = false;
  const stopAll = async (code: number) => {
    if (stopping) return;
    stopping = true;
    await Promise.all(
      children.map((child) => {
        if (child.exitCode !== null) return undefined;
        const ended = new Promise((r) => child.once("exit", r));
        child.kill("SIGTERM");
        return ended;
      }),
    );
    await database.stop();
    process.exit(code);
  };
  // Told by demo.mjs, or left alone by it: then it is time to go.
  process.on("message", () => void stopAll(0));
  process.on("disconnect", () => void stopAll(0));

  // The seed seals personal numbers with the same key the application opens them with.
  const settings = {
    DATABASE_URL: database.appUrl,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    APP_SECRET: appSecret,
    FIELD_KEY: fieldKey,
    DATA_DIR: dataDir,
    HOST: host,
    PORT: String(port),
    PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${port}`,
    NODE_ENV: "production" as const,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
  };
  Object.assign(process.env, settings);
  try {
    const signIns = await seeded(database.ownerUrl);
    const start = (file: string) => {
      // Children get no terminal signals of their own: we stop them, in order.
      const child = spawn(process.execPath, ["--import", "tsx", file], {
        cwd: root,
        stdio: ["ignore", "inherit", "inherit"],
        env: { ...process.env, ...settings },
        detached: true,
      });
      child.on("exit", (code) => !stopping && code !== 0 && void stopAll(1));
      children.push(child);
    };
    start("server.ts");
    start("lib/worker/main.ts");
    await ready(`http://${host}:${port}`, children);
    console.log(
      `\n  Vọng Lâu đang chạy / running:  ${settings.PUBLIC_URL}\n  Dữ liệu mô phỏng / simulated data. Tài khoản dùng thử / demo sign-ins:\n`,
    );
    for (const s of signIns) console.log(`    ${s.login.padEnd(14)} ${s.password.padEnd(22)} ${s.role} · ${s.name}`);
    console.log("\n  Ctrl-C để dừng / to stop.\n");
  } catch (error) {
    if (error instanceof Unfit) console.error(`\n${error.message}\n`);
    else console.error(error);
    await stopAll(1);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Unfit ? `\n${error.message}\n` : error);
  process.exit(1);
});
