import type { HttpAddress } from "../rules";

/** A list of pieces as a camera or a gateway tells it (HLS, RFC 8216): whole segments alone; their parts are for whoever plays it. */
export type Told = {
  segments: { number: number; path: string; init: string | null; seconds: number }[];
  targetSeconds: number;
  isOver: boolean;
};
const most = { lines: 5_000, segments: 2_000 };

/** Where a piece stands: at the place the list came from, and nowhere else. Null for any other. */
function pathOf(text: string, base: HttpAddress): string | null {
  const here = `${base.scheme}://${base.host}:${base.port}`;
  if (!/^[\x21-\x7e]{1,2000}$/.test(text) || !URL.canParse(text, `${here}${base.path}`)) return null;
  const url = new URL(text, `${here}${base.path}`);
  return url.origin === new URL(here).origin && url.username === "" ? `${url.pathname}${url.search}` : null;
}

const attribute = (line: string, name: string) =>
  new RegExp(`[:,]${name}=(?:"([^"]*)"|([^",]*))`).exec(line)?.slice(1).find(Boolean);

/** The list of the least of the pictures a list of lists offers, or the most; null where it is no list of lists. */
export function variantIn(text: string, base: HttpAddress, isLeast: boolean): string | null {
  const lines = linesOf(text);
  const found = lines.flatMap((line, i) => {
    if (!line.startsWith("#EXT-X-STREAM-INF:")) return [];
    const path = pathOf(lines.slice(i + 1).find((one) => !one.startsWith("#")) ?? "", base);
    return path === null ? [] : [{ path, bandwidth: Number(attribute(line, "BANDWIDTH") ?? 0) || 0 }];
  });
  found.sort((a, b) => (isLeast ? a.bandwidth - b.bandwidth : b.bandwidth - a.bandwidth));
  return found[0]?.path ?? null;
}

/** The pieces of a list; null for what is none, is locked, or names a piece elsewhere. */
export function readPieces(text: string, base: HttpAddress): Told | null {
  const lines = linesOf(text);
  if (lines[0] !== "#EXTM3U") return null;
  const value = (prefix: string) => lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
  const first = Number(value("#EXT-X-MEDIA-SEQUENCE:") ?? 0);
  const targetSeconds = Number(value("#EXT-X-TARGETDURATION:") ?? Number.NaN);
  if (!Number.isSafeInteger(first) || first < 0 || !(targetSeconds > 0 && targetSeconds <= 60)) return null;
  const segments: Told["segments"] = [];
  let [init, seconds]: [string | null, number] = [null, 0];
  for (const line of lines) {
    if (line.startsWith("#EXT-X-KEY:") && attribute(line, "METHOD") !== "NONE") return null;
    if (line.startsWith("#EXT-X-BYTERANGE:")) return null;
    if (line.startsWith("#EXT-X-MAP:")) {
      init = pathOf(attribute(line, "URI") ?? "", base);
      if (init === null || attribute(line, "BYTERANGE")) return null;
    }
    if (line.startsWith("#EXTINF:")) seconds = Number.parseFloat(line.slice(8)) || 0;
    if (line.startsWith("#")) continue;
    const path = pathOf(line, base);
    if (path === null || segments.length >= most.segments) return null;
    segments.push({ number: first + segments.length, path, init, seconds });
  }
  return { segments, targetSeconds, isOver: lines.includes("#EXT-X-ENDLIST") };
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/, most.lines)
    .map((line) => line.trim())
    .filter(Boolean);
