import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CameraState, cameraStates } from "@/lib/cameras/model";
import {
  availabilityOf,
  holdsSignIn,
  isSamePicture,
  isTrouble,
  judgePicture,
  nextProbeMs,
  readSnapshot,
  readStream,
  type Standing,
  sharesOf,
  stand,
  streamUrl,
  viewCone,
} from "@/lib/cameras/rules";

describe("addresses", () => {
  test.each([
    ["rtsp://10.20.1.5/stream1", "rtsp://10.20.1.5:554/stream1"],
    ["RTSP://Cam-7.ioc.local:8554/live?channel=1&subtype=0", "rtsp://cam-7.ioc.local:8554/live?channel=1&subtype=0"],
    ["rtsps://10.20.1.5", "rtsps://10.20.1.5:322/"],
    ["rtsp://10.20.1.5:80/x", "rtsp://10.20.1.5:80/x"],
    ["rtsp://[fd00::7]:554/x", "rtsp://[fd00::7]:554/x"],
    ["http://10.20.1.5:8080/live/index.m3u8?k=1", "http://10.20.1.5:8080/live/index.m3u8?k=1"],
    ["HTTPS://Cam-7.ioc.local/mjpeg", "https://cam-7.ioc.local:443/mjpeg"],
    // As it is dialled, not as it is written.
    ["rtsp://0x7f.1/x", "rtsp://127.0.0.1:554/x"],
  ])("%s is %s", (text, url) => {
    const read = readStream(text);
    expect(read && streamUrl(read)).toBe(url);
  });
  test.each([
    ...["", "10.20.1.5", "file:///etc/passwd", "concat:rtsp://a|rtsp://b", "rtmp://10.20.1.5/x", "rtsp:/x"],
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
  test("T-51: no protocol a program knows besides, and no trick with one of ours, is a stream", () => {
    const protocols =
      "file pipe fd concat concatf subfile data cache crypto async bluray ftp gopher gophers hls httpproxy icecast ipfs md5 mmsh mmst prompeg rtmp rtmps rtmpt rtp sctp sftp smb srt srtp tcp tee tls udp unix zmq amqp exec ffmpeg lavfi v4l2 x11grab alsa device echo expr onvif dvrip tapo".split(
        " ",
      );
    const tricks = protocols.flatMap((name) => [
      `${name}:/etc/passwd`,
      `${name}://10.20.1.5/x`,
      `${name}:rtsp://10.20.1.5/x`,
      `rtsp+${name}://10.20.1.5/x`,
    ]);
    const others = [
      ...["hls+http://10.20.1.5/x", "rtsp://10.20.1.5/x\t-f lavfi", "rtsp://10.20.1.5/\u0000"],
      ...[
        "rtsp://-oProxyCommand=x /",
        "$(id)",
        "`id`",
        "rtsp://10.20.1.5 ; id",
        "rtsp:///etc/passwd",
        "rtsp://[::1",
        "rtsp://%00/x",
      ],
      ...[
        "javascript:alert(1)",
        "//10.20.1.5/x",
        "\\\\10.20.1.5\\x",
        "rtsp://10.20.1.5\n/x",
        "rtsp://a@b@c/x",
        "rtsp://10.20.1.5:0x50/x",
      ],
    ];
    expect(tricks.length).toBeGreaterThan(80);
    for (const trick of [...tricks, ...others])
      expect([trick, readStream(trick), readSnapshot(trick)]).toEqual([trick, null, null]);
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

const hour = (n: number) => new Date(Date.UTC(2026, 10, 26, 17) + n * 3_600_000);
const day = { from: hour(0), until: hour(24) };
const change = (at: number, state: CameraState) => ({ at: hour(at), state });
describe("availability", () => {
  const hours = (shares: ReturnType<typeof sharesOf>) => Object.values(shares).map((ms) => ms / 3_600_000);
  test.each([
    ["nothing is known of it", [], [], [0, 0, 24, 0]],
    ["it was showing before and all day", [change(-50, "ONLINE")], [], [24, 0, 0, 0]],
    ["it was registered at six and went away at twelve", [change(6, "ONLINE"), change(12, "OFFLINE")], [], [6, 12, 6, 0]],
    ["frozen and dark are troubles", [change(-1, "FROZEN"), change(8, "DARK"), change(16, "ONLINE")], [], [8, 16, 0, 0]],
    ["maintenance hides a trouble", [change(-1, "ONLINE"), change(8, "OFFLINE"), change(10, "ONLINE")], [[7, 11]], [20, 0, 0, 4]],
    [
      "and what shows as well",
      [change(-1, "ONLINE")],
      [
        [-5, 2],
        [1, 3],
        [23, 30],
      ],
      [20, 0, 0, 4],
    ],
    [
      "changes of one moment: the last stands",
      [change(-1, "ONLINE"), change(4, "OFFLINE"), change(4, "ONLINE")],
      [],
      [24, 0, 0, 0],
    ],
    ["what changes after the day is not of it", [change(-1, "ONLINE"), change(24, "OFFLINE")], [], [24, 0, 0, 0]],
  ] as const)("%s", (_, changes, work, wanted) => {
    const maintenance = work.map(([from, until]) => ({ from: hour(from), until: hour(until) }));
    expect(hours(sharesOf(changes, day, maintenance))).toEqual(wanted);
  });
  test("property: the four add up to the stretch; two halves to the whole", () => {
    const at = fc.integer({ min: -30, max: 60 });
    const changes = fc
      .array(fc.tuple(at, fc.constantFrom(...cameraStates)), { maxLength: 20 })
      .map((all) => all.sort(([a], [b]) => a - b).map(([when, state]) => change(when, state)));
    const work = fc
      .array(fc.tuple(at, fc.integer({ min: 1, max: 20 })), { maxLength: 5 })
      .map((all) => all.map(([from, lasts]) => ({ from: hour(from), until: hour(from + lasts) })));
    fc.assert(
      fc.property(changes, work, fc.integer({ min: 0, max: 24 }), (known, maintenance, middle) => {
        const whole = sharesOf(known, day, maintenance);
        const halves = [
          sharesOf(known, { from: day.from, until: hour(middle) }, maintenance),
          sharesOf(known, { from: hour(middle), until: day.until }, maintenance),
        ];
        expect(hours(whole).reduce((sum, one) => sum + one, 0)).toBe(24);
        for (const key of ["onlineMs", "troubleMs", "unknownMs", "maintainedMs"] as const)
          expect(halves.reduce((sum, half) => sum + half[key], 0)).toBe(whole[key]);
      }),
    );
  });
  test("of what is not known there is no share", () => {
    expect(availabilityOf({ onlineMs: 0, troubleMs: 0 })).toBeNull();
    expect(availabilityOf({ onlineMs: 3, troubleMs: 1 })).toBe(0.75);
  });
});

describe("where it looks", () => {
  const at = { latitude: 22.8233, longitude: 104.9836 };
  const metres = ([latitude, longitude]: [number, number]) =>
    Math.hypot(
      (latitude - at.latitude) * 111_320,
      (longitude - at.longitude) * 111_320 * Math.cos((at.latitude * Math.PI) / 180),
    );
  test("property: from the camera out to its reach and no further, within its width", () => {
    const any = fc.record({
      bearingDegrees: fc.integer({ min: 0, max: 359 }),
      viewDegrees: fc.integer({ min: 1, max: 360 }),
      viewMetres: fc.integer({ min: 1, max: 5_000 }),
    });
    fc.assert(
      fc.property(any, (view) => {
        const cone = viewCone(at, view);
        const isRound = view.viewDegrees === 360;
        for (const point of isRound ? cone : cone.slice(1)) expect(metres(point)).toBeCloseTo(view.viewMetres, 3);
        if (!isRound) expect(cone[0]).toEqual([at.latitude, at.longitude]);
      }),
    );
  });
  test("east is to the right, north is up", () => {
    const [, , [latitude, longitude] = [0, 0]] = viewCone(at, { bearingDegrees: 90, viewDegrees: 20, viewMetres: 100 });
    expect([latitude, longitude > at.longitude]).toEqual([expect.closeTo(at.latitude, 6), true]);
  });
});
