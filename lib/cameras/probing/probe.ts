import type { Network } from "@/lib/egress";
import { openFeed, openSnapshot } from "../decoding/feed";
import { NoPicture, type Picture, takePicture } from "../decoding/picture";
import type { CameraProof, CameraState } from "../model";
import type { Credentials } from "../rtsp/digest";
import { type Finding, judgePicture, readSnapshot, readStream } from "../rules";
import type { Gate } from "./gate";

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
  const [stream, snapshot] = [readStream(camera.subStream ?? camera.mainStream ?? ""), readSnapshot(camera.snapshotUrl ?? "")];
  if (!stream && !snapshot) return nothing("no-address");
  const feed = await (stream
    ? openFeed({ address: stream, credentials, networks, isLeast: true }, waits.answerMs)
    : snapshot
      ? openSnapshot({ address: snapshot, credentials, networks }, waits.answerMs)
      : "no-address");
  if (typeof feed === "string") return nothing(feed);
  try {
    return await gate.through(async () => {
      const picture = await takePicture(feed, waits.pictureMs, signal);
      return { ...judgePicture(picture.thumb, thumb), codec: feed.codec ?? picture.codec, picture };
    });
  } catch (error) {
    if (error instanceof NoPicture) return nothing(error.why, feed.codec);
    throw error;
  } finally {
    feed.close();
  }
}
