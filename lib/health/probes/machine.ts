import { statfs } from "node:fs/promises";
import { connect } from "node:tls";
import * as z from "zod";
import { env } from "@/lib/env";
import { lastFileCheck } from "@/lib/files/queries";
import { Hub } from "@/lib/live/hub";
import type { Check, CheckState } from "../model";
import { below, worse } from "../rules";

const waitMs = 3_000;
const gigabyte = 1_073_741_824;

/** The disk of the files and of the audit head. */
export async function probeDisk(): Promise<Check> {
  const { bavail, blocks, bsize } = await statfs(env().DATA_DIR);
  const [free, total] = [bavail * bsize, blocks * bsize];
  const share = below(free / total, { watch: 0.1, bad: 0.03 });
  return {
    code: "disk",
    state: worse(share, below(free, { watch: 5 * gigabyte, bad: gigabyte })),
    facts: {
      freeGigabytes: Math.round((free / gigabyte) * 10) / 10,
      totalGigabytes: Math.round((total / gigabyte) * 10) / 10,
      percent: Math.round((free / total) * 100),
    },
  };
}

/** What the nightly check of the stored files last said, and how long ago; a worker that never ran has checked none. */
export async function probeFiles(now: Date): Promise<Check> {
  const last = await lastFileCheck();
  const of = (fault: string) => Object.values(last?.faults ?? {}).filter((f) => f === fault).length;
  const days = last ? Math.floor((now.getTime() - last.on.getTime()) / 86_400_000) : -1;
  const [damaged, missing] = [of("damaged"), of("missing")];
  return {
    code: "files",
    state: damaged + missing > 0 ? "bad" : days > 2 ? "watch" : "good",
    facts: { checked: last?.checked ?? 0, damaged, missing, days },
  };
}

export function probeLive(): Check {
  const hears = Hub.hears();
  return { code: "live", state: hears === null ? "off" : hears ? "good" : "bad", facts: {} };
}

export function probeProcess(): Check {
  const { rss } = process.memoryUsage();
  return {
    code: "process",
    state: "good",
    facts: { node: process.version, hours: Math.floor(process.uptime() / 3_600), megabytes: Math.round(rss / 1_048_576) },
  };
}

/** How long the certificate behind the public address still holds. */
export async function probeCertificate(publicUrl = env().PUBLIC_URL): Promise<Check> {
  const { protocol, hostname, port } = new URL(publicUrl);
  if (protocol !== "https:") return { code: "certificate", state: "off", facts: { host: hostname } };
  const until = await certificateEnd(hostname, Number(port) || 443);
  if (!until) return { code: "certificate", state: "watch", facts: { host: hostname, days: -1 } };
  const days = Math.floor((until.getTime() - Date.now()) / 86_400_000);
  return { code: "certificate", state: below(days, { watch: 21, bad: 3 }), facts: { host: hostname, days } };
}

/** Null when nobody answers. Whether it is trusted is the browsers' question; here only its last day counts. */
function certificateEnd(host: string, port: number): Promise<Date | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, servername: host, rejectUnauthorized: false, timeout: waitMs }, () => {
      const end = new Date(socket.getPeerCertificate().valid_to);
      resolve(Number.isNaN(end.getTime()) ? null : end);
      socket.destroy();
    });
    socket.on("timeout", () => socket.destroy(new Error("timeout")));
    socket.on("error", () => resolve(null));
    socket.on("close", () => resolve(null));
  });
}

const Discovery = z.object({ issuer: z.string(), token_endpoint: z.string() });

/** Whether the identity provider answers, and as who it should be. */
export async function probeSignIn(issuer = env().OIDC_ISSUER): Promise<Check> {
  if (!issuer) return { code: "sign-in", state: "off", facts: {} };
  const told = (state: CheckState, reason: string, tookMs: number): Check => ({
    code: "sign-in",
    state,
    facts: { host: new URL(issuer).host, reason, tookMs },
  });
  const startedAt = Date.now();
  try {
    const response = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(waitMs),
      redirect: "error",
    });
    const tookMs = Date.now() - startedAt;
    if (!response.ok) return told("bad", `HTTP ${response.status}`, tookMs);
    const found = Discovery.safeParse(await response.json());
    if (!found.success || found.data.issuer.replace(/\/$/, "") !== issuer.replace(/\/$/, ""))
      return told("bad", "issuer", tookMs);
    return told(tookMs > 1_500 ? "watch" : "good", "ok", tookMs);
  } catch (error) {
    const cause: unknown = error instanceof Error ? error.cause : undefined;
    const code: unknown = cause && typeof cause === "object" ? Reflect.get(cause, "code") : undefined;
    return told("bad", typeof code === "string" ? code : "no-answer", Date.now() - startedAt);
  }
}
