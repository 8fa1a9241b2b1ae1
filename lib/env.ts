import { existsSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod";

const optional = z
  .string()
  .optional()
  .transform((s) => (s === undefined || s.trim() === "" ? undefined : s.trim()));
const hostAndPort = /^[^\s=,/@]+:\d{1,5}(=[\da-fA-F.:]+\/\d{1,3})?$/;
const cameraNetwork = /^(?:[\d.]+|\[[\da-fA-F:.]+)\/\d{1,3}\]?:\d{1,5}$/;
const listAddress = /^https?:\/\/[^\s=,@]+(=[\da-fA-F.:]+\/\d{1,3})?$/;
const port = z.coerce.number().int().min(1).max(65_535);
const isKey = (s: string) => z.base64().safeParse(s).success && Buffer.from(s, "base64").length === 32;
/** Letters repeated or an example left standing are no secret, however long. */
const isMixed = (bytes: Iterable<unknown>) => new Set(bytes).size >= 10;
const postgres = z.url({ protocol: /^postgres(ql)?$/ });
/** On the machine itself nobody listens in on plain http; between machines somebody may. */
export const isPrivate = (url: string) => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
};

/** Everything the product is told from outside. `.env.example` documents each line; a test holds the two together. */
export const Env = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    DATABASE_URL: postgres,
    MIGRATION_DATABASE_URL: optional.refine((s) => s === undefined || postgres.safeParse(s).success, "must be postgresql://…"),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(8).max(100).default(10),
    HOST: z.string().default("127.0.0.1"),
    PORT: port.default(3000),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .refine((s) => !URL.canParse(s) || new URL(s).pathname === "/", "is an address without a path")
      .default("http://localhost:3000"),
    APP_SECRET: z
      .string()
      .min(32, "must be at least 32 characters")
      .refine((s) => isMixed(s) && !/change.?me|example/i.test(s), "must be random: openssl rand -base64 48"),
    FIELD_KEY: z.string().refine(isKey, "must be 32 bytes in base64"),
    FIELD_KEYS_OLD: z
      .string()
      .default("")
      .transform((s) => s.split(",").filter(Boolean))
      .refine((keys) => keys.every(isKey), "are 32 bytes in base64 each, separated by commas"),
    DATA_DIR: z
      .string()
      .default(".data")
      .transform((s) => resolve(s)),
    AUDIT_HEAD_FILE: optional,
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    KEY_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(100_000_000).default(600),
    UPLOAD_MEGABYTES_PER_DAY: z.coerce.number().int().min(1).max(100_000_000).default(10_000),
    UPLOADS_AT_ONCE: z.coerce.number().int().min(1).max(1_000).default(4),
    DISK_PERCENT_KEPT: z.coerce.number().int().min(1).max(50).default(10),
    FILES_S3_ENDPOINT: optional.refine(
      (s) => s === undefined || (z.url({ protocol: /^https?$/ }).safeParse(s).success && new URL(s).pathname === "/"),
      "is an address without a path",
    ),
    FILES_S3_BUCKET: optional.refine(
      (s) => s === undefined || /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(s),
      "is the name of a bucket",
    ),
    FILES_S3_REGION: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, "is the name of a region")
      .default("us-east-1"),
    FILES_S3_KEY_ID: optional,
    FILES_S3_SECRET: optional,
    CLAMD_ADDRESS: optional.refine(
      (s) => s === undefined || /^(\/[\x21-\x7e]+|[A-Za-z0-9.-]+:\d{1,5}|\[[0-9a-f:]+\]:\d{1,5})$/.test(s),
      "is the path of a socket or host:port",
    ),
    SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(1440).default(30),
    SESSION_HOURS: z.coerce.number().int().min(1).max(24).default(8),
    OIDC_ISSUER: optional.refine(
      (s) => s === undefined || z.url({ protocol: /^https?$/ }).safeParse(s).success,
      "must be an address",
    ),
    OIDC_CLIENT_ID: optional,
    OIDC_CLIENT_SECRET: optional,
    OIDC_NAME: z.string().default("Đăng nhập một lần"),
    EXCHANGE_HOSTS: z
      .string()
      .default("")
      .refine(
        (s) => s.split(",").every((one) => one.trim() === "" || hostAndPort.test(one.trim())),
        "is host:port, or host:port=range for one inside the city, separated by commas",
      ),
    PACKETS_DIR: optional.transform((s) => (s === undefined ? undefined : resolve(s))),
    PACKETS_URL: optional.refine((s) => {
      const url = s !== undefined && URL.canParse(s) ? new URL(s) : null;
      return s === undefined || (url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.hash === "");
    }, "is an address, http or https"),
    PACKETS_KEY: optional,
    PACKETS_SIGNER_FILE: optional.transform((s) => (s === undefined ? undefined : resolve(s))),
    PACKETS_SIGNER_PASSPHRASE: optional,
    CRL_SOURCES: z
      .string()
      .default("")
      .refine(
        (s) => s.split(",").every((one) => one.trim() === "" || listAddress.test(one.trim())),
        "is http(s)://…, or http(s)://…=range for one inside the city, separated by commas",
      ),
    OCSP_SOURCES: z
      .string()
      .default("")
      .refine(
        (s) => s.split(",").every((one) => one.trim() === "" || listAddress.test(one.trim())),
        "is http(s)://…, or http(s)://…=range for one inside the city, separated by commas",
      ),
    SIGNER_URL: optional.refine(
      (s) => s === undefined || listAddress.test(s),
      "is http(s)://…, or http(s)://…=range for one inside the city",
    ),
    SIGNER_KEY: optional,
    TSA_URL: optional.refine(
      (s) => s === undefined || listAddress.test(s),
      "is http(s)://…, or http(s)://…=range for one inside the city",
    ),
    CAMERA_NETWORKS: z
      .string()
      .default("")
      .refine(
        (s) => s.split(",").every((one) => one.trim() === "" || cameraNetwork.test(one.trim())),
        "is range:port, as 10.20.0.0/16:554, separated by commas",
      ),
    CAMERAS_LIVE_AT_ONCE: z.coerce.number().int().min(1).max(500).default(32),
    CAMERAS_TRANSCODED_AT_ONCE: z.coerce.number().int().min(0).max(64).default(2),
    CAMERA_GATEWAY: optional.refine(
      (s) =>
        s === undefined ||
        (/^https?:\/\/[^\s@]+$/.test(s) && s.includes("{camera}") && URL.canParse(s.replaceAll("{camera}", "c"))),
      "is http(s)://… with {camera} where a camera's code stands",
    ),
    FFMPEG_PATH: z.string().min(1).default("ffmpeg"),
    CAMERA_SANDBOX: z.enum(["wanted", "required"]).default("wanted"),
    SECURITY_CONTACT: optional.refine(
      (s) => s === undefined || (/^(https:\/\/|mailto:[^@]+@|tel:\+)[\x21-\x7e]+$/.test(s) && URL.canParse(s)),
      "is https://…, mailto:… or tel:+…",
    ),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  })
  .refine(
    (e) =>
      [e.OIDC_ISSUER, e.OIDC_CLIENT_ID, e.OIDC_CLIENT_SECRET].every((v) => v) ||
      ![e.OIDC_ISSUER, e.OIDC_CLIENT_ID, e.OIDC_CLIENT_SECRET].some((v) => v),
    {
      path: ["OIDC_ISSUER"],
      message: "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are set together or not at all",
    },
  )
  .refine(
    (e) => {
      const set = [e.FILES_S3_ENDPOINT, e.FILES_S3_BUCKET, e.FILES_S3_KEY_ID, e.FILES_S3_SECRET].filter((v) => v !== undefined);
      return set.length === 0 || set.length === 4;
    },
    {
      path: ["FILES_S3_ENDPOINT"],
      message: "FILES_S3_ENDPOINT, FILES_S3_BUCKET, FILES_S3_KEY_ID and FILES_S3_SECRET are set together or not at all",
    },
  )
  .refine((e) => e.PACKETS_SIGNER_PASSPHRASE === undefined || e.PACKETS_SIGNER_FILE !== undefined, {
    path: ["PACKETS_SIGNER_FILE"],
    message: "PACKETS_SIGNER_PASSPHRASE opens PACKETS_SIGNER_FILE, which is not set",
  })
  .superRefine((e, ctx) => {
    if (e.NODE_ENV !== "production") return;
    const complain = (name: string, message: string) => ctx.addIssue({ code: "custom", path: [name], message });
    if (e.FILES_S3_ENDPOINT && !isPrivate(e.FILES_S3_ENDPOINT)) complain("FILES_S3_ENDPOINT", "must be https");
    if (e.PACKETS_URL && e.PACKETS_KEY && !isPrivate(e.PACKETS_URL))
      complain("PACKETS_URL", "must be https where a key goes along");
    if (e.OIDC_ISSUER && !isPrivate(e.OIDC_ISSUER)) complain("OIDC_ISSUER", "must be https");
    if (!isMixed(Buffer.from(e.FIELD_KEY, "base64"))) complain("FIELD_KEY", "must be random: openssl rand -base64 32");
  });
export type Env = z.output<typeof Env>;

/** Parses the environment, naming every fault at once. Throws an Error whose message is fit for an operator. */
export function parseEnv(raw: Record<string, string | undefined>): Env {
  const parsed = Env.safeParse(raw);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((i) => `  ${i.path.join(".") || "(all)"}: ${i.message}`);
  throw new Error(`The environment is not usable:\n${faults.join("\n")}\nSee .env.example.`);
}

let parsed: Env | undefined;
/** The environment, parsed on first use so that a build needs none of it. */
export function env(): Env {
  if (!parsed) {
    parsed = parseEnv(process.env);
    // next-auth takes its own address from here alone; left unset it would believe a Host header.
    process.env.NEXTAUTH_URL = parsed.PUBLIC_URL;
    // In development the framework tells its maker how it is used unless told not to.
    process.env.NEXT_TELEMETRY_DISABLED = "1";
  }
  return parsed;
}

/** Programs read `.env` beside package.json, as Next does; what is already in the environment wins. */
export function loadDotEnv(file = ".env"): void {
  if (existsSync(file)) process.loadEnvFile(file);
}
