import { once } from "node:events";
import { createServer as plain } from "node:http";
import { createServer as secure } from "node:https";
import { createServer as bare, type Server } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { setPortal } from "@/lib/exchange/commands";
import { usualKinds } from "@/lib/exchange/model";
import { readBoard, tryPortal } from "@/lib/exchange/queries";
import { NoAnswer } from "@/lib/exchange/sending/egress";
import type { Portal } from "@/lib/exchange/sending/portal";
import { inTheWay, tryPortal as knockAt } from "@/lib/exchange/sending/trial";
import { actor, asOwner, foundCity } from "../city";
import { selfSigned } from "./certificate";
import { PortalDouble } from "./portal";

const listening = async <T extends Server>(server: T): Promise<number> => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const at = server.address();
  return at !== null && typeof at === "object" ? at.port : 0;
};
const portal = await PortalDouble.open();
const forged = secure(selfSigned, (_, answer) => void answer.end("{}"));
const quoting = plain((request, answer) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => answer.end(JSON.stringify({ error_code: "1", message: `Không nhận ${Buffer.concat(chunks)}` })));
});
const cutting = bare((socket) => void socket.once("data", () => socket.destroy()));
const closed = bare();
const ports = {
  portal: portal.port,
  forged: await listening(forged),
  quoting: await listening(quoting),
  cutting: await listening(cutting),
  closed: await listening(closed),
};
closed.close();
process.env.EXCHANGE_HOSTS = [...Object.values(ports).map((port) => `127.0.0.1:${port}`), "no-such-host.invalid:443"].join();
afterAll(async () => {
  await portal.close();
  forged.closeAllConnections();
  for (const server of [forged, quoting, cutting]) server.close();
});
beforeAll(foundCity);
beforeEach(() => {
  portal.faults.length = 0;
  portal.delayMs = 0;
});

const { username, password } = portal.account;
const at = (address: string, more: Partial<Portal> = {}): Portal => ({
  ...{ address, loginPath: "/login", servicePath: "/service", account: username, secret: password, agencyCode: "H22.15" },
  ...more,
});
const here = (port: number, more: Partial<Portal> = {}) => at(`http://127.0.0.1:${port}`, more);

test.each<[string, Portal, string, RegExp | null]>([
  ["all is well", here(ports.portal), "works", null],
  ["a host nobody wrote down", at("https://elsewhere.example"), "address-refused", null],
  ["a name that is nobody's", at("https://no-such-host.invalid"), "name-unknown", /^(ENOTFOUND|EAI_AGAIN)$/],
  ["a port where nothing listens", here(ports.closed), "closed", /^ECONNREFUSED$/],
  ["a certificate nobody vouches for", at(`https://127.0.0.1:${ports.forged}`), "certificate-bad", /SELF_SIGNED/],
  ["https asked of a host that speaks http", at(`https://127.0.0.1:${ports.portal}`), "not-secure", null],
  ["a line that is cut", here(ports.cutting), "broken-off", /^ECONNRESET$/],
  ["a wrong secret", here(ports.portal, { secret: "không phải" }), "sign-in-refused", /^Sai tài khoản hoặc mật khẩu$/],
  ["a wrong identifier of the agency", here(ports.portal, { agencyCode: "H99" }), "refused", /^-3 Mã đơn vị không đúng$/],
  ["a wrong path of the service", here(ports.portal, { servicePath: "/khac" }), "refused", /^404 /],
])("%s is told as such", async (_, asked, outcome, answer) => {
  const found = await knockAt(asked, { waitMs: 20_000 });
  expect(found.outcome).toBe(outcome);
  if (answer) expect(found.answer).toMatch(answer);
  expect(JSON.stringify(found)).not.toContain(asked.secret);
});

test.each([
  ["500", "portal-fault"],
  ["429", "portal-fault"],
  ["silent", "silent"],
  ["html", "unreadable"],
  ["huge", "unreadable"],
  ["redirect", "unreadable"],
] as const)("a portal that answers with %s: %s", async (fault, outcome) => {
  portal.faults.push(fault);
  // Only a silence has to be waited out.
  const waitMs = outcome === "silent" ? 300 : 20_000;
  expect(await knockAt(here(ports.portal), { waitMs })).toMatchObject({ outcome });
});

test("a portal that quotes the secret is not quoted", async () => {
  for (const secret of [`mật "khẩu" của cổng`, "abc&=/"]) {
    const found = await knockAt(here(ports.quoting, { secret }));
    expect(found).toMatchObject({ outcome: "sign-in-refused", answer: null });
  }
});

test.each([
  ["ETIMEDOUT", "silent"],
  ["EHOSTUNREACH", "closed"],
  ["CERT_HAS_EXPIRED", "certificate-bad"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate-bad"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "certificate-bad"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "not-secure"],
  ["EPIPE", "broken-off"],
])("%s means: %s", (code, outcome) =>
  expect(inTheWay(new NoAnswer("portal-silent", false, Object.assign(new Error(code), { code })))).toBe(outcome),
);

test("T-42: it is tried by what is kept, changes nothing, and belongs to the administrator", async () => {
  const admin = actor("admin");
  const now = new Date();
  await expect(tryPortal(admin, now)).rejects.toMatchObject({ code: "portal-not-set" });
  const { address, ...way } = here(ports.portal);
  const { secret, account, agencyCode, loginPath, servicePath } = way;
  await setPortal(
    { actor: admin, now },
    {
      ...{ address, secret, account, agencyCode, loginPath, servicePath },
      ...{ isOn: false, unitIds: [], applicantKinds: usualKinds, version: 0 },
    },
  );
  await asOwner((c) => c.query("update exchange_portal set failures = 3, rests_until = now() + interval '5 minutes'"));
  const before = await db.exchangePortal.findUniqueOrThrow({ where: { id: 1 } });
  expect(await tryPortal(admin, now)).toMatchObject({ outcome: "works", at: now.toISOString(), answer: null });
  expect(await db.exchangePortal.findUniqueOrThrow({ where: { id: 1 } })).toEqual(before);
  expect(portal.dossiers.size).toBe(0);
  await expect(tryPortal(actor("head"), now)).rejects.toMatchObject({ kind: "not-found" });
  expect(JSON.stringify(await readBoard(admin, {}))).not.toContain(password);
});
