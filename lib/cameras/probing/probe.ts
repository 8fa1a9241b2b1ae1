import type { Network } from "@/lib/egress";
import { dialCamera, NotDialled } from "../rtsp/dial";
import type { Credentials } from "../rtsp/digest";
import { relay } from "../rtsp/relay";
import { readOffer } from "../rtsp/sdp";
import { RtspSession, Unanswered } from "../rtsp/session";
import { headerOf } from "../rtsp/wire";
import { type Finding, judgePicture, readSnapshot, readStream, type StreamAddress, streamUrl } from "../rules";
import type { Gate } from "./gate";
import { NoPicture, type Picture, takePicture } from "./picture";
import { fetchSnapshot } from "./snapshot";

export type Probed = {
  mainStream: string | null;
  subStream: string | null;
  snapshotUrl: string | null;
  credentials: Credentials | null;
  /** The last picture, to tell whether this one is another. */
  thumb: Uint8Array | null;
};
export type Found = Finding & { codec: string | null; picture: Picture | null };

/** How long an answer, and how long a picture is waited for. */
export type Waits = { answerMs: number; pictureMs: number };
const usually: Waits = { answerMs: 5_000, pictureMs: 10_000 };
type Looking = { networks: readonly Network[]; gate: Gate; signal?: AbortSignal | undefined; waits?: Waits };
const nothing = (state: Finding["state"], proof: Finding["proof"], codec: string | null = null): Found => ({
  state,
  proof,
  codec,
  picture: null,
});

/**
 * Looks whether a camera shows a living picture: reached, described, a key picture decoded, and another than the last. The lesser stream is
 * looked at where there is one; where there is none, the single picture. `gate` bounds how many are decoded at once. Never throws.
 */
export async function probeCamera(camera: Probed, { networks, gate, signal, waits = usually }: Looking): Promise<Found> {
  const [stream, snapshot] = [readStream(camera.subStream ?? camera.mainStream ?? ""), readSnapshot(camera.snapshotUrl ?? "")];
  try {
    if (stream) return await probeStream(stream, camera, { networks, gate, signal, waits });
    if (!snapshot) return nothing("UNKNOWN", "no-address");
    const { status, bytes } = await fetchSnapshot(snapshot, camera.credentials, networks, waits.answerMs);
    const refused = refusal(status);
    if (refused) return refused;
    return seen(await gate.through(() => takePicture({ bytes }, waits.pictureMs, signal)), camera.thumb, "JPEG");
  } catch (error) {
    if (error instanceof NotDialled) return nothing(error.why === "address-refused" ? "UNKNOWN" : "OFFLINE", error.why);
    if (error instanceof Unanswered) return nothing("OFFLINE", error.why);
    if (error instanceof NoPicture) return nothing(error.why === "no-decoder" ? "UNKNOWN" : "OFFLINE", error.why);
    throw error;
  }
}

const refusal = (status: number): Found | null =>
  status === 200
    ? null
    : status === 401 || status === 403
      ? nothing("UNAUTHORISED", "sign-in-refused")
      : nothing("OFFLINE", status === 404 || status === 454 ? "no-such-stream" : "answered-otherwise");

const seen = (picture: Picture, before: Uint8Array | null, codec: string): Found => ({
  ...judgePicture(picture.thumb, before),
  ...{ codec, picture },
});

async function probeStream(
  address: StreamAddress,
  { credentials, thumb }: Probed,
  { networks, gate, signal, waits: { answerMs, pictureMs } }: Required<Omit<Looking, "signal">> & Pick<Looking, "signal">,
): Promise<Found> {
  const session = new RtspSession(await dialCamera(address, networks, answerMs), credentials, answerMs);
  try {
    const url = streamUrl(address);
    const described = await session.ask("DESCRIBE", url, [["Accept", "application/sdp"]]);
    const refused = refusal(described.status);
    if (refused) return refused;
    const offer = readOffer(described.body.toString("utf8"));
    if (!offer) return nothing("OFFLINE", "no-picture-offered");
    const base = headerOf(described, "content-base") ?? headerOf(described, "content-location") ?? url;
    return await gate.through(async () => {
      const behind = await relay(session, { base, offer });
      try {
        return seen(await takePicture({ relay: behind.url }, pictureMs, signal), thumb, offer.codec);
      } catch (error) {
        if (error instanceof NoPicture)
          return nothing(error.why === "no-decoder" ? "UNKNOWN" : "OFFLINE", error.why, offer.codec);
        throw error;
      } finally {
        behind.close();
      }
    });
  } finally {
    session.close();
  }
}
