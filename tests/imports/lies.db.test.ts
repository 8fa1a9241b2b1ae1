import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { foundCity, unit } from "../city";
import { as, newBatch } from "../security/acts";
import { type House, openHouse } from "../security/house";
import { csvOf, headings, registerRow } from "./samples/register";
import { partsOf, workbookOf } from "./samples/workbook";
import { zipOf } from "./samples/zip";

let house: House;
beforeAll(async () => {
  await foundCity();
  house = await openHouse();
});
afterAll(() => house.close());

const rows = [[...headings], ...Array.from({ length: 20 }, (_, n) => registerRow(n, 20))];
const csv = Buffer.from(csvOf(rows));
const xlsx = workbookOf(rows);
const binary = (hex: string, text = "") => Buffer.concat([Buffer.from(hex, "hex"), Buffer.from(text), Buffer.alloc(300), csv]);
const words = (text: string) => Buffer.concat([Buffer.from(text), csv]);

async function upload(body: Buffer, name: string, type = "application/octet-stream") {
  const answer = await house.ask({
    method: "POST",
    path: `/api/v1/imports?unitId=${unit.tranPhu}&sender=s`,
    headers: { cookie: await as("officer"), "content-type": type, "x-file-name": encodeURIComponent(name) },
    body,
  });
  return { status: answer.status, body: JSON.parse(answer.text) as { code?: string; fileName?: string } };
}
/** Stored files by name; a refused upload leaves none. */
const stored = () => {
  const root = join(process.env.DATA_DIR ?? "", "files");
  return readdirSync(root).flatMap((folder) => readdirSync(join(root, folder)));
};

describe("T-34: what is in a file decides, and its name and its kind must agree", () => {
  test("control: honest ones are taken, whatever letters they are named in", async () => {
    for (const [body, name, type] of [
      [csv, "sổ.csv", "text/csv"],
      [csv, "SỔ.CSV", "text/csv; charset=utf-8"],
      [csv, "sổ.txt", "text/plain"],
      [csv, "sổ.csv", "application/vnd.ms-excel"],
      [xlsx, "sổ.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
      [xlsx, "sổ.exe.xlsx", "application/octet-stream"],
    ] as const)
      expect(await upload(body, name, type)).toMatchObject({ status: 200, body: { fileName: name } });
  });

  const lies: readonly [what: string, body: Buffer, name: string, code: string][] = [
    ["a workbook called .csv", xlsx, "sổ.csv", "file-name-lies"],
    ["a workbook called .txt", xlsx, "sổ.txt", "file-name-lies"],
    ["a workbook called .xls", xlsx, "sổ.xls", "file-name-lies"],
    ["a text called .xlsx", csv, "sổ.xlsx", "file-name-lies"],
    ["a text called .xls", csv, "sổ.xls", "file-name-lies"],
    ["an old workbook", binary("d0cf11e0a1b11ae1"), "sổ.xls", "xls-old"],
    ["an old workbook called .csv", binary("d0cf11e0a1b11ae1"), "sổ.csv", "xls-old"],
    ["an archive of something else", zipOf([{ name: "word/document.xml", data: "<w/>" }]), "sổ.xlsx", "file-kind-unknown"],
    [
      "a program for another machine",
      zipOf([{ name: "META-INF/MANIFEST.MF", data: "Main-Class: A" }]),
      "sổ.xlsx",
      "file-kind-unknown",
    ],
    [
      "an empty archive",
      Buffer.concat([Buffer.from("PK\u0005\u0006", "latin1"), Buffer.alloc(18)]),
      "sổ.xlsx",
      "file-kind-unknown",
    ],
    ["a workbook behind a page", Buffer.concat([Buffer.from("<html>"), xlsx]), "sổ.xlsx", "file-kind-unknown"],
    ["a page", words("<!doctype html><script>alert(1)</script>\n"), "sổ.csv", "file-kind-unknown"],
    ["a page behind a byte-order mark", words("\ufeff<html>\n"), "sổ.csv", "file-kind-unknown"],
    ["a page behind empty lines", words("\r\n\r\n  <html>\n"), "sổ.csv", "file-kind-unknown"],
    ["a picture that is a program", words('<svg onload="alert(1)"/>\n'), "sổ.csv", "file-kind-unknown"],
    ["a print", words("%PDF-1.7\n"), "sổ.csv", "file-kind-unknown"],
    ["a print of the older kind", words("%!PS-Adobe\n"), "sổ.csv", "file-kind-unknown"],
    ["a script", words("#!/bin/sh\nreboot\n"), "sổ.csv", "file-kind-unknown"],
    ["a GIF that is a script", words("GIF89a/*\n"), "sổ.csv", "file-kind-unknown"],
    ["a letter", words("MIME-Version: 1.0\n"), "sổ.csv", "file-kind-unknown"],
    ["rich text", words("{\\rtf1 \n"), "sổ.csv", "file-kind-unknown"],
    ["JSON", words('{"a":1}\n'), "sổ.csv", "file-kind-unknown"],
    ["a program of Windows", binary("4d5a9000"), "sổ.csv", "file-kind-unknown"],
    ["a program of Linux", binary("7f454c46"), "sổ.csv", "file-kind-unknown"],
    ["a JPEG", binary("ffd8ffe0"), "sổ.csv", "file-kind-unknown"],
    ["a PNG", binary("89504e470d0a1a0a"), "sổ.xlsx", "file-kind-unknown"],
    ["a RAR", binary("526172211a0700"), "sổ.csv", "file-kind-unknown"],
    ["a 7z", binary("377abcaf271c"), "sổ.csv", "file-kind-unknown"],
    ["a text with a null character", words("Mã\u0000hồ sơ\n"), "sổ.csv", "file-kind-unknown"],
    ["a virus that is none", Buffer.from("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR"), "sổ.csv", "table-not-found"],
    ["a register called .exe", csv, "sổ.csv.exe", "file-kind-unknown"],
    ["a register called .html", csv, "sổ.html", "file-kind-unknown"],
    ["a register turned round", csv, "sổ\u202evsc.exe", "file-kind-unknown"],
    ["a register with a null character", csv, "sổ.csv\u0000.exe", "file-kind-unknown"],
    ["a register without an ending", csv, "sổ", "file-kind-unknown"],
    ["a register called by its ending alone", csv, ".csv", "file-kind-unknown"],
    ["a workbook with macros by its name", xlsx, "sổ.xlsm", "file-kind-unknown"],
    ["a register called by nothing", csv, "..", "file-name-required"],
  ];
  test.each(lies)("%s is refused and leaves nothing", async (_, body, name, code) => {
    const before = [stored(), await db.importBatch.count()];
    const answer = await upload(body, name);
    expect([answer.status, answer.body.code]).toEqual([code === "file-name-required" ? 400 : 422, code]);
    expect([stored(), await db.importBatch.count()]).toEqual(before);
  });

  test.each([
    "text/html",
    "image/svg+xml",
    "application/javascript",
    "application/x-msdownload",
    "application/pdf",
    "application/json",
    "multipart/form-data; boundary=x",
    "application/vnd.ms-excel.sheet.macroEnabled.12",
  ])("a register that calls itself %s is refused", async (type) => {
    expect(await upload(csv, "sổ.csv", type)).toMatchObject({ status: 422, body: { code: "file-kind-unknown" } });
  });

  test("macros, links and other parts of a workbook are never read", async () => {
    const parts = [
      ...partsOf(rows),
      { name: "xl/vbaProject.bin", data: "Sub Auto_Open()" },
      { name: "xl/externalLinks/externalLink1.xml", data: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>' },
    ];
    expect((await upload(zipOf(parts), "sổ.xlsx")).status).toBe(200);
  });
});

test("T-34: every file that leaves is one to keep, of a kind no browser guesses, under a name of ours", async () => {
  const id = await newBatch();
  for (const [path, who] of [
    [`/api/v1/imports/${id}/rejections.csv`, "officer"],
    [`/api/v1/imports/${id}/rejections.xlsx`, "officer"],
    ["/api/v1/dossiers/export.csv?text=khong-ai", "leader"],
    ["/api/v1/dossiers/export.xlsx?text=khong-ai", "leader"],
    ["/api/v1/audit/export.csv?action=khong", "auditor"],
  ] as const) {
    const { status, headers } = await house.ask({ method: "GET", path, headers: { cookie: await as(who) } });
    expect([path, status]).toEqual([path, 200]);
    expect(headers["content-disposition"]).toMatch(/^attachment; filename="[a-z0-9.-]+\.(csv|xlsx)"$/);
    expect(headers["content-type"]).toMatch(/^(text\/csv; charset=utf-8|application\/vnd\.openxmlformats-[a-z.-]+)$/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cache-control"]).toBe("no-store");
  }
});
