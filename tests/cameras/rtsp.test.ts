import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { authorization, pickChallenge } from "@/lib/cameras/rtsp/digest";
import { controlAddress, readOffer, writeOffer } from "@/lib/cameras/rtsp/sdp";
import { type Frame, Garbled, type Message, WireReader, written } from "@/lib/cameras/rtsp/wire";

function readAll(pieces: readonly Buffer[]): { messages: Message[]; frames: Frame[] } {
  const [messages, frames]: [Message[], Frame[]] = [[], []];
  const reader = new WireReader({ message: (m) => messages.push(m), frame: (f) => frames.push(f) });
  for (const piece of pieces) reader.push(piece);
  return { messages, frames };
}

describe("the wire", () => {
  const talk = Buffer.concat([
    written(
      "RTSP/1.0 200 OK",
      [
        ["CSeq", "2"],
        ["Session", "7;timeout=60"],
      ],
      "v=0\r\n",
    ),
    Buffer.from([0x24, 1, 0, 3, 0x24, 0x0d, 0x0a]),
    written("OPTIONS * RTSP/1.0", [["CSeq", "9"]]),
  ]);
  test("property: however it is cut into pieces, the same messages and packets come out", () => {
    const whole = readAll([talk]);
    expect(whole.messages.map((m) => [m.start, m.headers.length, m.body.toString()])).toEqual([
      ["RTSP/1.0 200 OK", 3, "v=0\r\n"],
      ["OPTIONS * RTSP/1.0", 1, ""],
    ]);
    expect(whole.frames).toEqual([{ channel: 1, bytes: Buffer.from([0x24, 1, 0, 3, 0x24, 0x0d, 0x0a]) }]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: talk.length }), { maxLength: 8 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), talk.length];
        expect(readAll(at.slice(1).map((end, i) => talk.subarray(at[i], end)))).toEqual(whole);
      }),
    );
  });
  test("property: whatever comes ends in messages or in Garbled, never in anything else", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), (pieces) => {
        try {
          readAll(pieces.map((piece) => Buffer.from(piece)));
        } catch (error) {
          expect(error).toBeInstanceOf(Garbled);
        }
      }),
    );
  });
  test("nothing that is written breaks its line", () => {
    expect(() => written("DESCRIBE rtsp://x/a\r\nX: y RTSP/1.0", [])).toThrow(Garbled);
    expect(() => written("OPTIONS * RTSP/1.0", [["Session", "1\r\nX: y"]])).toThrow(Garbled);
  });
});

describe("proof of who asks", () => {
  const account = { name: "Mufasa", password: "Circle of Life" };
  const asked = { method: "GET", uri: "/dir/index.html", count: 1 };
  const cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  const challenge = (algorithm: string) =>
    `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;
  // RFC 7616 §3.9.1.
  test.each([
    ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
    ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
  ])("%s as the standard works it out", (algorithm, response) => {
    const picked = pickChallenge([challenge(algorithm)]);
    expect(picked && authorization(picked, account, asked, cnonce)).toContain(`response="${response}"`);
  });
  test("without qop as RFC 2069 has it, as most cameras do; the strongest is picked; what is unknown is none", () => {
    const old = pickChallenge(['Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"']);
    expect(old && authorization(old, account, asked)).toMatch(/^Digest username="Mufasa", .*response="[0-9a-f]{32}"$/);
    expect(pickChallenge(['Basic realm="x"', challenge("MD5"), challenge("SHA-256")])).toMatchObject({ algorithm: "SHA-256" });
    expect(pickChallenge(['Basic realm="x"'])).toEqual({ kind: "basic" });
    expect(pickChallenge(["Negotiate", challenge("SHA-512-256")])).toBeNull();
    expect(authorization({ kind: "basic" }, account, asked)).toBe(`Basic ${btoa("Mufasa:Circle of Life")}`);
  });
});

describe("what a camera offers", () => {
  const sdp = [
    ...["v=0", "o=- 1 1 IN IP4 10.20.1.5", "s=Cam", "a=control:rtsp://10.20.1.5/s1/", "m=audio 0 RTP/AVP 8", "a=control:track1"],
    ...[
      "m=video 0 RTP/AVP 96",
      "a=rtpmap:96 H264/90000",
      "a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z0LAH4o=",
      "a=control:track2",
    ],
    ...["m=application 0 RTP/AVP 107", "a=rtpmap:107 vnd.onvif.metadata/90000"],
  ].join("\r\n");
  test("of sound, picture and the rest the picture alone goes on, in our words", () => {
    const offer = readOffer(sdp);
    expect(offer).toMatchObject({ codec: "H264", payload: 96, control: "track2", sessionControl: "rtsp://10.20.1.5/s1/" });
    const told = offer && writeOffer(offer, "picture");
    expect(told).toContain("m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1");
    expect(told).not.toMatch(/audio|10\.20|onvif|track2/);
  });
  test.each([
    ["no picture", "v=0\r\nm=audio 0 RTP/AVP 8\r\n"],
    ["no mapping", "v=0\r\nm=video 0 RTP/AVP 96\r\n"],
    ["no number", "v=0\r\nm=video 0 RTP/AVP x\r\na=rtpmap:96 H264/90000\r\n"],
    ["nothing", ""],
  ])("%s", (_, text) => {
    expect(readOffer(text)).toBeNull();
  });
  test("Motion JPEG is known by its number", () => {
    expect(readOffer("v=0\r\nm=video 0 RTP/AVP 26\r\n")).toMatchObject({ codec: "JPEG" });
  });
  test.each([
    ["rtsp://a/s", "track1", "rtsp://a/s/track1"],
    ["rtsp://a/s/", "track1", "rtsp://a/s/track1"],
    ["rtsp://a/s?x=1", "track1", "rtsp://a/s?x=1/track1"],
    ["rtsp://a/s", "rtsp://b/t", "rtsp://b/t"],
    ["rtsp://a/s", "*", "rtsp://a/s"],
    ["rtsp://a/s", "", "rtsp://a/s"],
  ])("%s and %j are %s", (base, control, wanted) => {
    expect(controlAddress(base, control)).toBe(wanted);
  });
});
