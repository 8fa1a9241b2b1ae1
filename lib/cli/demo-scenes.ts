import { formatInstant } from "@/lib/words";
import type { SeedCamera } from "@/prisma/seed/cameras";

/** The pictures of the demo's cameras: five a second, small, drawn and encoded by ffmpeg alone. */
const size = "640x360";
const rate = 5;

const stoppedAt = formatInstant(new Date()).replace(":", "\\:");

const skies = ["0x26364a:0x5f7f93", "0x2c3a55:0x7d8fa6", "0x33414a:0x8a9a94", "0x2a3347:0x6f7fa0", "0x3a3f4f:0x90897f"];
const cars = ["0xc9d4dc", "0x9c4b3b", "0xd9b45c", "0x5b7fa8", "0x6f9a72", "0xb8bfc6"];
const cycled = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;

const still = (source: string): string => `color=c=${source}:s=${size}:r=${rate}`;
const moving = (colour: string, box: string) => `color=c=${colour}:s=${box}:r=${rate}`;

/** A road with houses behind it and two cars, each camera's at a pace and in colours of its own. */
function street(i: number): string {
  const [above = "", below = ""] = cycled(skies, i).split(":");
  const [first, second] = [70 + ((i * 37) % 60), 55 + ((i * 53) % 70)];
  const houses = [0, 1, 2].map((n) => {
    const height = 50 + ((i * 31 + n * 47) % 70);
    return `drawbox=x=${40 + n * 190 + ((i * 29) % 60)}:y=${210 - height}:w=${80 + ((i * 13 + n * 23) % 70)}:h=${height}:c=0x2b3945:t=fill`;
  });
  const road = ["drawbox=x=0:y=210:w=640:h=112:c=0x3a3f45:t=fill", "drawbox=x=0:y=264:w=640:h=3:c=0xd8c88a:t=fill"];
  return [
    `gradients=s=${size}:r=${rate}:c0=${above}:c1=${below}:x0=0:y0=0:x1=0:y1=359:nb_colors=2:speed=0.00001,${[...houses, ...road].join(",")}[ground]`,
    `${moving(cycled(cars, i), "70x26")}[near]`,
    `${moving(cycled(cars, i + 2), "46x22")}[far]`,
    `[ground][near]overlay=x='mod(300+t*${first},760)-90':y=278[one]`,
    `[one][far]overlay=x='680-mod(420+t*${second},780)':y=228`,
  ].join(";");
}

/** A counter with people before it. */
function counter(i: number): string {
  const [first, second] = [22 + ((i * 7) % 14), 15 + ((i * 11) % 12)];
  return [
    `${still("0x8d949a")},drawbox=x=0:y=0:w=640:h=150:c=0xa4abb0:t=fill,drawbox=x=80:y=40:w=180:h=70:c=0x8b3a35:t=fill,drawbox=x=0:y=235:w=640:h=125:c=0x6e5a48:t=fill[room]`,
    `${moving(cycled(cars, i + 1), "46x110")}[one]`,
    `${moving(cycled(cars, i + 3), "42x98")}[two]`,
    `[room][one]overlay=x='120+40*sin(t/3)':y='140+4*sin(t*${first}/9)'[a]`,
    `[a][two]overlay=x='400+60*sin(t/${second})':y=150`,
  ].join(";");
}

/**
 * What ffmpeg is asked for to send a camera's picture to a port of ours, as RTP. Its name is read from a file in the folder ffmpeg runs in, where
 * the font lies too: no text of ours is part of the arguments.
 */
export function argumentsFor({ code, scene }: SeedCamera, place: number, port: number): string[] {
  const label = (source: string, where: string, points: number) =>
    `drawtext=fontfile=font.ttf:${source}:${where}:fontsize=${points}:fontcolor=white:box=1:boxcolor=0x000000AA:boxborderw=6`;
  const isFrozen = scene === "frozen";
  // A frozen picture has a clock too, and it stands, however often somebody begins to play it.
  const time = isFrozen ? stoppedAt : "%{localtime\\:%d/%m/%Y %T}";
  const named = `${label(`textfile=${code}.txt`, "x=14:y=12", 26)},${label(`text='${time}'`, "x=w-tw-14:y=14", 20)}`;
  const drawn =
    scene === "dark"
      ? still("0x06080a")
      : scene === "counter"
        ? `${counter(place)},${named}`
        : `${street(place)},${named}${isFrozen ? ",loop=loop=-1:size=1:start=0" : ""}`;
  return [
    ...["-nostdin", "-hide_banner", "-loglevel", "error", "-re", "-f", "lavfi", "-i", drawn, "-an", "-filter_threads", "1"],
    ...["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-profile:v", "baseline", "-pix_fmt", "yuv420p"],
    ...["-r", String(rate), "-g", String(rate), "-threads", "1", "-crf", "27", "-payload_type", "96"],
    ...["-f", "rtp", `rtp://127.0.0.1:${port}?rtcpport=${port}&pkt_size=1200`],
  ];
}
