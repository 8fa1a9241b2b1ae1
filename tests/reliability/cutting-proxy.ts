import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Where the line is cut: before the database hears COMMIT, or after it has done it and before we hear so. */
export type Cut = "before" | "after";

/** Stands between the application and its database and, when armed, cuts the line around the n-th COMMIT it sees. */
export async function cuttingProxy(target: { host: string; port: number }) {
  let armed: { cut: Cut; nth: number } | null = null;
  let cuts = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(target);
    const end = () => {
      client.destroy();
      database.destroy();
    };
    let isLast = false;
    for (const socket of [client, database]) {
      open.add(socket);
      socket.on("error", end);
      socket.on("close", () => {
        open.delete(socket);
        end();
      });
    }
    client.on("data", (chunk: Buffer) => {
      if (armed && /\bCOMMIT\b/i.test(chunk.toString("latin1"))) {
        armed.nth -= 1;
        if (armed.nth === 0) {
          const { cut } = armed;
          armed = null;
          cuts += 1;
          if (cut === "before") return end();
          isLast = true;
        }
      }
      database.write(chunk);
    });
    database.on("data", (chunk: Buffer) => {
      if (isLast) end();
      else client.write(chunk);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    arm(cut: Cut, nth = 1) {
      armed = { cut, nth };
    },
    disarm() {
      armed = null;
    },
    get cuts() {
      return cuts;
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
