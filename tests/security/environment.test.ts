import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { isPrivate, parseEnv } from "@/lib/env";

const secret = "bi-mat-khong-duoc-in-ra-0123456789";
const good = {
  NODE_ENV: "production",
  DATABASE_URL: "postgresql://app:matkhau@127.0.0.1:5432/vong_lau",
  APP_SECRET: `${secret}-app-secret`,
  FIELD_KEY: Buffer.from(secret.slice(0, 32)).toString("base64"),
};
type Raw = Record<string, string | undefined>;
const key31 = Buffer.alloc(31, 7).toString("base64");
const kept = {
  FILES_S3_ENDPOINT: "https://s3.example",
  FILES_S3_BUCKET: "vong-lau",
  FILES_S3_KEY_ID: "id",
  FILES_S3_SECRET: secret,
};
const sso = { OIDC_ISSUER: "https://sso.example", OIDC_CLIENT_ID: "id", OIDC_CLIENT_SECRET: secret };

/** What an operator gets wrong, and the name of the variable the message must say. */
const broken: [string, Raw, string][] = [
  ["no database", { DATABASE_URL: undefined }, "DATABASE_URL"],
  ["an empty database", { DATABASE_URL: "" }, "DATABASE_URL"],
  ["another kind of database", { DATABASE_URL: `mysql://app:${secret}@h/d` }, "DATABASE_URL"],
  ["words for a database", { DATABASE_URL: `host=h password=${secret}` }, "DATABASE_URL"],
  ["an owner's address that is none", { MIGRATION_DATABASE_URL: `owner:${secret}` }, "MIGRATION_DATABASE_URL"],
  ["no secret", { APP_SECRET: undefined }, "APP_SECRET"],
  ["a short secret", { APP_SECRET: secret.slice(0, 31) }, "APP_SECRET"],
  ["a secret of one letter", { APP_SECRET: "a".repeat(64) }, "APP_SECRET"],
  ["the secret of the example", { APP_SECRET: "change-me-to-at-least-32-random-characters" }, "APP_SECRET"],
  ["no field key", { FIELD_KEY: undefined }, "FIELD_KEY"],
  ["a field key that is too short", { FIELD_KEY: key31 }, "FIELD_KEY"],
  ["a field key in hex", { FIELD_KEY: "0".repeat(64) }, "FIELD_KEY"],
  ["a field key of zeros", { FIELD_KEY: Buffer.alloc(32).toString("base64") }, "FIELD_KEY"],
  ["an earlier field key that is none", { FIELD_KEYS_OLD: `${key31},x` }, "FIELD_KEYS_OLD"],
  ["a port that is a word", { PORT: "web" }, "PORT"],
  ["a port beyond all ports", { PORT: "70000" }, "PORT"],
  ["an address without a scheme", { PUBLIC_URL: "ioc.example.gov.vn" }, "PUBLIC_URL"],
  ["an address of another scheme", { PUBLIC_URL: "javascript:alert(1)" }, "PUBLIC_URL"],
  ["an address with a path", { PUBLIC_URL: "https://example.gov.vn/ioc" }, "PUBLIC_URL"],
  ["a pool of one", { DATABASE_POOL_SIZE: "1" }, "DATABASE_POOL_SIZE"],
  ["more proxies than anyone has", { TRUSTED_PROXIES: "99" }, "TRUSTED_PROXIES"],
  ["proxies that are true", { TRUSTED_PROXIES: "true" }, "TRUSTED_PROXIES"],
  ["sessions that never end", { SESSION_HOURS: "1000" }, "SESSION_HOURS"],
  ["sessions that never lie idle", { SESSION_IDLE_MINUTES: "0" }, "SESSION_IDLE_MINUTES"],
  ["half a provider", { OIDC_ISSUER: "https://sso.example" }, "OIDC_ISSUER"],
  ["a provider that is no address", { ...sso, OIDC_ISSUER: "sso.example" }, "OIDC_ISSUER"],
  ["a provider in the clear", { ...sso, OIDC_ISSUER: "http://sso.example" }, "OIDC_ISSUER"],
  ["half a file store", { ...kept, FILES_S3_BUCKET: undefined }, "FILES_S3_ENDPOINT"],
  ["a file store without its secret", { ...kept, FILES_S3_SECRET: "" }, "FILES_S3_ENDPOINT"],
  ["a file store in the clear", { ...kept, FILES_S3_ENDPOINT: "http://s3.example" }, "FILES_S3_ENDPOINT"],
  ["a file store with a path", { ...kept, FILES_S3_ENDPOINT: "https://s3.example/files" }, "FILES_S3_ENDPOINT"],
  ["a bucket that leads elsewhere", { ...kept, FILES_S3_BUCKET: "../other" }, "FILES_S3_BUCKET"],
  ["a region that is an address", { ...kept, FILES_S3_REGION: "evil.example/" }, "FILES_S3_REGION"],
  ["a responder without a scheme", { OCSP_SOURCES: "ocsp.example" }, "OCSP_SOURCES"],
  ["a list of lists with a hole", { CRL_SOURCES: "http://ca.example/g2.crl,ca.example" }, "CRL_SOURCES"],
  ["a passphrase that opens nothing", { PACKETS_SIGNER_PASSPHRASE: secret }, "PACKETS_SIGNER_FILE"],
  ["a scanner that is an address of pages", { CLAMD_ADDRESS: "http://127.0.0.1:3310" }, "CLAMD_ADDRESS"],
  ["a key that may ask nothing", { KEY_REQUESTS_PER_MINUTE: "0" }, "KEY_REQUESTS_PER_MINUTE"],
  ["a quota of nothing", { UPLOAD_MEGABYTES_PER_DAY: "0" }, "UPLOAD_MEGABYTES_PER_DAY"],
  ["no upload at all", { UPLOADS_AT_ONCE: "0" }, "UPLOADS_AT_ONCE"],
  ["a disk that may fill up", { DISK_PERCENT_KEPT: "0" }, "DISK_PERCENT_KEPT"],
  ["a contact without its scheme", { SECURITY_CONTACT: "an-ninh@example.gov.vn" }, "SECURITY_CONTACT"],
  ["a contact of two lines", { SECURITY_CONTACT: "mailto:a@example.gov.vn\nContact: mailto:b@evil.example" }, "SECURITY_CONTACT"],
  ["a level nobody knows", { LOG_LEVEL: "everything" }, "LOG_LEVEL"],
  ["another kind of run", { NODE_ENV: "prod" }, "NODE_ENV"],
];
const faultsOf = (raw: Raw): string => {
  try {
    parseEnv(raw);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe("T-12, T-85: a wrong environment does not start, and says why without repeating it", () => {
  test("control: a right one does", () => expect(faultsOf(good)).toBe(""));
  test("control: so does one with a file store and a scanner", () => {
    for (const scanner of ["/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310", "quet.noi-bo:3310"])
      expect([scanner, faultsOf({ ...good, ...kept, CLAMD_ADDRESS: scanner })]).toEqual([scanner, ""]);
  });
  test.each(broken)("%s", (_, change, name) => {
    const message = faultsOf({ ...good, ...change });
    expect(message).toContain(`  ${name}: `);
    expect(message).not.toContain(secret);
    expect(message).not.toContain("matkhau");
  });
  test("on one machine plain http is private, between machines it is not", () => {
    for (const url of ["http://localhost:3000", "http://127.0.0.1:8080", "http://[::1]:3000", "https://ioc.example.gov.vn"])
      expect(isPrivate(url)).toBe(true);
    for (const url of ["http://ioc.example.gov.vn", "http://192.168.1.9:3000", "http://127.0.0.1.evil.example"])
      expect(isPrivate(url)).toBe(false);
    // Tests on loopback may use a provider of their own.
    expect(faultsOf({ ...good, NODE_ENV: "test", ...sso, OIDC_ISSUER: "http://localhost:4000" })).toBe("");
  });
  test("all faults at once", () => {
    const message = faultsOf({
      ...good,
      DATABASE_URL: "x",
      APP_SECRET: "short",
      FIELD_KEY: "no",
      PORT: "-1",
      SESSION_HOURS: "0",
    });
    for (const name of ["DATABASE_URL", "APP_SECRET", "FIELD_KEY", "PORT", "SESSION_HOURS"])
      expect(message).toContain(`${name}: `);
  });
});

test.each(["server.ts", "lib/worker/main.ts"])(
  "%s ends at once with the sentence, opens nothing and prints no secret",
  (program) => {
    const env = {
      PATH: process.env.PATH,
      ...good,
      NODE_ENV: "production" as const,
      DATABASE_URL: `mysql://a:${secret}@h/d`,
      PORT: "0",
    };
    const run = spawnSync(process.execPath, ["--import", "tsx", program], {
      cwd: resolve(import.meta.dirname, "../.."),
      env: { ...env, APP_SECRET: secret.slice(0, 20) },
      encoding: "utf8",
      timeout: 60_000,
    });
    expect(run.status).toBe(1);
    const said = run.stdout + run.stderr;
    expect(said).toContain("DATABASE_URL");
    expect(said).toContain("APP_SECRET");
    expect(said).not.toContain(secret.slice(0, 20));
    expect(said).not.toMatch(/\n\s+at .*\.ts/);
  },
  90_000,
);
