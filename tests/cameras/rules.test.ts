import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CameraState, cameraStates } from "@/lib/cameras/model";
import {
  holdsSignIn,
  isSamePicture,
  isTrouble,
  judgePicture,
  nextProbeMs,
  readSnapshot,
  readStream,
  type Standing,
  stand,
  streamUrl,
} from "@/lib/cameras/rules";

describe("addresses", () => {
  test.each([
    ["rtsp://10.20.1.5/stream1", "rtsp://10.20.1.5:554/stream1"],
    ["RTSP://Cam-7.ioc.local:8554/live?channel=1&subtype=0", "rtsp://cam-7.ioc.local:8554/live?channel=1&subtype=0"],
    ["rtsps://10.20.1.5", "rtsps://10.20.1.5:322/"],
    ["rtsp://10.20.1.5:80/x", "rtsp://10.20.1.5:80/x"],
    ["rtsp://[fd00::7]:554/x", "rtsp://[fd00::7]:554/x"],
    // As it is dialled, not as it is written.
    ["rtsp://0x7f.1/x", "rtsp://127.0.0.1:554/x"],
  ])("%s is %s", (text, url) => {
    const read = readStream(text);
    expect(read && streamUrl(read)).toBe(url);
  });
  test.each([
    ...["", "10.20.1.5", "file:///etc/passwd", "concat:rtsp://a|rtsp://b", "http://10.20.1.5/x", "rtmp://10.20.1.5/x", "rtsp:/x"],
    ...[
      "rtsp://a:b@10.20.1.5/x",
      "rtsp://10.20.1.5/x y",
      "rtsp://10.20.1.5/x\r\nDESCRIBE",
      "rtsp://10.20.1.5:99999/x",
      "rtsp://",
    ],
    ...["rtsp://10.20.1.5/é", "rtsp://10.20.1.5/#x", "-i rtsp://10.20.1.5/x", "rtsp://10.20.1.5\\@127.0.0.1/x"],
  ])("T-51: %j is no stream", (text) => {
    expect(readStream(text)).toBeNull();
  });
  test("single pictures come by http; a name in an address is seen", () => {
    expect(readSnapshot("http://10.20.1.5/cgi-bin/snapshot.cgi?ch=1")).toEqual({
      ...{ scheme: "http", host: "10.20.1.5", port: 80, path: "/cgi-bin/snapshot.cgi?ch=1" },
    });
    expect(readSnapshot("rtsp://10.20.1.5/x")).toBeNull();
    expect([holdsSignIn("rtsp://admin:123@10.20.1.5/x"), holdsSignIn("rtsp://10.20.1.5/x?mail=a@b")]).toEqual([true, false]);
  });
});

const grey = (value: (i: number) => number) => Uint8Array.from({ length: 64 * 36 }, (_, i) => value(i));
describe("pictures", () => {
  const street = grey((i) => 40 + ((i * 37) % 160));
  test.each([
    ["the first", street, null, "first-picture"],
    ["another", grey((i) => 60 + ((i * 37) % 160)), street, "picture-changes"],
    ["the same", street, street, "picture-still"],
    ["the same, encoded again", street.map((v, i) => (i % 5 === 0 ? v + 1 : v)), street, "picture-still"],
    ["the same with the noise of a sensor", street.map((v, i) => v + ((i * 7919) % 3)), street, "picture-changes"],
    ["a lamp that went on in a corner", street.map((v, i) => (i < 6 ? 255 : v)), street, "picture-changes"],
    ["night without a light", grey((i) => 6 + (i % 3)), street, "picture-dark"],
    ["a hand before it", grey(() => 120), street, "picture-empty"],
    ["a lit window at night", grey((i) => (i % 40 === 0 ? 230 : 5)), null, "first-picture"],
  ] as const)("%s", (_, picture, before, wanted) => {
    expect(judgePicture(Uint8Array.from(picture), before && Uint8Array.from(before)).proof).toBe(wanted);
  });
  test("property: a picture is the same as itself, and of two which is first does not matter", () => {
    const any = fc.uint8Array({ minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(isSamePicture(one, one)).toBe(true);
        expect(isSamePicture(one, other)).toBe(isSamePicture(other, one));
      }),
    );
  });
});

const at = (minute: number) => new Date(Date.UTC(2026, 10, 27, 1, 0, 0) + minute * 60_000);
const fresh: Standing = {
  ...{ state: "UNKNOWN", proof: "never-probed", sinceAt: at(0) },
  seen: { state: "UNKNOWN", proof: "never-probed", sinceAt: at(0), count: 0 },
};
const proofOf: Record<CameraState, Parameters<typeof stand>[1]["proof"]> = {
  ...{ ONLINE: "picture-changes", OFFLINE: "silent", FROZEN: "picture-still", DARK: "picture-dark" },
  ...{ UNAUTHORISED: "sign-in-refused", UNKNOWN: "no-decoder" },
};
/** N online, F offline, Z frozen, D dark, U unauthorised, ? not known: a probe a minute. */
const letters: Record<string, CameraState> = {
  N: "ONLINE",
  F: "OFFLINE",
  Z: "FROZEN",
  D: "DARK",
  U: "UNAUTHORISED",
  "?": "UNKNOWN",
};
function story(text: string): { standing: Standing; told: string[] } {
  let standing = fresh;
  const told: string[] = [];
  [...text].forEach((letter, minute) => {
    const state = letters[letter] ?? "UNKNOWN";
    const next = stand(standing, { state, proof: proofOf[state] }, at(minute));
    if (next.state !== standing.state) told.push(`${next.state} ${(next.sinceAt.getTime() - at(0).getTime()) / 60_000}`);
    standing = next;
  });
  return { standing, told };
}
describe("standing", () => {
  test.each([
    ["the first probe is believed", "N", ["ONLINE 0"]],
    ["the first failure too", "F", ["OFFLINE 0"]],
    ["one failure is none", "NNFN", ["ONLINE 0"]],
    ["two are, from the first of them", "NNFF", ["ONLINE 0", "OFFLINE 2"]],
    ["back after a long time it is back at once", `NFF${"F".repeat(9)}N`, ["ONLINE 0", "OFFLINE 1", "ONLINE 12"]],
    ["back a moment later it must come twice", "NFFNFNN", ["ONLINE 0", "OFFLINE 1", "ONLINE 5"]],
    ["one that flaps every minute is one story", "NFNFNFNFNF", ["ONLINE 0"]],
    ["a picture that stood still twice may have been a quiet street", "NZZN", ["ONLINE 0"]],
    ["three times it is frozen", "NZZZ", ["ONLINE 0", "FROZEN 1"]],
    ["three dark ones are dark", "NDDD", ["ONLINE 0", "DARK 1"]],
    ["a password that was changed", "NUUU", ["ONLINE 0", "UNAUTHORISED 1"]],
    ["from frozen to away", "NZZZFF", ["ONLINE 0", "FROZEN 1", "OFFLINE 4"]],
    ["what can no longer be known is not known at once", "N?", ["ONLINE 0", "UNKNOWN 1"]],
  ])("%s: %s", (_, text, told) => {
    expect(story(text).told).toEqual(told);
  });
  test("property: states follow each other in time, none twice in a row, and what was said often enough stands", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(..."NFZDU?"), { maxLength: 60 }), (probes) => {
        const { told, standing } = story(probes.join(""));
        const times = told.map((one) => Number(one.split(" ")[1]));
        expect(times).toEqual([...times].sort((a, b) => a - b));
        const states = told.map((one) => one.split(" ")[0]);
        expect(states.every((state, i) => state !== states[i - 1])).toBe(true);
        const last = probes.at(-1);
        const isLong = probes.length >= 3 && probes.slice(-3).every((one) => one === last);
        if (isLong && last) expect(standing.state).toBe(letters[last]);
      }),
    );
  });
  test("each minute as a rule, soon where something is about to change, seldom at what has long been away", () => {
    const { standing } = story("NN");
    expect(nextProbeMs(standing, at(2))).toBe(60_000);
    expect(nextProbeMs(story("NNF").standing, at(2))).toBe(15_000);
    const away = story("NFF").standing;
    expect([5, 20, 90].map((minute) => nextProbeMs(away, at(minute)) / 1_000)).toEqual([60, 120, 300]);
  });
  test("of every state it is said whether it is a trouble", () => {
    expect(cameraStates.filter(isTrouble)).toEqual(["OFFLINE", "FROZEN", "DARK", "UNAUTHORISED"]);
  });
});
