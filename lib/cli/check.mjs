// Types, lint, architecture and unit tests: seconds, no database.
import { generate, install, requireNode, run, tool } from "./prepare.mjs";

requireNode();
install();
generate();
run(tool("tsc"), ["--noEmit"], { loud: true, failure: "Kiểm tra kiểu không đạt. / The type check failed." });
run(tool("biome"), ["check", "."], { loud: true, failure: "Kiểm tra quy tắc viết mã không đạt. / The lint failed." });
run(tool("tsx"), ["lib/cli/secrets.ts"], { loud: true, failure: "Có bí mật trong mã nguồn. / A secret lies in the source." });
run(tool("vitest"), ["run", "--project", "unit"], { loud: true, failure: "Có kiểm thử không đạt. / A test failed." });
