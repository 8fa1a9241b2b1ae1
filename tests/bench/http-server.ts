// A server of the HTTP part of the bench. "door": the product's own front door and routes, without its live channel, so that it
// keeps no answer; "kept": with it; "bare": node:http and the driver. Started with the environment of the product; prints its port.
import "next/dist/server/node-environment-baseline.js";
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { systemActor } from "@/lib/auth/queries";
import { inSnapshot, readJson } from "@/lib/cells/queries";
import { disconnect } from "@/lib/db/client";
import { apiServer } from "@/lib/door/api";
import { kept } from "@/lib/door/kept";
import { frontDoor } from "@/lib/door/server";
import { OverviewQuestion } from "@/lib/indicators/model";
import { contextSql, readContext } from "@/lib/indicators/reading/context";
import { overviewPlan } from "@/lib/indicators/reading/overview";
import { groupsBelow, scopeFor } from "@/lib/indicators/reading/scope";
import { compared } from "@/lib/indicators/rules";
import { Hub } from "@/lib/live/hub";

const kind = process.argv[2];
const question = OverviewQuestion.parse(JSON.parse(process.argv[3] ?? "{}"));

async function statements() {
  const actor = systemActor("bench");
  const comparison = compared(question.period, question.asOf);
  if (!comparison) throw new Error("the period has not begun");
  return inSnapshot(async (client) => {
    const context = await readContext(client, question.scope);
    const plan = overviewPlan(
      question,
      comparison,
      scopeFor(actor, question.scope, question.asOf, context),
      { groups: groupsBelow(actor, undefined, question.asOf, context), above: null },
      context,
    );
    return { context: contextSql(question.scope), overview: plan.sql };
  });
}

/** What a programmer would write who cared for nothing else. */
async function bareServer(): Promise<Server> {
  const { context, overview } = await statements();
  let bytes = Buffer.alloc(0);
  let etag = "";
  const read = async (request: IncomingMessage) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  return createServer(async (request, response) => {
    if (request.url === "/learn") {
      bytes = await read(request);
      etag = `"${createHash("sha256").update(bytes).digest("base64url")}"`;
      response.writeHead(204).end();
    } else if (request.url === "/unchanged") response.writeHead(304, { etag }).end();
    else if (request.url === "/bytes")
      response.writeHead(200, { "content-type": "application/json", "content-length": bytes.length, etag }).end(bytes);
    else {
      const body = await inSnapshot(async (client) =>
        JSON.stringify({
          first: (await client.query({ text: context.text, values: context.values })).rows[0],
          second: await readJson(client, overview),
        }),
      );
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
      response.end(body);
    }
  });
}

async function doorServer(): Promise<Server> {
  const { GET } = await import("@/app/api/v1/overview/route");
  if (kind === "kept") {
    const hub = new Hub();
    await hub.start();
    kept.trust(hub);
  }
  return frontDoor({
    publicUrl: "http://localhost:3000",
    trustedProxies: 0,
    isDev: false,
    api: apiServer([{ path: "/api/v1/overview", methods: { GET } }], "http://localhost:3000"),
    live: () => undefined,
    pages: () => null,
    readiness: async () => ({ isReady: true, parts: {} }) as never,
  }).server;
}

const server = kind === "bare" ? await bareServer() : await doorServer();
server.listen(0, "127.0.0.1", () => console.log(`port ${(server.address() as AddressInfo).port}`));
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1000);
});
process.on("SIGTERM", () => {
  server.closeAllConnections();
  server.close();
  void disconnect().finally(() => process.exit(0));
});
