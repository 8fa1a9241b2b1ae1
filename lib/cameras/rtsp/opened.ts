import type { Network } from "@/lib/egress";
import type { CameraProof } from "../model";
import { type RtspAddress, streamUrl } from "../rules";
import { dialCamera, NotDialled } from "./dial";
import type { Credentials } from "./digest";
import { type Offer, readOffer } from "./sdp";
import { RtspSession, Unanswered } from "./session";
import { headerOf } from "./wire";

/** A camera that has described its picture. Whoever gets it closes the session. */
export type Opened = { session: RtspSession; base: string; offer: Offer };

/** What a camera's answer to a description says instead of giving one; null where it gives one. */
export const refusedBy = (status: number): CameraProof | null =>
  status === 200
    ? null
    : status === 401 || status === 403
      ? "sign-in-refused"
      : status === 404 || status === 454
        ? "no-such-stream"
        : "answered-otherwise";

/** Reaches a camera and has its picture described; or says why not. */
export async function openStream(
  { address, credentials, networks }: { address: RtspAddress; credentials: Credentials | null; networks: readonly Network[] },
  waitMs: number,
): Promise<Opened | CameraProof> {
  let session: RtspSession | undefined;
  try {
    session = new RtspSession(await dialCamera(address, networks, waitMs), credentials, waitMs);
    const url = streamUrl(address);
    const described = await session.ask("DESCRIBE", url, [["Accept", "application/sdp"]]);
    const offer = readOffer(described.body.toString("utf8"));
    const refused = refusedBy(described.status) ?? (offer ? null : "no-picture-offered");
    if (refused || !offer) {
      session.close();
      return refused ?? "no-picture-offered";
    }
    return { session, base: headerOf(described, "content-base") ?? headerOf(described, "content-location") ?? url, offer };
  } catch (error) {
    session?.close();
    if (error instanceof NotDialled || error instanceof Unanswered) return error.why;
    throw error;
  }
}
