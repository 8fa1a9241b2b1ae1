import type { Network } from "@/lib/egress";
import type { CameraProof, CameraState } from "../model";
import { NotDialled } from "../rtsp/dial";
import type { Credentials } from "../rtsp/digest";
import { type Opened, openStream, refusedBy } from "../rtsp/opened";
import { relay } from "../rtsp/relay";
import { type Finding, judgePicture, readSnapshot, readStream } from "../rules";
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

/** What hinders us is no fault of the camera's. */
const stateBehind = (proof: CameraProof): CameraState =>
  proof === "sign-in-refused"
    ? "UNAUTHORISED"
    : proof === "address-refused" || proof === "no-address" || proof === "no-decoder"
      ? "UNKNOWN"
      : "OFFLINE";
const nothing = (proof: CameraProof, codec: string | null = null): Found => ({
  state: stateBehind(proof),
  proof,
  codec,
  picture: null,
});

/**
 * Looks whether a camera shows a living picture: reached, described, a key picture decoded, and another than the last. The lesser stream is
 * looked at where there is one; where there is none, the single picture. `gate` bounds how many are decoded at once.
 */
export async function probeCamera(camera: Probed, { networks, gate, signal, waits = usually }: Looking): Promise<Found> {
  const { credentials, thumb } = camera;
  const take = (codec: string, source: Parameters<typeof takePicture>[0]) =>
    takePicture(source, waits.pictureMs, signal).then(
      (picture): Found => ({ ...judgePicture(picture.thumb, thumb), codec, picture }),
      (error: unknown) => {
        if (error instanceof NoPicture) return nothing(error.why, codec);
        throw error;
      },
    );
  const address = readStream(camera.subStream ?? camera.mainStream ?? "");
  if (address) {
    const opened = await openStream({ address, credentials, networks }, waits.answerMs);
    return typeof opened === "string" ? nothing(opened) : gate.through(() => play(opened, take));
  }
  const snapshot = readSnapshot(camera.snapshotUrl ?? "");
  if (!snapshot) return nothing("no-address");
  try {
    const { status, bytes } = await fetchSnapshot(snapshot, credentials, networks, waits.answerMs);
    const refused = refusedBy(status);
    return refused ? nothing(refused) : gate.through(() => take("JPEG", { bytes }));
  } catch (error) {
    if (error instanceof NotDialled) return nothing(error.why);
    throw error;
  }
}

async function play(
  { session, base, offer }: Opened,
  take: (codec: string, source: { relay: string }) => Promise<Found>,
): Promise<Found> {
  const behind = await relay(session, { base, offer });
  try {
    return await take(offer.codec, { relay: behind.url });
  } finally {
    behind.close();
  }
}
