// The front door with the routes a counter works by, on a port it prints, to be killed. "loose" is the control: the same without
// transactions, so that every statement commits by itself.
import type { AddressInfo } from "node:net";
import * as issuing from "@/app/api/v1/documents/[id]/issue/route";
import * as documents from "@/app/api/v1/documents/route";
import * as forms from "@/app/api/v1/dossiers/[id]/forms/route";
import * as moves from "@/app/api/v1/dossiers/[id]/moves/route";
import * as dossiers from "@/app/api/v1/dossiers/route";
import { connectFor, type db } from "@/lib/db/client";
import { apiServer } from "@/lib/door/api";
import { frontDoor } from "@/lib/door/server";
import { onOverlap } from "../setup/overlap";

function loosen(): void {
  const shared: unknown = Reflect.get(globalThis, "vongLauDb");
  if (!shared || typeof shared !== "object") throw new Error("no database was opened");
  const real = Reflect.get(shared, "db") as typeof db;
  const loose = new Proxy(real, {
    get(target, name) {
      if (name === "$transaction") return (act: (tx: typeof db) => unknown) => act(target);
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  Reflect.set(shared, "db", loose);
}

onOverlap((warning) => {
  throw warning;
});
connectFor("pages");
if (process.argv[2] === "loose") loosen();
const publicUrl = "http://localhost:3000";
const base = "/api/v1/dossiers";
const { server } = frontDoor({
  publicUrl,
  trustedProxies: 0,
  isDev: false,
  api: apiServer(
    [
      { path: base, methods: { POST: dossiers.POST } },
      { path: `${base}/{id}/moves`, methods: { POST: moves.POST } },
      { path: "/api/v1/documents", methods: { POST: documents.POST } },
      { path: "/api/v1/documents/{id}/issue", methods: { POST: issuing.POST } },
      { path: `${base}/{id}/forms`, methods: { POST: forms.POST } },
    ],
    publicUrl,
  ),
  live: () => undefined,
  pages: () => null,
  readiness: async () => ({ isReady: true, database: "up", missingMigrations: 0, sealing: "on-time", live: "hearing" }),
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
