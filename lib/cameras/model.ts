import * as z from "zod";
import { Day } from "@/lib/calendar/model";
import { RecordId } from "@/lib/db/model";
import { cameraUses } from "./registry/uses";

export { CameraOffer, CameraQuestion } from "./onvif/model";
export {
  CameraGrantInput,
  CameraGrantView,
  CameraGroupChange,
  CameraGroupFacts,
  CameraGroupKept,
  CameraGroupVersion,
  CameraKeeping,
  CameraRegistry,
} from "./registry/inputs";
export { type CameraUse, cameraUses } from "./registry/uses";
export { type CameraSheetField, cameraSheetFields } from "./sheet/headings";
export {
  CameraFileQuery,
  CameraSheetImport,
  type CameraSheetLine,
  CameraSheetReport,
  CameraSheets,
  maxCameraRows,
} from "./sheet/model";

/** How a camera stands, as its probes have proven (rules.ts, `stand`). */
export const cameraStates = ["ONLINE", "OFFLINE", "FROZEN", "DARK", "UNAUTHORISED", "UNKNOWN"] as const;
export type CameraState = (typeof cameraStates)[number];
/** What a probe saw, step by step: reached, described, decoded, compared. */
export const cameraProofs = [
  "never-probed",
  "picture-changes",
  "first-picture",
  "picture-still",
  "picture-dark",
  "picture-empty",
  "sign-in-refused",
  "address-refused",
  "no-address",
  "no-decoder",
  "name-unknown",
  "connection-refused",
  "unreachable",
  "silent",
  "closed",
  "garbled",
  "no-such-stream",
  "answered-otherwise",
  "no-picture-offered",
  "no-picture",
  "not-decoded",
] as const;
export type CameraProof = (typeof cameraProofs)[number];

const Instant = z.iso.datetime();
const words = (most: number) => z.string().trim().normalize().min(1).max(most);
/** An address of a stream or a picture, without name or password: those have fields of their own (rules.ts, `readStream`). */
const Address = z.string().trim().max(500);

export const CameraGroupView = z.strictObject({
  ...{ id: z.int(), name: z.string(), nameEn: z.string(), use: z.enum(cameraUses), count: z.int() },
});
export const CameraHealthView = z.strictObject({
  state: z.enum(cameraStates),
  proof: z.enum(cameraProofs),
  sinceAt: Instant,
  checkedAt: Instant.nullable(),
  codec: z.string().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** When the last picture was taken; null where there is none. */
  pictureAt: Instant.nullable(),
  /** Somebody works on it just now. */
  isMaintained: z.boolean(),
});
export type CameraHealthView = z.output<typeof CameraHealthView>;
export const CameraView = z.strictObject({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  group: CameraGroupView.omit({ count: true }),
  unit: z.strictObject({ id: z.int(), name: z.string() }),
  area: z.strictObject({ id: z.int(), name: z.string() }).nullable(),
  address: z.string().nullable(),
  /** What it is there for: whoever looks is told. */
  purpose: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  bearingDegrees: z.int().nullable(),
  viewDegrees: z.int().nullable(),
  viewMetres: z.int().nullable(),
  /** It has a stream, and not single pictures only. */
  hasStream: z.boolean(),
  isDemo: z.boolean(),
  health: CameraHealthView,
});
export type CameraView = z.output<typeof CameraView>;

export const CameraFilter = z.strictObject({
  id: RecordId.optional(),
  state: z.enum(cameraStates).optional(),
  groupId: RecordId.optional(),
  use: z.enum(cameraUses).optional(),
  /** A unit stands for itself and all below it. */
  unitId: RecordId.optional(),
  text: z.string().trim().normalize().max(100).optional(),
  skip: z.coerce.number().int().min(0).max(100_000).default(0),
  take: z.coerce.number().int().min(1).max(200).default(100),
});
export type CameraFilter = z.output<typeof CameraFilter>;
export const CameraList = z.strictObject({
  cameras: z.array(CameraView),
  total: z.int(),
  /** Of all in service that the reader may see, whatever is asked for. */
  counts: z.record(z.enum(cameraStates), z.int()),
  groups: z.array(CameraGroupView),
});
export type CameraList = z.output<typeof CameraList>;

/** What IT staff keep of a camera; name and password are told of only as being there. */
export const CameraSettings = z.strictObject({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  groupId: z.int(),
  unitId: z.int(),
  areaId: z.int().nullable(),
  address: z.string().nullable(),
  model: z.string().nullable(),
  purpose: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  bearingDegrees: z.int().nullable(),
  viewDegrees: z.int().nullable(),
  viewMetres: z.int().nullable(),
  mainStream: z.string().nullable(),
  subStream: z.string().nullable(),
  snapshotUrl: z.string().nullable(),
  hasSignIn: z.boolean(),
  note: z.string().nullable(),
  validFrom: Day,
  validUntil: Day.nullable(),
  version: z.int(),
});
export type CameraSettings = z.output<typeof CameraSettings>;

const Optional = (most: number) => words(most).nullable();
/** What a camera is registered with. `signIn` left out: what there is stays; null: it needs none any more. */
export const CameraInput = z.strictObject({
  code: words(40).regex(/^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u),
  name: words(200),
  groupId: RecordId,
  unitId: RecordId,
  areaId: RecordId.nullable(),
  address: Optional(300),
  model: Optional(200),
  purpose: Optional(500),
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  bearingDegrees: z.int().min(0).max(359).nullable(),
  viewDegrees: z.int().min(1).max(360).nullable(),
  viewMetres: z.int().min(1).max(5_000).nullable(),
  mainStream: Address.nullable(),
  subStream: Address.nullable(),
  snapshotUrl: Address.nullable(),
  signIn: z
    .strictObject({ name: z.string().min(1).max(100), password: z.string().min(1).max(200) })
    .nullable()
    .optional(),
  note: Optional(1_000),
  validFrom: Day,
  validUntil: Day.nullable(),
});
export type CameraInput = z.output<typeof CameraInput>;
export const CameraChangeInput = CameraInput.extend({ version: z.int() });
export const cameraIds = z.strictObject({ id: RecordId });
export const CameraActed = z.strictObject({ id: z.int(), version: z.int() });
export type CameraActed = z.output<typeof CameraActed>;

/** The lesser stream is for a grid of many, the main one for the one that is looked at. */
export const liveQualities = ["low", "high"] as const;
export type LiveQuality = (typeof liveQualities)[number];
export const WatchInput = z.strictObject({ quality: z.enum(liveQualities) });
/** Where a player finds what is to be seen, for this session alone. */
export const Watching = z.strictObject({ playlist: z.string() });
export type Watching = z.output<typeof Watching>;
const key = z.string().min(20).max(300);
/** As a player asks (RFC 8216bis §6.2.5): for the list as it is, or once it holds a part of a segment. */
export const PlaylistQuery = z.strictObject({
  watch: key,
  _HLS_msn: z.coerce.number().int().min(0).max(1e9).optional(),
  _HLS_part: z.coerce.number().int().min(0).max(1e5).optional(),
});
export const liveNames = cameraIds.extend({ name: z.string().regex(/^(init-\d{1,6}|segment-\d{1,9}|part-\d{1,9}-\d{1,5})$/) });
export const LivePartQuery = z.strictObject({ watch: key, key });

/** How many cameras a wall shows at a time: squares, one to five a side. */
export const wallGrids = [1, 4, 9, 16, 25] as const;
export type WallGrid = (typeof wallGrids)[number];
const Grid = z.literal(wallGrids);
/** How long a page of the wall is shown; 0: until somebody turns it. */
const PatrolSeconds = z.int().min(5).max(3_600).or(z.literal(0));
/** "all", "group-3" or the number of a layout. */
const LayoutName = z.string().regex(/^(all|group-\d{1,9}|\d{1,9})$/);
const place = z.int().min(0).max(2_147_483_647);
export const CameraLayoutInput = z.strictObject({
  name: words(80),
  isShared: z.boolean(),
  grid: Grid,
  /** In the order of the places, page after page; 0 is an empty place. */
  cameraIds: z.array(place).min(1).max(500),
  patrolSeconds: PatrolSeconds,
});
export type CameraLayoutInput = z.output<typeof CameraLayoutInput>;
export const CameraLayoutChange = CameraLayoutInput.extend({ version: z.int() });
export const CameraLayoutView = CameraLayoutInput.extend({
  id: z.int(),
  version: z.int(),
  /** Made by whoever reads this: they may change it. */
  isOwn: z.boolean(),
  byName: z.string(),
});
export type CameraLayoutView = z.output<typeof CameraLayoutView>;
export const CameraLayoutShown = z.strictObject({ layout: LayoutName, grid: Grid, patrolSeconds: PatrolSeconds });
export type CameraLayoutShown = z.output<typeof CameraLayoutShown>;
export const CameraWall = z.strictObject({
  /** All in service that the reader may see, by group and code. */
  cameras: z.array(CameraView),
  groups: z.array(CameraGroupView),
  /** One's own and those that are shared, by name. */
  layouts: z.array(CameraLayoutView),
  shown: CameraLayoutShown.nullable(),
});
export type CameraWall = z.output<typeof CameraWall>;

const most = 25;
export const WatchManyInput = z.strictObject({
  cameraIds: z.array(z.int().positive().max(2_147_483_647)).min(1).max(most),
  quality: z.enum(liveQualities),
});
export const WatchingMany = z.strictObject({ views: z.array(z.strictObject({ cameraId: z.int(), watch: key })) });
/** Views that were opened, and where each was left (the last piece that came, if any did): "12~low.17…~ab.3.4,13~…". */
export const WallStreamQuery = z.strictObject({
  views: z
    .string()
    .min(20)
    .max(8_000)
    .regex(/^[\w.~,-]+$/),
});

const ms = z.int().min(0);
export const CameraDay = z.strictObject({ on: Day, onlineMs: ms, troubleMs: ms, unknownMs: ms, maintainedMs: ms });
export type CameraDay = z.output<typeof CameraDay>;
export const CameraOutageView = z.strictObject({
  id: z.int(),
  state: z.enum(cameraStates),
  proof: z.enum(cameraProofs),
  startedAt: Instant,
  /** Null while it lasts. */
  endedAt: Instant.nullable(),
  acknowledged: z.strictObject({ at: Instant, byName: z.string(), cause: z.string() }).nullable(),
});
export type CameraOutageView = z.output<typeof CameraOutageView>;
export const CameraMaintenanceView = z.strictObject({
  id: z.int(),
  fromAt: Instant,
  untilAt: Instant,
  reason: z.string(),
  byName: z.string(),
});
export const CameraStory = z.strictObject({
  camera: CameraView,
  /** The last thirty days, today the last; of today what is over. */
  days: z.array(CameraDay),
  /** The latest fifty, and the one that was asked for. */
  outages: z.array(CameraOutageView),
  /** How many ended within the thirty days, and how long they lasted on average; null where none did. */
  restored: z.strictObject({ count: z.int(), meanMs: z.int() }).nullable(),
  maintenance: z.array(CameraMaintenanceView),
  mayManage: z.boolean(),
});
export type CameraStory = z.output<typeof CameraStory>;
export const StoryQuery = z.strictObject({ outage: RecordId.optional() });
export const outageIds = cameraIds.extend({ outageId: RecordId });
export const Acknowledgement = z.strictObject({ cause: words(500) });
export const maintenanceIds = cameraIds.extend({ maintenanceId: RecordId });
export const MaintenanceInput = z.strictObject({ fromAt: Instant, untilAt: Instant, reason: words(300) });
export const NoBody = z.strictObject({});
export const Done = z.strictObject({ id: z.int() });
