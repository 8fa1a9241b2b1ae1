// A server of the HTTP part of the bench: "door" is the product's own front door and route, "bare" node:http and the driver
// running the same statements. Started with the environment of the product; prints its port.
import "next/dist/server/node-environment-baseline.js";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { systemActor } from "@/lib/auth/queries";
import { inSnapshot, readJson } from "@/lib/cells/queries";
import { pool } from "@/lib/db/client";
import { apiServer } from "@/lib/door/api";
import { OverviewQuestion } from "@/lib/indicators/model";
import { contextSql, readContext } from "@/lib/indicators/reading/context";
import { overviewPlan } from "@/lib/indicators/reading/overview";
import { groupsBelow, scopeFor } from "@/lib/indicators/reading/scope";
import { compared } from "@/lib/indicators/rules";

const kind = process.argv[2];
const question = OverviewQuestion.parse(JSON.parse(process.argv[3] ?? "{}"));
const actor = systemActor("bench");

async function statements() {
  const comparison = compared(question.period, question.asOf);
  if (!comparison) throw new Error("the period has not begun");
  return inSnapshot(async (client) => {
    const context = await readContext(client, question.scope);
    const plan = overviewPlan(
      question,
      comparison,
      scopeFor(actor, question.scope, question.asOf, context),
      groupsBelow(actor, undefined, question.asOf, context),
      context,
    );
    return { context: contextSql(question.scope), overview: plan.sql };
  });
}

const { context, overview } = await statements();
const { GET } = await import("@/app/api/v1/overview/route");
const api = apiServer([{ path: "/api/v1/overview", methods: { GET } }], "http://localhost");
const server = createServer((request, response) => {
  if (kind === "door") return void api(request, response);
  void inSnapshot(async (client) => {
    const first = await readJson(client, context);
    const second = await readJson(client, overview);
    return JSON.stringify({ first, second });
  }).then((body) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, "127.0.0.1", () => console.log(`port ${(server.address() as AddressInfo).port}`));
process.on("SIGTERM", () => {
  server.close();
  void pool()
    .end()
    .finally(() => process.exit(0));
});
