import ExcelJS from "exceljs";
import { beforeAll, describe, expect, test } from "vitest";
import { cameraFile } from "@/app/camera-file";
import { SheetFile, secretSheetsOf } from "@/app/sheet-file";
import { addCamera, importCameraSheet, retireCameraGroup } from "@/lib/cameras/commands";
import { type CameraInput, maxCameraRows } from "@/lib/cameras/model";
import { listCameras, previewCameraSheet, readCameraSettings } from "@/lib/cameras/queries";
import { env } from "@/lib/env";
import { open } from "@/lib/secrets";
import { actor, asOwner, foundCity, unit } from "../city";
import { csvOf } from "../imports/samples/register";

const now = new Date("2026-11-27T02:00:00Z");
const ctx = { actor: actor("admin"), now };
const canary = { user: "ten-chim-vang", password: "mat-khau-chim-vang", inAddress: "trong-dia-chi-chim-vang" };
const heads = [
  "Mã camera",
  "Tên camera",
  "Nhóm",
  "Đơn vị quản lý",
  "Vĩ độ",
  "Kinh độ",
  "Luồng chính (RTSP)",
  "Tên đăng nhập",
  "Mật khẩu",
  "Màu sơn",
];
const good = [
  "GT-101",
  "Ngã tư Hàm Rồng",
  "giao thong",
  "P. Trần Phú",
  "22,8233",
  "104.9836",
  "rtsp://10.20.1.7/s1",
  canary.user,
  canary.password,
  "xanh",
];
const file = (rows: string[][]) => Buffer.from(csvOf(rows)).toString("base64");
const sheetsOf = (of: string) => secretSheetsOf(SheetFile.parse(of), maxCameraRows);
const preview = async (of: string) => previewCameraSheet(ctx, await sheetsOf(of));
async function enter(of: string) {
  const { state } = await preview(of);
  return importCameraSheet(ctx, { sheets: await sheetsOf(of), state });
}
const exported = async (kind: "xlsx" | "csv", query: { template?: "1" } = {}) => {
  const answer = await cameraFile(kind, { actor: ctx.actor, locale: "vi", query, accessed: () => undefined });
  return Buffer.from(await answer.arrayBuffer());
};
const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => "done",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );
const plain: CameraInput = {
  ...{ code: "GT-001", name: '=HYPERLINK("x")', groupId: 2, unitId: unit.phuongDo, areaId: null, address: "Không" },
  ...{ model: "“Không”", purpose: 'a; b\nc "d"', latitude: 22.823301, longitude: -104.9, bearingDegrees: 0, viewDegrees: 360 },
  ...{ viewMetres: 5_000, mainStream: "rtsp://10.20.1.5/s1?a=b", subStream: null, snapshotUrl: "http://10.20.1.5/p.jpg" },
  ...{ note: "-", validFrom: "2026-01-01", validUntil: "2026-11-01", signIn: { name: canary.user, password: canary.password } },
};

beforeAll(async () => {
  await foundCity();
  await addCamera(ctx, plain);
  await addCamera(ctx, {
    ...plain,
    code: "XM-1",
    name: "Đời cũ",
    mainStream: "rtsp://10.20.1.6/user=admin&password=bi-mat&channel=1",
  });
});

describe("a list of cameras", () => {
  test("is previewed and entered line by line: new, refused with its reason, columns nobody knows left out", async () => {
    const wrong = [
      ["GT-102", "", "Giao thông", "P. Trần Phú", "", "", "rtsp://10.20.1.8/s1", "", "", ""],
      ["", "Không mã", "Giao thông", "P. Trần Phú", "", "", "rtsp://10.20.1.8/s1", "", "", ""],
      ["GT-103", "Nhóm lạ", "Nhóm lạ", "Đơn vị lạ", "hai hai", "", "http://10.20.1.8/s1", canary.user, "", ""],
      [
        "GT-104",
        "Trong địa chỉ",
        "Giao thông",
        "P. Trần Phú",
        "",
        "",
        `rtsp://x:${canary.inAddress}@10.20.1.8/s1`,
        canary.user,
        canary.password,
        "",
      ],
      ["GT-105", "Mật khẩu dài", "Giao thông", "P. Trần Phú", "", "", "rtsp://10.20.1.8/s1", "a", canary.password.repeat(20), ""],
      ["GT-101", "Lần nữa", "Giao thông", "P. Trần Phú", "", "", "rtsp://10.20.1.8/s1", "", "", ""],
      ["GT-106", "Nửa vị trí", "Giao thông", "P. Trần Phú", "22,8", "", "rtsp://10.20.1.8/s1", "", "", ""],
    ];
    const sent = file([["Danh sách camera quý IV"], [], heads, good, ["", "", "", "", "", "", "", "", "", ""], ...wrong]);
    const told = await preview(sent);
    expect((await listCameras(ctx.actor, { skip: 0, take: 10 }, now)).total).toBe(0);
    expect(told.counts).toEqual({ new: 1, changed: 0, unchanged: 0, rejected: 7 });
    expect(told.headings.at(-1)).toEqual({ text: "Màu sơn", field: null });
    expect(told.lines.map(({ line, faults }) => [line, ...faults.map((f) => `${f.field} ${f.code} ${f.value}`.trim())])).toEqual([
      [4],
      [6, "name camera-sheet-name-missing"],
      [7, "code camera-sheet-code-missing"],
      [
        8,
        "group camera-group-unknown Nhóm lạ",
        "unit camera-unit-unknown Đơn vị lạ",
        "password camera-sheet-sign-in-half",
        "latitude camera-sheet-number hai hai",
      ],
      [9, "mainStream camera-sign-in-in-address"],
      [10, "password camera-sheet-value"],
      [11, "code camera-sheet-code-twice GT-101"],
      [12, "longitude camera-place-half"],
    ]);
    const done = await enter(sent);
    expect(done.counts).toEqual(told.counts);
    expect((await listCameras(ctx.actor, { skip: 0, take: 10 }, now)).cameras.map(({ code }) => code)).toEqual(["GT-101"]);
    // The same again changes nothing, though it brings the password with it.
    const again = await enter(sent);
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
    // One that says something else changes that; an empty cell leaves what is there, "Không" takes it away.
    const other = [...good];
    [other[1], other[4], other[5], other[7], other[8]] = ["Ngã tư mới", "Không", "Không", "", ""];
    const changed = await enter(file([heads, other]));
    expect(changed.lines[0]).toMatchObject({ fate: "changed", changes: ["name", "latitude", "longitude"] });
    const [row] = (await asOwner((c) => c.query("select id from camera where code = 'GT-101'"))).rows;
    expect(await readCameraSettings(ctx.actor, Number(row.id))).toMatchObject({
      name: "Ngã tư mới",
      latitude: null,
      hasSignIn: true,
    });
  });

  test("a name and password before the host of its addresses are taken out and sealed; two that differ are refused", async () => {
    const columns = [...heads, "Luồng phụ"];
    const line = (code: string, main: string, sub: string) => [
      ...[code, code, "Giao thông", "P. Trần Phú", "", "", main, "", "", "", sub],
    ];
    const at = (path: string, secret = "chim%40vang") => `rtsp://quan-tri:${secret}@10.20.1.9/${path}`;
    const told = await enter(file([columns, line("DC-1", at("s1"), at("s2")), line("DC-2", at("s1"), at("s2", "khac"))]));
    expect(told.lines.map(({ fate, faults }) => [fate, ...faults.map(({ field, value }) => field + value)])).toEqual([
      ["new"],
      ["rejected", "mainStream", "subStream"],
    ]);
    const [row] = (await asOwner((c) => c.query("select * from camera where code = 'DC-1'"))).rows;
    expect([row.main_stream, row.sub_stream]).toEqual(["rtsp://10.20.1.9/s1", "rtsp://10.20.1.9/s2"]);
    expect(open(row.sign_in_password, "camera.sign_in_password")).toBe("chim@vang");
    await asOwner((c) => c.query("delete from camera where code = 'DC-1'"));
  });

  test("its names and passwords lie sealed, and are in no answer, log, stored answer or file", async () => {
    const { rows } = await asOwner((c) => c.query("select sign_in_name n, sign_in_password p from camera where code = 'GT-101'"));
    expect(open(rows[0].n, "camera.sign_in_name")).toBe(canary.user);
    expect(open(rows[0].p, "camera.sign_in_password")).toBe(canary.password);
    const sent = file([
      heads,
      good,
      ["GT-9", "", "", "", "", "", `rtsp://x:${canary.inAddress}@h/`, canary.user, canary.password, ""],
    ]);
    const told = JSON.stringify([await preview(sent), await enter(sent)]);
    const tables = await asOwner((c) =>
      c.query("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"),
    );
    const kept = await asOwner(async (c) => {
      const all: string[] = [];
      for (const { relname } of tables.rows) {
        const { rows: found } = await c.query(`select t::text as row from "${relname}" t where t::text ~ 'chim-vang'`);
        all.push(...found.map((one) => `${relname}: ${one.row}`));
      }
      return all;
    });
    const bytes = Buffer.from(canary.password).toString("base64").slice(0, 20);
    for (const said of [told, ...kept, (await exported("csv")).toString("utf8"), env().DATA_DIR]) {
      expect(said).not.toMatch(/chim-vang/);
      expect(said).not.toContain(bytes);
    }
    const { readdir, readFile } = await import("node:fs/promises");
    for (const name of await readdir(env().DATA_DIR, { recursive: true }).catch(() => []))
      expect(await readFile(`${env().DATA_DIR}/${name}`, "latin1").catch(() => "")).not.toContain("chim-vang");
  });

  test.each(["xlsx", "csv"] as const)("exported as %s and imported again changes nothing; no password is in it", async (kind) => {
    const bytes = await exported(kind);
    const words = kind === "csv" ? bytes.toString("utf8") : JSON.stringify(await cellsIn(bytes));
    expect(words).not.toMatch(/chim-vang|bi-mat|Mật khẩu;|Tên đăng nhập;/);
    expect(words).toContain("HYPERLINK");
    const told = await enter(bytes.toString("base64"));
    expect(told.lines.filter(({ fate }) => fate !== "unchanged")).toEqual([]);
    expect(told.counts).toEqual({ new: 0, changed: 0, unchanged: 3, rejected: 0 });
    // Also where its group has been retired meanwhile, and its unit closed.
    await retireCameraGroup(ctx, { id: 2, version: kind === "xlsx" ? 1 : 2 });
    await asOwner((c) => c.query("update unit set valid_until = '2026-11-01' where id = $1", [unit.phuongDo]));
    expect((await preview(bytes.toString("base64"))).counts).toMatchObject({ unchanged: 3 });
    await asOwner((c) => c.query("update unit set valid_until = null where id = $1", [unit.phuongDo]));
  });

  test("the template has the columns for name and password and no line", async () => {
    expect((await exported("csv", { template: "1" })).toString("utf8")).toMatch(/Tên đăng nhập;Mật khẩu/);
    expect(await codeOf(exported("xlsx", { template: "1" }).then((bytes) => preview(bytes.toString("base64"))))).toBe(
      "camera-sheet-not-found",
    );
  });

  test("what was previewed is what is entered: a registry that changed meanwhile refuses; whoever may not manage is refused", async () => {
    const sent = file([heads, ["GT-201", ...good.slice(1)]]);
    const { state } = await preview(sent);
    await addCamera(ctx, { ...plain, code: "GT-202", groupId: 1 });
    expect(await codeOf(importCameraSheet(ctx, { sheets: await sheetsOf(sent), state }))).toBe("camera-sheet-changed");
    const leader = { actor: actor("leader"), now };
    expect(await codeOf(importCameraSheet(leader, { sheets: await sheetsOf(sent), state }))).toBe("permission");
    expect(await codeOf(sheetsOf(sent).then((sheets) => previewCameraSheet(leader, sheets)))).toBe("permission");
  });

  test("one that breaks off leaves nothing, and sent again it is whole", async () => {
    const rows = Array.from({ length: 300 }, (_, i) => [`BO-${i}`, ...good.slice(1)]);
    const sent = file([heads, ...rows]);
    await asOwner((c) =>
      c.query(`create function stop_it() returns trigger language plpgsql as $$ begin if new.code = 'BO-299' then raise exception 'cut'; end if; return new; end $$;
        create trigger stop_it before insert on camera for each row execute function stop_it()`),
    );
    await expect(enter(sent)).rejects.toThrow();
    expect((await asOwner((c) => c.query("select 1 from camera where code like 'BO-%'"))).rowCount).toBe(0);
    await asOwner((c) => c.query("drop trigger stop_it on camera"));
    const began = performance.now();
    expect((await enter(sent)).counts.new).toBe(300);
    console.log(`300 cameras entered in ${Math.round(performance.now() - began)} ms`);
    expect((await enter(sent)).counts).toMatchObject({ new: 0, unchanged: 300 });
  });

  test.each([
    ["a program", Buffer.from("MZ\u0000\u0000 is no list"), "file-kind-unknown"],
    ["an old workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), "xls-old"],
    ["a broken archive", Buffer.from("PK\u0003\u0004 nothing of a workbook"), "xlsx-broken"],
    ["another table", Buffer.from("Họ tên;Tuổi\r\nLan;3\r\n"), "camera-sheet-not-found"],
    ["too many lines", Buffer.from(csvOf([heads, ...Array.from({ length: 5_100 }, () => good)])), "too-many-rows"],
  ])("refuses %s", async (_, bytes, code) => {
    expect(await codeOf(preview(bytes.toString("base64")))).toBe(code);
  });
});

async function cellsIn(bytes: Buffer): Promise<string[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  const cells: string[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => void cells.push(cell.text))));
  return cells;
}
