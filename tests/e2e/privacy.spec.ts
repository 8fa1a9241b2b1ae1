import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { cityDay } from "@/lib/calendar/rules";
import { indicatorCodes } from "@/lib/indicators/model";
import { declaredRoutes } from "../../app/routes";
import { mintSession } from "../auth/people";
import { asOwner } from "../city";
import { city, demoUser, expect, test } from "./city";
import { ask, pagePaths } from "./walk";

/** A person's dossier at xã Phương Độ: nobody is called so, nobody has these numbers. */
const person = {
  applicantName: "Sùng Thị Cấm Nhìn",
  phone: "0988123457",
  idNumber: "000199054321",
  applicantAddress: "Ngõ Kín số 0, thôn Không Ai Biết",
  subject: "Việc riêng chỉ người giải quyết được biết",
} as const;
/** As it may be spelt somewhere: as given, as searched for, as dialled, as drawn into the text of a script. */
const numbers = [person.phone, "84988123457", "988 123 457", person.idNumber];
const names = ["Sùng Thị Cấm Nhìn", "sung thi cam nhin", "Ngõ Kín số 0", "ngo kin so 0", "Việc riêng chỉ người"];
const found = (text: string, wanted: readonly string[]): string[] => {
  const spelt = `${text}\n${text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))}`;
  return wanted.filter((one) => spelt.normalize().includes(one));
};

type Canary = { id: number; code: string; formId: number; unitId: number; officer: string };
let canary: Canary;
const cookieOf = async (userId: number): Promise<string> => {
  const session = await mintSession(userId);
  return `${session.name}=${session.value}`;
};

test.beforeAll(async () => {
  const { rows } = await asOwner((c) =>
    c.query<{ id: number; unitId: number }>(
      `select p.user_id as id, p.unit_id as "unitId" from post p join unit u on u.id = p.unit_id
       where u.name ilike '%Phương Độ%' and p.role = 'ONE_STOP_OFFICER'`,
    ),
  );
  const { id, unitId } = rows[0] ?? { id: 0, unitId: 0 };
  const officer = await cookieOf(id);
  const send = async (path: string, body: object) => {
    const answer = await fetch(`${city().url}${path}`, {
      method: "POST",
      headers: {
        cookie: officer,
        origin: city().url,
        "sec-fetch-site": "same-origin",
        "content-type": "application/json",
        "idempotency-key": randomUUID(),
      },
      body: JSON.stringify(body),
    });
    expect(answer.status, await answer.clone().text()).toBe(200);
    return answer.json();
  };
  const { procedures } = JSON.parse((await ask(`${city().url}/api/v1/procedures?text=khai+sinh`, officer)).text);
  const { papers } = JSON.parse((await ask(`${city().url}/api/v1/procedures/${procedures[0].id}/terms`, officer)).text);
  const dossier = await send("/api/v1/dossiers", {
    step: "accept",
    procedureId: procedures[0].id,
    unitId,
    channel: "COUNTER",
    wantsReceipt: true,
    papers: papers.map(({ id: procedurePaperId }: { id: number }) => ({ procedurePaperId, form: "ORIGINAL" })),
    ...person,
  });
  canary = { id: dossier.id, code: dossier.code, formId: dossier.receipt.id, unitId, officer };
});

/** Every address that can be read: the pages as HTML and as the framework asks for them, and every route that answers a GET. */
function addresses(): { path: string; headers?: Record<string, string> }[] {
  const { id, formId, unitId } = canary;
  const year = cityDay(new Date()).slice(0, 4);
  const days = `from=${year}-01-01&to=${year}-12-31`;
  const queries: Record<string, string> = {
    "/api/v1/dossiers/export.csv": `unitId=${unitId}`,
    "/api/v1/calendar": `year=${year}`,
    "/api/v1/overview": days,
    "/api/v1/overview/adjustments": days,
    "/api/v1/indicators/{code}": days,
    "/api/v1/breakdown": `${days}&by=unit&codes=received`,
    "/api/v1/heat-map": `${days}&by=sector&code=on-time-rate`,
  };
  const pages = pagePaths().map((path) => path.replace("[id]", String(id)).replace("[code]", "1.001193"));
  const routes = declaredRoutes()
    // What is packed cannot be searched; whether it is given out at all is asked elsewhere.
    .filter(({ method, handler: { declaration } }) => method === "GET" && !/\.(pdf|xlsx)$|\/pdf$/.test(declaration.path))
    .map(({ handler: { declaration } }) => {
      const path = declaration.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        name === "formId" ? String(formId) : name === "code" ? indicatorCodes[0] : String(id),
      );
      const query = queries[declaration.path];
      return query ? `${path}?${query}` : path;
    });
  const seeking = [person.phone, person.idNumber, canary.code, person.applicantName].flatMap((text) => {
    const query = new URLSearchParams({ text }).toString();
    return [`/dossiers?${query}`, `/api/v1/dossiers?${query}`, `/api/v1/dossiers/export.csv?${query}`];
  });
  const scoped = ["/", "/dossiers", "/dossiers/board", "/api/v1/dossiers"].map((path) => `${path}?unitId=${unitId}`);
  return [
    ...[...pages, ...routes, ...seeking, ...scoped].map((path) => ({ path })),
    ...[...pages, ...scoped].map((path) => ({ path, headers: { rsc: "1" } })),
  ];
}

/** What an answer tells of the person beyond what the address itself said. */
const told = (path: string, text: string, wanted: readonly string[]) => {
  const said = new URLSearchParams(path.split("?")[1] ?? "").get("text") ?? "";
  return found(text, wanted).filter((one) => said !== one);
};

for (const login of ["mot-cua", "chuyen-vien", "truong-phuong", "quan-tri", "kiem-tra"])
  test(`T-21, T-23: nothing that ${login} can open tells of a dossier out of reach`, async () => {
    const cookie = await cookieOf(await demoUser(login));
    let opened = 0;
    for (const { path, headers } of addresses()) {
      const { status, text } = await ask(`${city().url}${path}`, cookie, headers);
      if (status === 200) opened += 1;
      // The audit log names by its code what was done to which dossier: that is what it is for.
      const code = path.includes(canary.code) || /^(\/admin|\/api\/v1)\/audit\b/.test(path) ? [] : [canary.code];
      expect(told(path, text, [...names, ...numbers, ...code]), `${path} ${JSON.stringify(headers ?? {})}`).toEqual([]);
    }
    expect(opened).toBeGreaterThan(40);
  });

test("control: who has the dossier in reach finds it on these very pages, and nobody reads the numbers in clear", async () => {
  // Whoever keeps the unit's registers of documents has no dossier in reach.
  const { rows } = await asOwner((c) =>
    c.query<{ id: number }>(
      "select distinct user_id as id from post where unit_id = $1 and valid_until is null and role <> 'RECORDS_CLERK'",
      [canary.unitId],
    ),
  );
  const within = [await demoUser("lanh-dao"), ...rows.map(({ id }) => id)];
  for (const cookie of await Promise.all(within.map(cookieOf))) {
    const telling: string[] = [];
    for (const { path, headers } of addresses()) {
      const { text } = await ask(`${city().url}${path}`, cookie, headers);
      if (told(path, text, names).length > 0) telling.push(path);
      expect(told(path, text, numbers), path).toEqual([]);
    }
    expect(telling).toEqual(
      expect.arrayContaining([
        `/dossiers/${canary.id}`,
        `/api/v1/dossiers/${canary.id}`,
        `/dossiers?text=${person.phone}`,
        `/api/v1/dossiers?text=${person.idNumber}`,
        `/dossiers?unitId=${canary.unitId}`,
      ]),
    );
  }
});

test("T-70, T-74: the numbers lie nowhere in clear: not in the logs, not in any table", async () => {
  const { logs } = city();
  expect(logs).toHaveLength(2);
  for (const log of logs) expect(found(readFileSync(log, "utf8"), [...names, ...numbers]), log).toEqual([]);
  const holding = await asOwner(async (c) => {
    const tables = await c.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const held: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await c.query(`select 1 from ${name} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0 limit 1`, [
        person.phone,
        person.idNumber,
      ]);
      if (rows.length > 0) held.push(name);
    }
    return held;
  });
  expect(holding).toEqual([]);
});
