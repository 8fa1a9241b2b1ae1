// `npm test`: everything, from a clean clone, with its own set-up. Ends with "N passed, N failed".
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { delimiter, join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { generate, install, quiet, requireNode, requirePassage, root, tool } from "../lib/cli/prepare.mjs";

requireNode();
requirePassage(root);
install();
generate();

const artefacts = join(root, "tests/artefacts");
mkdirSync(artefacts, { recursive: true });
let passed = 0;
let failed = 0;
/** How long each stage took, and each file of tests in the reports, in seconds: so that growth is seen. */
const stageSeconds = [];
const fileSeconds = new Map();
/** What failed and the first line of why, told again at the very end: a log is often kept by its last lines alone. */
const failures = [];
const only = process.argv.slice(2);
const wanted = (stage) => only.length === 0 || only.includes(stage);

function stage(name, command, args, env = {}) {
  const startedAt = Date.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...quiet, ...env } });
  tell(name, startedAt, status === 0);
  return status === 0;
}
function tell(name, startedAt, isOk) {
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  stageSeconds.push(`${name} ${seconds} s`);
  console.log(`── ${name}: ${isOk ? "ok" : "FAILED"} in ${seconds} s`);
}
function count(isOk) {
  if (isOk) passed += 1;
  else failed += 1;
}
/** Adds a report's own counts; a run that broke off without a report is one failure. */
function countReport(file, isOk, read) {
  const before = failed;
  if (existsSync(file)) {
    const { files, fallen, ...counts } = read(JSON.parse(readFileSync(file, "utf8")));
    passed += counts.passed;
    failed += counts.failed;
    failures.push(...fallen);
    for (const [name, ms] of files) fileSeconds.set(name, (fileSeconds.get(name) ?? 0) + ms / 1000);
  }
  if (!isOk && failed === before) {
    failed += 1;
    failures.push(`${relative(root, file)}: the run broke off, or failed outside of its tests`);
  }
}
/** One failure on one line; a terminal's colours left out. */
function failure(name, title, messages) {
  const why = stripVTControlCharacters(messages.join(" ")).replace(/\s+/g, " ").trim();
  return `${name} › ${title}: ${why.slice(0, 300)}`;
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
  countReport(file, isOk, (r) => ({
    passed: r.numPassedTests,
    failed: r.numFailedTests,
    files: r.testResults.map(({ name, startTime, endTime }) => [relative(root, name), endTime - startTime]),
    fallen: r.testResults.flatMap(({ name, status, message, assertionResults }) => {
      const tests = assertionResults.filter((t) => t.status === "failed");
      if (tests.length === 0)
        return status === "failed" ? [failure(relative(root, name), "the file itself", [message ?? ""])] : [];
      return tests.map((t) => failure(relative(root, name), t.fullName, t.failureMessages));
    }),
  }));
}

/** Begins the build of the application behind everything else: the tests wait often enough for it to be there when they have ended. */
function beginBuild() {
  const child = spawn(process.execPath, ["lib/cli/build.mjs"], { cwd: root, stdio: "inherit" });
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const ended = once(child, "exit");
  return async () => {
    const startedAt = Date.now();
    console.log("\n── build");
    const [status] = await ended;
    tell("build", startedAt, status === 0);
    return status === 0;
  };
}

/** A Chromium or Chrome of this machine; on Debian as root it is installed when missing. Null when there is none to be had. */
function browser() {
  // The first is the same browser without its window: a tenth less work for the same pages.
  const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const places = [
    process.env.CHROME_PATH,
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
  const find = () => places.find((p) => p && existsSync(p)) ?? null;
  if (!find()) installPackages("Chromium", ["chromium-headless-shell"]);
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

/** Real cameras for the tests, and what decodes their pictures. Without them those tests fail and say which packages bring them. */
function cameras() {
  const typelib = "girepository-1.0/GstRtspServer-1.0.typelib";
  const isThere = ["/usr/lib", ...readdirSync("/usr/lib").map((name) => join("/usr/lib", name))].some((folder) =>
    existsSync(join(folder, typelib)),
  );
  if (existsSync("/usr/bin/ffmpeg") && existsSync("/usr/bin/bwrap") && isThere) return;
  const plugins = ["base", "good", "bad", "ugly"].map((name) => `gstreamer1.0-plugins-${name}`);
  installPackages("cameras", ["ffmpeg", "bubblewrap", "python3-gi", "gir1.2-gst-rtsp-server-1.0", "gstreamer1.0-x", ...plugins]);
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
const built = chrome ? beginBuild() : null;
if (wanted("unit") || wanted("integration")) paperReaders();
if (wanted("unit") || wanted("integration") || chrome) cameras();
if (wanted("unit")) vitest("unit");
if (wanted("integration")) vitest("integration");
if (wanted("e2e") && !chrome) {
  console.error(`\n── e2e: FAILED. ${noBrowser}`);
  count(false);
} else if (built && !(await built())) {
  count(false);
} else if (built) {
  const file = join(artefacts, "e2e.json");
  const isOk = stage("e2e", tool("playwright"), ["test"], { CHROME_PATH: chrome, PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const testsIn = ({ file: name, specs = [], suites = [] }) => [
    ...specs.flatMap(({ title, ok, tests }) => {
      const results = tests.flatMap((t) => t.results);
      return [{ name: `tests/e2e/${name}`, title, ok, results }];
    }),
    ...suites.flatMap(testsIn),
  ];
  countReport(file, isOk, (r) => {
    const tests = r.suites.flatMap(testsIn);
    return {
      passed: r.stats.expected,
      failed: r.stats.unexpected + r.stats.flaky,
      files: tests.flatMap(({ name, results }) => results.map(({ duration }) => [name, duration])),
      fallen: tests
        .filter((t) => !t.ok && t.results.length > 0)
        .map((t) =>
          failure(
            t.name,
            t.title,
            t.results.flatMap(({ errors }) => errors.map((e) => e.message ?? "")),
          ),
        ),
    };
  });
}

console.log(`\nStages: ${stageSeconds.join(", ")}`);
const slowest = [...fileSeconds].sort(([, a], [, b]) => b - a).slice(0, 10);
for (const [name, seconds] of slowest) console.log(`${seconds.toFixed(0).padStart(5)} s  ${name}`);
for (const line of failures) console.log(`FAILED ${line}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
