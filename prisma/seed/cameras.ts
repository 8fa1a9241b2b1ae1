import type pg from "pg";
import type { CameraState } from "@/lib/cameras/model";
import { hamletName } from "./areas";
import { type Cell, copyRows, reserve } from "./copy";
import type { Random } from "./random";
import { wards, wardTitle } from "./units";

/** What a demo camera shows: a road or a counter; a picture that stands; none; or it does not answer, or wants a sign-in nobody entered. */
export type Scene = "street" | "counter" | "frozen" | "dark" | "away" | "locked";
export type SeedCamera = {
  code: string;
  name: string;
  group: string;
  unit: string;
  ward: string;
  /** The hamlet it stands in, where it is that hamlet's. */
  hamlet?: string;
  address: string;
  scene: Scene;
  /** From the middle of its ward, in thousandths of a degree, and where it looks. */
  east: number;
  north: number;
  bearing: number;
};

const groups = { GT: "Giao thông", AN: "An ninh", MC: "Bộ phận Một cửa", CC: "Nơi công cộng" } as const;
type Line = [
  code: string,
  name: string,
  ward: string,
  address: string,
  east: number,
  north: number,
  bearing: number,
  scene?: Scene,
];
/** Names of streets and places are the city's; where cameras stand and what they show is invented. */
const lines: readonly Line[] = [
  ["GT-001", "Ngã tư Quyết Thắng", "nguyenTrai", "Nguyễn Trãi – Quyết Thắng", 8, 3, 45],
  ["GT-002", "Cầu Yên Biên I", "tranPhu", "Đầu cầu phía Trần Phú", -4, -5, 200],
  ["GT-003", "Ngã ba Cầu Mè", "nguyenTrai", "Quốc lộ 2, Cầu Mè", -3, -8, 120],
  ["GT-004", "Ngã tư Minh Khai – Trần Hưng Đạo", "minhKhai", "Trần Hưng Đạo", -6, 4, 300],
  ["GT-005", "Cửa ngõ phía nam, Km 300", "phuongThien", "Quốc lộ 2, Phương Thiện", 14, 12, 160],
  ["GT-006", "Cửa ngõ phía bắc, Cầu Phát", "quangTrung", "Quốc lộ 2, Quang Trung", 2, -10, 10],
  ["GT-007", "Dốc Châng, đường 20/8", "phuongDo", "Đường 20/8", 40, -2, 90, "away"],
  ["GT-008", "Ngã ba Ngọc Đường", "ngocDuong", "Đường tỉnh 176", -20, -6, 70],
  ["AN-001", "Cổng chợ trung tâm", "tranPhu", "Chợ trung tâm", 3, 2, 250],
  ["AN-002", "Bến xe khách phía nam", "minhKhai", "Bến xe phía nam", 4, -6, 30],
  ["AN-003", "Tổ dân phố 5, Quang Trung", "quangTrung", "Ngõ 68 Lý Tự Trọng", -3, -6, 180],
  ["AN-004", "Tổ dân phố 9, Ngọc Hà", "ngocHa", "Đường Lý Thường Kiệt", 2, -3, 220, "frozen"],
  ["AN-005", "Tổ dân phố 11, Nguyễn Trãi", "nguyenTrai", "Đường Nguyễn Thái Học", -5, 5, 140],
  ["AN-006", "Thôn Bản Tùy, Ngọc Đường", "ngocDuong", "Nhà văn hóa thôn", -6, 3, 0, "away"],
  ["AN-007", "Thôn Hạ Thành, Phương Độ", "phuongDo", "Đường liên thôn", 12, 4, 100],
  ["AN-008", "Thôn Tiến Thắng, Phương Thiện", "phuongThien", "Nhà văn hóa thôn", 8, 6, 310],
  ["MC-001", "Một cửa thành phố, quầy 1–3", "nguyenTrai", "Trụ sở UBND thành phố", 6, 1, 0, "counter"],
  ["MC-002", "Một cửa Trần Phú", "tranPhu", "Trụ sở UBND phường", 1, -1, 0, "counter"],
  ["MC-003", "Một cửa Minh Khai", "minhKhai", "Trụ sở UBND phường", -2, 1, 0, "counter"],
  ["MC-004", "Một cửa Quang Trung", "quangTrung", "Trụ sở UBND phường", 0, -8, 0, "counter"],
  ["MC-005", "Một cửa Ngọc Hà", "ngocHa", "Trụ sở UBND phường", -1, -1, 0, "counter"],
  ["MC-006", "Một cửa Nguyễn Trãi", "nguyenTrai", "Trụ sở UBND phường", 2, 4, 0, "locked"],
  ["CC-001", "Quảng trường 26/3", "nguyenTrai", "Quảng trường 26/3", 9, 6, 60],
  ["CC-002", "Công viên Hà Phương", "tranPhu", "Bờ sông Lô", -2, 4, 330],
  ["CC-003", "Chân núi Cấm, lối lên", "minhKhai", "Đường lên núi Cấm", -8, -2, 15, "dark"],
  ["CC-004", "Nhà thi đấu thành phố", "minhKhai", "Đường Nguyễn Văn Linh", 1, 7, 270],
];
export const demoCameras: readonly SeedCamera[] = lines.map(
  ([code, name, ward, address, east, north, bearing, scene = "street"]) => ({
    ...{ code, name, ward, address, scene, east, north, bearing },
    group: groups[code.slice(0, 2) as keyof typeof groups],
    unit: code === "MC-001" ? "cityDesk" : code.startsWith("MC") ? `${ward}Desk` : ward,
  }),
);

/**
 * One in each hamlet and residential group, as the city reported them (100 % of them, seed 000): where they hang is invented, and a few pictures
 * serve them all.
 */
export const hamletCameras: readonly SeedCamera[] = wards.flatMap((ward) =>
  Array.from({ length: ward.hamlets }, (_, i): SeedCamera => {
    const code = `${ward.areaCode}.${String(i + 1).padStart(2, "0")}`;
    // Around the middle of the ward, each a golden angle on and a little further out.
    const [turn, out] = [i * 2.399963, 5.4 * Math.sqrt((ward.km2 / Math.PI) * ((i + 0.5) / ward.hamlets))];
    return {
      ...{ code: `TT-${code}`, name: `${hamletName(ward, i + 1)}, ${wardTitle(ward)}`, group: groups.AN, unit: ward.key },
      ...{ ward: ward.key, hamlet: code, address: "Nhà văn hóa", scene: "street" },
      ...{ east: Math.cos(turn) * out, north: Math.sin(turn) * out, bearing: Math.round((turn * 180) / Math.PI) % 360 },
    };
  }),
);
const everyCamera = [...demoCameras, ...hamletCameras];

/** What hinders a camera, how often of a hundred, how long in minutes, and what whoever looked after it wrote. */
const troubles: readonly [
  state: CameraState,
  proof: string,
  weight: number,
  least: number,
  most: number,
  causes: readonly string[],
][] = [
  ["OFFLINE", "silent", 46, 15, 300, ["Mất điện khu vực, có điện lại thì camera hoạt động", "Cắt điện theo lịch của điện lực"]],
  [
    "OFFLINE",
    "silent",
    22,
    60,
    900,
    ["Đứt cáp quang do thi công đường, nhà mạng đã hàn nối", "Sét đánh hỏng bộ chuyển quang, đã thay"],
  ],
  ["OFFLINE", "connection-refused", 10, 10, 120, ["Đầu ghi treo, đã khởi động lại"]],
  ["FROZEN", "picture-still", 10, 30, 600, ["Hình treo, đã khởi động lại camera", "Lỗi phần mềm camera, đã cập nhật"]],
  ["DARK", "picture-dark", 8, 60, 700, ["Hỏng đèn hồng ngoại, đã thay", "Cành cây che ống kính, đã tỉa"]],
  ["UNAUTHORISED", "sign-in-refused", 4, 120, 1_500, ["Đơn vị đổi mật khẩu camera, đã nhập lại"]],
];
/** How those stand that show nothing when the demo begins, and for how long already. */
const standing: Readonly<Partial<Record<Scene, { state: CameraState; proof: string; hours: number }>>> = {
  away: { state: "OFFLINE", proof: "silent", hours: 31 },
  dark: { state: "DARK", proof: "picture-dark", hours: 15 },
  locked: { state: "UNAUTHORISED", proof: "sign-in-refused", hours: 140 },
};

type Change = { at: Date; state: CameraState; proof: string };
type Outage = Change & { endedAt: Date | null; cause: string | null };
const minutes = (count: number) => count * 60_000;
const days = (count: number) => count * 86_400_000;
const told = 400;

/** How a camera has stood for thirteen months: away now and then, some more often than others; and how it stands now. */
function storyOf(camera: SeedCamera, until: Date, random: Random): { changes: Change[]; outages: Outage[] } {
  const now = standing[camera.scene];
  const outages: Outage[] = [];
  const gapDays = random.chance(0.2) ? 16 : random.int(40, 90);
  const begun = until.getTime() - days(told);
  const end = until.getTime() - (now ? minutes(now.hours * 60) : 0) - days(1);
  for (let at = begun; ; ) {
    at += days(gapDays) * (0.15 - Math.log(1 - random.next()));
    const [state, proof, , least, most, causes] = random.weighted(troubles, ([, , weight]) => weight);
    const endedAt = at + minutes(least + (most - least) * random.next() ** 2);
    if (endedAt > end) break;
    const cause = random.chance(0.88) ? random.pick(causes) : null;
    outages.push({ at: new Date(at), state, proof, endedAt: new Date(endedAt), cause });
    at = endedAt;
  }
  if (now) outages.push({ at: new Date(end + days(1)), state: now.state, proof: now.proof, endedAt: null, cause: null });
  const changes = outages.flatMap(({ at, state, proof, endedAt }): Change[] => [
    { at, state, proof },
    ...(endedAt ? [{ at: endedAt, state: "ONLINE" as const, proof: "picture-changes" }] : []),
  ]);
  return { changes: [{ at: new Date(begun), state: "ONLINE", proof: "picture-changes" }, ...changes], outages };
}

type Loading = {
  until: Date;
  /** Where the demo's cameras answer; demo-city.ts moves it with every start. */
  port: number;
  random: Random;
  unit: (key: string) => number;
  area: (code: string) => number;
  keeper: { id: string; name: string };
  onProgress: (line: string) => void;
};

/** The demo's cameras with their story of thirteen months, as registered at `rtsp://127.0.0.1:port/CODE`. */
export async function loadCameras(
  client: pg.Client,
  { until, port, random, unit, area, keeper, onProgress }: Loading,
): Promise<void> {
  const { rows: known } = await client.query<{ id: number; name: string }>("select id, name from camera_group");
  const groupIds = new Map(known.map(({ id, name }) => [name, id]));
  const first = await reserve(client, "camera", everyCamera.length);
  const stories = everyCamera.map((camera) => storyOf(camera, until, random.branch(camera.code)));
  const since = new Date(until.getTime() - days(told)).toISOString().slice(0, 10);
  const columns = [
    "id",
    "code",
    "name",
    "group_id",
    "unit_id",
    "area_id",
    "address",
    "model",
    "purpose",
    "latitude",
    "longitude",
  ];
  const looks = ["bearing_degrees", "view_degrees", "view_metres", "main_stream", "valid_from", "added_at", "is_demo"];
  await copyRows(
    client,
    "camera",
    [...columns, ...looks],
    everyCamera.map(({ code, name, group, unit: owner, ward, hamlet, address, east, north, bearing }, i): Cell[] => {
      const at = wards.find(({ key }) => key === ward);
      if (!at) throw new Error(`no ward ${ward}`);
      return [
        ...[
          first + i,
          code,
          name,
          groupIds.get(group) ?? null,
          unit(owner),
          area(hamlet ?? at.areaCode),
          address,
          "Camera mô phỏng",
        ],
        "Giám sát an ninh, trật tự, giao thông theo quyết định của UBND thành phố (mô phỏng)",
        ...[(at.latitude + north / 1_000).toFixed(6), (at.longitude + east / 1_000).toFixed(6), bearing],
        ...[
          code.startsWith("MC") ? 90 : 70,
          code.startsWith("MC") ? 12 : 80,
          `rtsp://127.0.0.1:${port}/${code}`,
          since,
          `${since}T00:00:00+07:00`,
          true,
        ],
      ];
    }),
  );
  await copyRows(
    client,
    "camera_health",
    ["camera_id", "state", "proof", "since_at", "seen_state", "seen_proof", "seen_since_at", "seen_count", "next_at"],
    stories.map(({ changes }, i): Cell[] => {
      const last = changes.at(-1);
      const [state, proof, at] = [last?.state ?? "UNKNOWN", last?.proof ?? "never-probed", last?.at ?? until];
      // One after the other, so that they are not all looked at in the same second of every minute.
      return [first + i, state, proof, at, state, proof, at, 5, new Date(until.getTime() + i * 2_000)];
    }),
  );
  await copyRows(
    client,
    "camera_change",
    ["camera_id", "at", "state", "proof"],
    stories.flatMap(({ changes }, i) => changes.map(({ at, state, proof }): Cell[] => [first + i, at, state, proof])),
  );
  const acknowledged = ["acknowledged_at", "acknowledged_by", "acknowledged_by_name", "cause"];
  await copyRows(
    client,
    "camera_outage",
    ["camera_id", "state", "proof", "started_at", "ended_at", ...acknowledged],
    stories.flatMap(({ outages }, i) =>
      outages.map(({ at, state, proof, endedAt, cause }): Cell[] => [
        ...[first + i, state, proof, at, endedAt],
        ...(cause === null ? [null, null, null, null] : [new Date(at.getTime() + minutes(20)), keeper.id, keeper.name, cause]),
      ]),
    ),
  );
  // One is worked on as the demo begins, and one was last month.
  const work = (i: number, from: number, hours: number, reason: string): Cell[] => [
    ...[
      first + i,
      new Date(from),
      new Date(from + minutes(hours * 60)),
      reason,
      new Date(from - days(1)),
      keeper.id,
      keeper.name,
    ],
  ];
  await copyRows(
    client,
    "camera_maintenance",
    ["camera_id", "from_at", "until_at", "reason", "made_at", "made_by", "made_by_name"],
    [
      work(5, until.getTime() - minutes(90), 9, "Thay giá đỡ, chỉnh góc nhìn (mô phỏng)"),
      work(9, until.getTime() - days(24), 4, "Vệ sinh ống kính, siết đầu cáp (mô phỏng)"),
    ],
  );
  const ids = demoCameras.map((_, i) => first + i);
  const owner = Number(keeper.id.replace("user:", ""));
  if (Number.isInteger(owner))
    await client.query(
      `insert into camera_layout (owner_id, name, is_shared, grid, camera_ids, patrol_seconds)
       values ($1, 'Trực ban', true, 16, $2, 0), ($1, 'Luân phiên từng nhóm bốn', true, 4, $2, 15)`,
      [owner, ids],
    );
  onProgress(`${everyCamera.length} camera`);
}
