import { lookup } from "node:dns/promises";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import { isInNetworks, type Network } from "@/lib/egress";
import type { RtspAddress } from "../rules";

/** Why no connection came about. */
export type Undialled = "address-refused" | "name-unknown" | "connection-refused" | "unreachable" | "silent";
export class NotDialled extends Error {
  constructor(readonly why: Undialled) {
    super(why);
  }
}

/** The address a camera's host stands for, if it lies where cameras may. Throws NotDialled. */
export async function cameraHost({ host, port }: { host: string; port: number }, networks: readonly Network[]): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, "");
  const found = isIP(bare)
    ? [bare]
    : await lookup(bare, { all: true }).then(
        (all) => all.map(({ address }) => address),
        () => {
          throw new NotDialled("name-unknown");
        },
      );
  // Of a name that answers with anything else, nothing; and what was looked at is what is dialled.
  const [first] = found;
  if (first === undefined || !found.every((address) => isInNetworks(address, port, networks)))
    throw new NotDialled("address-refused");
  return first;
}

/**
 * Connects to a camera, inside the networks the deployment wrote down. A camera's certificate is of its own making, so a secure address
 * hides what is said and proves nobody. Throws NotDialled.
 */
export async function dialCamera(address: RtspAddress, networks: readonly Network[], waitMs: number): Promise<Socket> {
  const host = await cameraHost(address, networks);
  return new Promise((give, fail) => {
    const plain = connect({ host, port: address.port, noDelay: true });
    const socket = address.scheme === "rtsps" ? connectSecurely({ socket: plain, rejectUnauthorized: false }) : plain;
    const stop = (why: Undialled) => {
      clearTimeout(timer);
      socket.destroy();
      plain.destroy();
      fail(new NotDialled(why));
    };
    const timer = setTimeout(() => stop("silent"), waitMs);
    socket.once(address.scheme === "rtsps" ? "secureConnect" : "connect", () => {
      clearTimeout(timer);
      socket.removeAllListeners("error");
      give(socket);
    });
    const failed = (error: NodeJS.ErrnoException) => stop(error.code === "ECONNREFUSED" ? "connection-refused" : "unreachable");
    socket.once("error", failed);
    if (socket !== plain) plain.once("error", failed);
  });
}
