import { beforeAll, describe, expect, test } from "vitest";
import * as cameraRoster from "@/app/api/v1/camera-board/roster/route";
import * as roster from "@/app/api/v1/certificate-coverage/roster/route";
import * as documents from "@/app/api/v1/documents/route";
import * as explanation from "@/app/api/v1/indicators/[code]/explanation/route";
import * as indicator from "@/app/api/v1/indicators/[code]/route";
import * as listed from "@/app/api/v1/indicators/route";
import * as meetings from "@/app/api/v1/meetings/route";
import {
  certificateSetOf,
  documentSetOf,
  documentsOf,
  meetingSetOf,
  meetingsOf,
  rosterOf,
} from "@/components/documents/figures/board-query";
import { queryOf } from "@/components/overview/links";
import {
  CameraRoster,
  CertificateRoster,
  cameraCodes,
  certificateCodes,
  documentCodes,
  Explanation,
  IndicatorAnswer,
  meetingCodes,
  type TargetCode,
  targetCodes,
} from "@/lib/indicators/model";
import { readCameraBoard, readDocumentBoard, readIndicator } from "@/lib/indicators/queries";
import { cameraCatalogue, definitionOf } from "@/lib/indicators/rules";
import { seedTargets } from "@/prisma/seed/targets";
import { mintSession, requestOf } from "../auth/people";
import { actor, asOwner, foundCity, unit, user } from "../city";
import { issue, register } from "../documents/documents";

/** Every indicator over the wire: what a machine is told is what the board shows and as long as the list it opens. */
const question = { from: "2026-11-01", to: "2026-11-30", asOf: "2026-11-26" };
const asked = { period: { from: question.from, to: question.to }, asOf: question.asOf, scope: {} };
let session: Awaited<ReturnType<typeof mintSession>>;

beforeAll(async () => {
  await foundCity();
  session = await mintSession(user.leader);
  for (let i = 0; i < 3; i += 1) await issue();
  await issue({ direction: "INTERNAL" });
  for (let i = 0; i < 4; i += 1) await register({ issuedOn: "2026-11-10", arrivedOn: "2026-11-12", dueOn: "2026-11-20" });
  await asOwner(async (c) => {
    await seedTargets(c);
    await c.query(
      "update document set signing = 'VALID' where id in (select id from document where direction = 'OUTGOING' limit 2)",
    );
    await c.query(
      "update document set closed_on = '2026-11-19' where id in (select id from document where direction = 'INCOMING' limit 2)",
    );
    for (const [i, [userId, unitId, until]] of (
      [
        [user.leader, null, "2027-11-01"],
        [user.head, null, "2026-12-10"],
        [null, unit.tranPhu, "2027-11-01"],
      ] as const
    ).entries())
      await c.query(
        `insert into signer_certificate (der, sha256, serial, name, issuer_name, valid_from, valid_until, device, user_id, unit_id, added_at, added_by)
         values ('\\x00', $1, $1, 'Người ký', 'Nơi cấp', '2025-01-01', $2, $3::certificate_device, $4, $5, '2025-02-01', 'system:test')`,
        [String(i), until, i === 1 ? "SIM" : "TOKEN", userId, unitId],
      );
    // Two that show, one of them after an outage of six hours, and one that does not; two hamlets, one of which sees.
    await c.query(`
      insert into area (id, code, kind, name, parent_id, valid_from) values
        (11, '00691.01', 'RESIDENTIAL_GROUP', 'Tổ 1', 2, '2010-09-27'), (12, '00691.02', 'RESIDENTIAL_GROUP', 'Tổ 2', 2, '2010-09-27');
      insert into camera (id, code, name, group_id, unit_id, area_id, valid_from, added_at, main_stream)
        select n, 'C-' || n, 'Camera ' || n, n, 3, 10 + n, date '2026-01-01', timestamptz '2026-01-01', 'rtsp://10.20.1.5/s1' from unnest(array[1, 2]) n
        union all select 3, 'C-3', 'Camera 3', 3, 3, 11, '2026-01-01', '2026-01-01', 'rtsp://10.20.1.5/s1';
      insert into camera_change (camera_id, at, state, proof) values
        (1, '2026-01-02', 'ONLINE', 'first-picture'), (1, '2026-11-10T00:00:00Z', 'OFFLINE', 'silent'), (1, '2026-11-10T06:00:00Z', 'ONLINE', 'first-picture'),
        (3, '2026-01-02', 'ONLINE', 'first-picture'), (2, '2026-01-02', 'OFFLINE', 'silent');
      insert into camera_outage (camera_id, state, proof, started_at, ended_at) values
        (1, 'OFFLINE', 'silent', '2026-11-10T00:00:00Z', '2026-11-10T06:00:00Z'), (2, 'OFFLINE', 'silent', '2026-01-02', null)`);
  });
});

const get = async (route: { GET: typeof indicator.GET }, path: string, params: Record<string, string> = {}) => {
  const answer = await route.GET(requestOf(session, path), { params: Promise.resolve(params) });
  return { status: answer.status, body: await answer.json() };
};
const read = async (code: TargetCode, more: object = {}) =>
  get(indicator, `/api/v1/indicators/${code}?${queryOf({ ...question, ...more })}`, { code });

test("the list of indicators names every one there is, of what kind it is and what it is counted from", async () => {
  const { body } = await get(listed, "/api/v1/indicators");
  expect(body.indicators.map(({ code }: { code: string }) => code)).toEqual(targetCodes);
  expect(new Set(body.indicators.map(({ source }: { source: string }) => source)).size).toBe(5);
});

test.each(targetCodes)("%s is read, with its target and its past, and explained", async (code) => {
  const { status, body } = await read(code);
  expect(status).toBe(200);
  const answer = IndicatorAnswer.parse(body);
  expect(answer.code).toBe(code);
  expect(answer.trail).toHaveLength(12);
  expect(answer.bottom === null).toBe(!["ratio", "mean"].includes(definitionOf(code).kind));
  const told = Explanation.parse((await get(explanation, `/api/v1/indicators/${code}/explanation`, { code })).body);
  expect(told).toMatchObject({ code, ...(definitionOf(code).kind === "ratio" && { decimals: 1 }) });
  expect([told.name, told.definition, told.numerator, told.law, told.source].every((text) => text.length > 0)).toBe(true);
  expect(told.denominator === null).toBe(answer.bottom === null);
});

describe("is the board's own, and as long as its list", () => {
  const lengthOf = async (route: { GET: typeof indicator.GET }, path: string, href: string) => {
    const { body } = await get(route, `${path}?${new URL(href, "http://city").searchParams}`);
    return body.total ?? body.rows.length;
  };
  const sides = {
    documents: (set: (typeof documentSetOf)[keyof typeof documentSetOf]["set"]) =>
      lengthOf(documents, "/api/v1/documents", documentsOf(question, set)),
    meetings: (set: (typeof meetingSetOf)[keyof typeof meetingSetOf]["set"]) =>
      lengthOf(meetings, "/api/v1/meetings", meetingsOf(question, set)),
  };
  test.each(documentCodes)("%s", async (code) => {
    const answer = IndicatorAnswer.parse((await read(code)).body);
    const board = await readDocumentBoard(actor("leader"), asked);
    expect(board.headline.find((r) => r.code === code)).toEqual(onlyReading(answer));
    const { set, base } = documentSetOf[code];
    expect(await sides.documents(set)).toBe(answer.top);
    if (base) expect(await sides.documents(base)).toBe(answer.bottom);
  });
  test.each(meetingCodes)("%s", async (code) => {
    const answer = IndicatorAnswer.parse((await read(code)).body);
    const board = await readDocumentBoard(actor("leader"), asked);
    expect(board.meetings.rate).toEqual(onlyReading(answer));
    expect(await sides.meetings(meetingSetOf[code].base)).toBe(answer.bottom);
  });
  test.each(certificateCodes)("%s", async (code) => {
    const answer = IndicatorAnswer.parse((await read(code)).body);
    const board = await readDocumentBoard(actor("leader"), asked);
    expect(board.certificates.find((r) => r.code === code)).toEqual(onlyReading(answer));
    const { set, base, kind } = certificateSetOf[code];
    const rowsOf = async (href: string) => {
      const query = new URL(href, "http://city").searchParams;
      for (const name of ["from", "to"]) query.delete(name);
      const { body } = await get(roster, `/api/v1/certificate-coverage/roster?${query}`);
      const told = CertificateRoster.parse(body);
      expect(told.rows).toHaveLength(told.total);
      return told.total;
    };
    expect(await rowsOf(rosterOf(question, set, { kind }))).toBe(answer.top);
    if (base) expect(await rowsOf(rosterOf(question, base, { kind }))).toBe(answer.bottom);
    expect(answer.top).toBeGreaterThan(0);
  });
  test.each(cameraCodes)("%s", async (code) => {
    const answer = IndicatorAnswer.parse((await read(code)).body);
    const board = await readCameraBoard(actor("leader"), asked);
    expect(board.headline.find((r) => r.code === code)).toEqual(onlyReading(answer));
    const rowsOf = async (set: string) => {
      const { body } = await get(cameraRoster, `/api/v1/camera-board/roster?${queryOf({ ...question, set })}`);
      const told = CameraRoster.parse(body);
      expect(told.rows).toHaveLength(told.total);
      return told.total;
    };
    const { set, base } = cameraCatalogue[code];
    if (set) expect(await rowsOf(set)).toBe(answer.top);
    if (base) expect(await rowsOf(base)).toBe(answer.bottom);
    expect(answer.top).toBeGreaterThan(0);
  });
  const onlyReading = ({ period: _, asOf: __, knownOn: ___, at: ____, ...reading }: IndicatorAnswer) => reading;
});

test("of certificates the periods before are those before, and none before the registry was kept", async () => {
  const now = await readIndicator(actor("leader"), "certificate-rate", asked);
  expect(now).toMatchObject({
    top: 3,
    bottom: 6,
    verdict: "bad",
    target: { aim: 0.98 },
    previous: { top: 3 },
    lastYear: { top: 3 },
  });
  const january = { period: { from: "2025-01-01", to: "2025-01-31" }, asOf: "2025-01-31", scope: {} };
  expect(await readIndicator(actor("leader"), "certificate-rate", january)).toMatchObject({
    ...{ top: 0, bottom: 0, value: null, verdict: "no-data", previous: null },
  });
});

test("of what is not dossiers nobody is told a part they do not have, nor what was known earlier", async () => {
  for (const code of ["e-signature-rate", "certificate-rate", "paperless-meeting-rate", "camera-connected-rate"] as const)
    for (const more of [{ sectorId: 1 }, { channel: "ONLINE" }, { knownOn: "2026-11-26" }]) {
      const { status, body } = await read(code, more);
      expect([status, body.code], `${code} ${JSON.stringify(more)}`).toEqual([400, "figures-not-narrowed"]);
    }
  const own = IndicatorAnswer.parse((await read("leader-certificate-rate", { unitId: unit.tranPhu })).body);
  expect([own.top, own.bottom]).toEqual([1, 1]);
  expect((await read("documents-incoming", { unitId: 999 })).status).toBe(404);
});
