import type { Network } from "@/lib/egress";
import { cameraHost, NotDialled } from "../rtsp/dial";
import { readSnapshot, readStream } from "../rules";
import { holdsSecret } from "../sheet/cells";
import type { CameraOffer, leftReasons } from "./model";
import { type Element, textWithin, within } from "./soap";

export type Profile = { token: string; name: string; codec: string | null; width: number | null; height: number | null };

/** The profiles of an answer that bring a picture, the largest first. */
export function profilesOf(body: Element): Profile[] {
  const profiles = (within(body, "GetProfilesResponse")?.children ?? []).filter(({ name }) => name === "Profiles");
  return profiles
    .flatMap((profile): Profile[] => {
      const encoder = within(profile, "VideoEncoderConfiguration") ?? within(profile, "Configurations", "VideoEncoder");
      const { token } = profile.attributes;
      if (!encoder || !token || token.length > 200) return [];
      const points = (side: string) => {
        const count = Number(within(encoder, "Resolution", side)?.text ?? Number.NaN);
        return Number.isInteger(count) && count > 0 && count <= 20_000 ? count : null;
      };
      const name = textWithin(profile, 60, "Name") ?? token.slice(0, 60);
      return [{ token, name, codec: textWithin(encoder, 20, "Encoding"), width: points("Width"), height: points("Height") }];
    })
    .sort((a, b) => sizeOf(b) - sizeOf(a));
}
const sizeOf = ({ width, height }: Profile): number => (width ?? 0) * (height ?? 0);

/** The address an answer gives, as it stands. */
export function readOffered(body: Element): string | null {
  const [answer] = body.children;
  return answer ? (textWithin(answer, 500, "MediaUri", "Uri") ?? textWithin(answer, 500, "Uri")) : null;
}

type Left = (typeof leftReasons)[number];
/** What a device gave as addresses, as far as a form may have them: on the device itself or inside the networks, and nobody's name or password in them. */
export async function addressesOf(
  given: { streams: readonly { profile: Profile; uri: string | null }[]; snapshot: string | null },
  host: string,
  networks: readonly Network[],
): Promise<Pick<CameraOffer, "mainStream" | "subStream" | "snapshotUrl" | "left">> {
  const left = new Set<Left>();
  const taken = async (uri: string | null, read: typeof readStream | typeof readSnapshot): Promise<string | null> => {
    if (uri === null) return null;
    // Some write the name and password they were asked with before the host; those have fields of their own.
    const bare = uri.replace(/^([a-z]+:\/\/)[^/?#]*@/i, "$1");
    const address = read(bare);
    const why: Left | null = !address
      ? "unreadable"
      : holdsSecret(bare)
        ? "secret"
        : address.host === host || (await isInside(address, networks))
          ? null
          : "outside";
    if (why) left.add(why);
    return why ? null : bare;
  };
  const streams: { profile: Profile; address: string }[] = [];
  for (const { profile, uri } of given.streams) {
    const address = await taken(uri, readStream);
    if (address !== null) streams.push({ profile, address });
  }
  const [main, ...others] = streams;
  // The lesser one is for a grid: of the smaller ones a browser shows (H.264) the smallest, else the smallest.
  const smaller = others.filter(({ profile }) => main && sizeOf(profile) < sizeOf(main.profile)).reverse();
  const sub = smaller.find(({ profile }) => /^h\.?264$/i.test(profile.codec ?? "")) ?? smaller[0];
  return {
    mainStream: main?.address ?? null,
    subStream: sub?.address ?? null,
    snapshotUrl: await taken(given.snapshot, readSnapshot),
    left: [...left],
  };
}

function isInside(address: { host: string; port: number }, networks: readonly Network[]): Promise<boolean> {
  return cameraHost(address, networks).then(
    () => true,
    (error: unknown) => {
      if (error instanceof NotDialled) return false;
      throw error;
    },
  );
}
