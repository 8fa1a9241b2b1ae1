import type { PoolClient } from "pg";
import { decoderHere, readersNow } from "@/lib/cameras/queries";
import { env } from "@/lib/env";
import type { Check } from "../model";

/** Can this machine decode cameras' pictures, and apart from all else; how many are live; and how many the workers cannot decode. */
export async function probeCameras(client: PoolClient): Promise<Check> {
  const { CAMERA_NETWORKS: networks, CAMERAS_LIVE_AT_ONCE: most, CAMERA_SANDBOX: sandbox } = env();
  const { isThere, isContained } = await decoderHere();
  const decoder = isThere ? (isContained ? "contained" : "bare") : "none";
  const { rows } = await client.query<{ blind: number }>(
    "select count(*)::int as blind from camera_health where seen_proof = 'no-decoder'",
  );
  const blind = rows[0]?.blind ?? 0;
  const isBad = decoder === "none" || (decoder === "bare" && sandbox === "required") || blind > 0;
  return {
    code: "cameras",
    state: networks.trim() === "" ? "off" : isBad ? "bad" : decoder === "bare" ? "watch" : "good",
    facts: { decoder, live: readersNow(), most, blind },
  };
}
