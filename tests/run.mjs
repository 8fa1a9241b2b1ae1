// `npm test`: everything, from a clean clone, with its own set-up. Ends with "N passed, N failed".
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { build, generate, install, quiet, requireNode, requirePassage, root, tool } from "../lib/cli/prepare.mjs";

requireNode();
requirePassage(root);
install();
generate();

const artefacts = join(root, "tests/artefacts");
mkdirSync(artefacts, { recursive: true });
let passed = 0;
let failed = 0;
const only = process.argv.slice(2);
const wanted = (stage) => only.length === 0 || only.includes(stage);

function stage(name, command, args, env = {}) {
  const startedAt = Date.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...quiet, ...env } });
  console.log(`── ${name}: ${status === 0 ? "ok" : "FAILED"} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
  return status === 0;
}
function count(isOk) {
  if (isOk) passed += 1;
  else failed += 1;
}
/** Adds a report's own counts; a run that broke off without a report is one failure. */
function countReport(file, isOk, read) {
  const before = failed;
  if (existsSync(file)) {
    const counts = read(JSON.parse(readFileSync(file, "utf8")));
    passed += counts.passed;
    failed += counts.failed;
  }
  if (!isOk && failed === before) failed += 1;
}
function vitest(project) {
  const file = join(artefacts, `${project}.json`);
  const isOk = stage(project, tool("vitest"), [
    "run",
    "--project",
    project,
    "--reporter",
    "default",
    "--reporter",
    "json",
    "--outputFile.json",
    file,
  ]);
  countReport(file, isOk, (r) => ({ passed: r.numPassedTests, failed: r.numFailedTests }));
}

/** A Chromium or Chrome of this machine; on Debian as root it is installed when missing. Null when there is none to be had. */
function browser() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const places = [
    process.env.CHROME_PATH,
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
  const find = () => places.find((p) => p && existsSync(p)) ?? null;
  if (!find()) installPackages("Chromium", ["chromium"]);
  return find();
}

/** On Debian as root, what the tests need of the distribution is installed. */
function installPackages(what, names) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.log(`Installing ${what} from the distribution's packages …`);
  const options = { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  spawnSync("apt-get", ["update", "-qq"], options);
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names], options);
}

/** What reads the printed forms back. Without it those tests fail and say which package brings it. */
function paperReaders() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const has = (name) => folders.some((folder) => existsSync(join(folder, name)));
  if (!has("pdftotext") || !has("zbarimg")) installPackages("PDF and barcode readers", ["poppler-utils", "zbar-tools"]);
}
const noBrowser =
  "Các kiểm thử đầu-cuối cần Chromium hoặc Chrome: cài gói “chromium”, hoặc đặt CHROME_PATH. / The end-to-end tests need Chromium or Chrome: install the package 'chromium', or set CHROME_PATH to a browser.";

// Known before the minutes of the other stages: a missing browser does not keep them from running, but it is said at once.
const chrome = wanted("e2e") ? browser() : null;
if (wanted("e2e") && !chrome) console.error(`\n${noBrowser}`);
if (wanted("types")) count(stage("types", tool("tsc"), ["--noEmit"]));
if (wanted("lint")) {
  count(stage("lint", tool("biome"), ["check", "."]));
  count(stage("secrets", tool("tsx"), ["lib/cli/secrets.ts"]));
}
if (wanted("unit")) vitest("unit");
if (wanted("integration")) {
  paperReaders();
  vitest("integration");
}
if (wanted("e2e") && !chrome) {
  console.error(`\n── e2e: FAILED. ${noBrowser}`);
  count(false);
} else if (wanted("e2e")) {
  const startedAt = Date.now();
  build();
  console.log(`\n── build: ok in ${Math.round((Date.now() - startedAt) / 1000)} s`);
  const file = join(artefacts, "e2e.json");
  const isOk = stage("e2e", tool("playwright"), ["test"], { CHROME_PATH: chrome, PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  countReport(file, isOk, (r) => ({ passed: r.stats.expected, failed: r.stats.unexpected + r.stats.flaky }));
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
