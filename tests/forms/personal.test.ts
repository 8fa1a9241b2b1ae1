import { describe, expect, test } from "vitest";
import type { FormKind, Sheet } from "@/lib/forms/model";
import { buildSheet, maskSheet } from "@/lib/forms/rules";
import { readTree, sources } from "../architecture/tree";
import { samples } from "./samples";

/** T-79: what leaves the house on paper says of a person's numbers what the circular's form has a line for, and no more. */
const prescribed: Record<FormKind, readonly ("phone" | "idNumber" | "email")[]> = {
  RECEIPT: ["phone", "email", "idNumber"],
  SUPPLEMENT_REQUEST: ["phone", "email"],
  REFUSAL: ["phone", "email"],
  APOLOGY: [],
  STOP_NOTICE: [],
  CONTROL_SHEET: [],
  CHANGE_SLIP: [],
};
const numbers = { phone: "0912345678", idNumber: "002189001234", email: "huong.nguyen@example.com" } as const;
const names = ["phone", "idNumber", "email"] as const;
/** Which of the person's numbers a sheet holds anywhere, as given or as somebody may space them out. */
function heldBy(sheet: unknown): string[] {
  const text = JSON.stringify(sheet);
  const digits = text.replace(/[\s.()-]/g, "");
  return names.filter((name) => text.includes(numbers[name]) || digits.includes(numbers[name].replace(/[\s.()-]/g, "")));
}
const fieldsOf = (sheet: Sheet) => sheet.blocks.flatMap((block) => (block.is === "fields" ? block.fields : []));

describe.each(Object.entries(samples()))("%s", (_, facts) => {
  const sheet = buildSheet(facts);
  test("holds the numbers its form has a line for", () => {
    expect(heldBy(sheet)).toEqual(names.filter((name) => prescribed[facts.kind].includes(name)));
  });
  test("holds them where they are known for what they are, so that they are masked for who may not see them", () => {
    const bare = {
      ...sheet,
      blocks: sheet.blocks.map((block) =>
        "fields" in block ? fieldsOf({ ...sheet, blocks: [block] }).filter((f) => !f.personal) : block,
      ),
    };
    expect(heldBy(bare).filter((name) => name !== "email")).toEqual([]);
    expect(heldBy(maskSheet(sheet)).filter((name) => name !== "email")).toEqual([]);
  });
});

test("control: a number in a sentence is found", () => {
  const facts = Object.values(samples()).find((one) => one.kind === "APOLOGY");
  if (!facts) throw new Error("no apology");
  expect(heldBy(buildSheet({ ...facts, reason: "Đã gọi số 0912 345 678 nhưng không liên lạc được" }))).toEqual(["phone"]);
});

/**
 * What speaks to the world, and what it says. But for the city's own scanner and file store, which are handed attached files, and the
 * synchronisation with the National Portal, which tells of dossiers, nothing here carries a record: a sender of mail, messages or calls
 * stands in this list with the test that shows what its words may hold.
 */
const speakers: Readonly<Record<string, string>> = {
  "lib/files/scanning/clamd.ts":
    "hands an attached file to the scanner the deployment names (CLAMD_ADDRESS) and hears one line: tests/attachments/attachments.db.test.ts",
  "lib/exchange/sending/egress.ts":
    "tells the National Portal of dossiers in the fields of its synchronisation, to hosts the deployment wrote down: tests/exchange/outbound.db.test.ts, hosts.test.ts",
  "lib/egress.ts":
    "fetches revocation lists by the addresses the deployment wrote down, with no word of ours: tests/signatures/fetching.db.test.ts",
  "lib/cameras/rtsp/dial.ts":
    "asks cameras for their pictures inside the networks the deployment wrote down (CAMERA_NETWORKS), with the camera's own name and password: tests/cameras/probe.test.ts",
  "lib/cameras/http/ask.ts": "asks cameras for a single picture, in the same networks and by the same look-up",
  "lib/door/home.ts":
    "speaks for nobody: in development it holds back what the framework would ask of the world: tests/door/home.test.ts",
  "lib/files/storing/s3.ts":
    "keeps the files where the deployment says (FILES_S3_ENDPOINT), at that address and no other: tests/files/s3.db.test.ts",
  "lib/health/probes/machine.ts":
    "asks the identity provider and the own certificate whether they are well, with no word of ours",
};
test("nothing else of the product speaks to the world, and no package of it does", () => {
  const tree = readTree();
  const dialled = /^(?:type )?(connect|createConnection|request|get|Socket|Agent|createSocket)\b/;
  const isSpeaking = (text: string) =>
    /(?<![\w.])fetch\(|\bWebSocket\(|\bsendBeacon\(|from "(undici|nodemailer)/.test(text) ||
    /import (?!type)(\w+|\* as \w+) from "(node:)?(net|tls|https?|http2|dgram)"/.test(text) ||
    [...text.matchAll(/import \{([^}]*)\} from "(?:node:)?(?:net|tls|https?|http2|dgram)"/g)].some(([, given = ""]) =>
      given.split(",").some((one) => !one.includes("type ") && dialled.test(one.trim())),
    );
  const found = sources(tree, /^(app|lib|server)/)
    .filter(([path, text]) => !path.startsWith("lib/cli/") && !path.includes("/generated/") && isSpeaking(text))
    .map(([path]) => path);
  expect(found.sort()).toEqual(Object.keys(speakers).sort());
  const manifest = JSON.parse(tree.get("package.json") ?? "{}") as { dependencies: Record<string, string> };
  const senders = /mail|smtp|sms|zalo|twilio|webhook|push|telegram|slack|sentry|analytics/;
  expect(Object.keys(manifest.dependencies).filter((name) => senders.test(name))).toEqual([]);
});
