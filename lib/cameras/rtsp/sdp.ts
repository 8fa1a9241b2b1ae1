/** The picture a camera offers, out of its description (SDP, RFC 8866). */
export type Offer = {
  codec: string;
  payload: number;
  format: string | null;
  mapping: string;
  control: string;
  sessionControl: string;
};

const fits = (text: string) => text.length <= 4_000 && /^[\x20-\x7e]*$/.test(text);

/** The first picture in a description; null where it offers none. */
export function readOffer(text: string): Offer | null {
  const lines = text.split(/\r?\n/).filter(fits);
  const first = lines.findIndex((line) => line.startsWith("m="));
  const begins = lines.findIndex((line) => line.startsWith("m=video "));
  if (begins === -1) return null;
  const ends = lines.findIndex((line, i) => i > begins && line.startsWith("m="));
  const own = lines.slice(begins, ends === -1 ? undefined : ends);
  const payload = Number(/^m=video \d+ RTP\/AVP (\d{1,3})\b/.exec(own[0] ?? "")?.[1] ?? Number.NaN);
  if (!Number.isInteger(payload) || payload > 127) return null;
  const valueIn = (among: readonly string[], prefix: string) =>
    among
      .find((line) => line.startsWith(prefix))
      ?.slice(prefix.length)
      .trim() ?? null;
  // 26 is Motion JPEG by its number alone (RFC 3551 §6).
  const mapping = valueIn(own, `a=rtpmap:${payload} `) ?? (payload === 26 ? "JPEG/90000" : null);
  if (mapping === null) return null;
  return {
    ...{ codec: (mapping.split("/")[0] ?? "").toUpperCase(), payload, mapping, format: valueIn(own, `a=fmtp:${payload} `) },
    control: valueIn(own, "a=control:") ?? "",
    sessionControl: valueIn(lines.slice(0, first), "a=control:") ?? "*",
  };
}

/** A description of that picture alone, in our own words: nothing of what a camera says besides goes on to whoever decodes it. */
export function writeOffer({ payload, mapping, format }: Offer, control: string): string {
  const lines = [
    ...["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 0.0.0.0", "t=0 0", "a=control:*", `m=video 0 RTP/AVP ${payload}`],
    ...[`a=rtpmap:${payload} ${mapping}`, ...(format === null ? [] : [`a=fmtp:${payload} ${format}`]), `a=control:${control}`],
  ];
  return `${lines.join("\r\n")}\r\n`;
}

/** The address of a part of what was described, as cameras and their clients have come to build it: joined by a stroke, not resolved. */
export function controlAddress(base: string, control: string): string {
  if (control === "" || control === "*") return base;
  if (/^rtsps?:\/\//i.test(control)) return control;
  return base.endsWith("/") ? `${base}${control.replace(/^\//, "")}` : `${base}/${control.replace(/^\//, "")}`;
}
