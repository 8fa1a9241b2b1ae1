import { readNetworks } from "@/lib/egress";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type Actor, can } from "@/lib/policy";
import { fetchHttp } from "../http/ask";
import { NotDialled } from "../rtsp/dial";
import type { Credentials } from "../rtsp/digest";
import { type HttpAddress, readSnapshot } from "../rules";
import { addressesOf, type Profile, profilesOf, readOffered } from "./answers";
import { type CameraOffer, CameraQuestion } from "./model";
import { type Element, element, envelope, readEnvelope, type Service, serviceOf, textWithin, Unspoken, within } from "./soap";

const mostBytes = 500_000;
const waitMs = 4_000;
/** However slowly a device answers each of its questions, whoever asks is told by then. */
const longestMs = 20_000;
/** Of a recorder with many channels, whose streams are none of one camera. */
const mostProfiles = 6;
/** Where devices answer when no port is said, in this order. */
const usualPorts = [80, 8000, 8080, 8899, 2020];
const usualPath = "/onvif/device_service";

/** Why a device told nothing: what keeps any camera from being reached, or what it said. */
type Why = NotDialled["why"] | "unspoken" | "sign-in-refused" | "redirected" | "refused" | "no-address" | "no-profile";
class Untold extends Error {
  constructor(readonly why: Why) {
    super(why);
  }
}
type Asking = { credentials: Credentials | null; clockAheadMs: number; end: number; now(): number };

/**
 * Asks a device what it is and where its pictures are had (ONVIF), inside the networks the deployment wrote down, following nothing. Refuses
 * `camera-onvif-` and why.
 */
export async function askCamera(actor: Actor, raw: CameraQuestion, now = () => Date.now()): Promise<CameraOffer> {
  if (!can(actor, "cameras.manage", "city"))
    throw new AppError("forbidden", "permission", { detail: { permission: "cameras.manage" } });
  const { host, signIn } = CameraQuestion.parse(raw);
  try {
    return await offerOf(host, { credentials: signIn, clockAheadMs: 0, end: now() + longestMs, now });
  } catch (error) {
    const why =
      error instanceof Untold || error instanceof NotDialled ? error.why : error instanceof Unspoken ? "unspoken" : null;
    if (why === null) throw error;
    throw new AppError("refused", `camera-onvif-${why}`, { faults: [{ path: "host", code: `camera-onvif-${why}` }] });
  }
}

async function offerOf(host: string, asking: Asking): Promise<CameraOffer> {
  const device = await deviceAt(host, asking);
  const information = await tell(device, { service: "device", operation: "GetDeviceInformation" }, asking);
  const services = await servicesOf(device, asking);
  const { profiles, at, service } = await profilesAt(services, asking);
  const wanted = [];
  for (const profile of profiles.slice(0, mostProfiles))
    wanted.push({ profile, uri: await uriOf(at, service, "GetStreamUri", profile, asking) });
  const [first] = profiles;
  const snapshot = first ? await uriOf(at, service, "GetSnapshotUri", first, asking) : null;
  const addresses = await addressesOf({ streams: wanted, snapshot }, device.host, networks());
  const said = (name: string) => textWithin(information, 90, "GetDeviceInformationResponse", name);
  return {
    device: `${device.host}:${device.port}`,
    model: [said("Manufacturer"), said("Model")].filter(Boolean).join(" ") || null,
    firmware: said("FirmwareVersion"),
    ...addresses,
    profiles: profiles.slice(0, mostProfiles).map(({ name, codec, width, height }) => ({ name, codec, width, height })),
    clockAheadSeconds: Math.round(asking.clockAheadMs / 1_000),
  };
}

const networks = () => readNetworks(env().CAMERA_NETWORKS) ?? [];

/** Finds where a device answers, and how far its clock is from ours: its digests hold by its own. */
async function deviceAt(text: string, asking: Asking): Promise<HttpAddress> {
  const isWhole = text.includes("://");
  const read = readSnapshot(isWhole ? text : `http://${text}${text.includes("/") ? "" : usualPath}`);
  if (!read) throw new Untold("no-address");
  const hasPort = /^(?:https?:\/\/)?(?:\[[^\]]*\]|[^/:]+):\d+/i.test(text);
  const ports = isWhole || hasPort ? [read.port] : usualPorts;
  let why: Error = new Untold("unspoken");
  for (const port of ports) {
    const device = { ...read, port };
    try {
      const ahead = await clockOf(device, asking);
      asking.clockAheadMs = ahead ?? 0;
      return device;
    } catch (error) {
      if (!(error instanceof NotDialled || error instanceof Untold || error instanceof Unspoken)) throw error;
      // What may not be dialled is told only where nothing else was wrong.
      if (!(error instanceof NotDialled && error.why === "address-refused") || port === ports[0]) why = error;
    }
  }
  throw why;
}

/** Asked of anybody (ONVIF Core, 8.2.1.3): devices answer it without a name. Null where one does not. */
async function clockOf(device: HttpAddress, asking: Asking): Promise<number | null> {
  const answer = await send(device, { service: "device", operation: "GetSystemDateAndTime" }, { ...asking, credentials: null });
  const clock = within(answer.body, "GetSystemDateAndTimeResponse", "SystemDateAndTime", "UTCDateTime");
  if (!clock) return null;
  const of = (...names: string[]) => Number(within(clock, ...names)?.text ?? Number.NaN);
  const at = Date.UTC(
    of("Date", "Year"),
    of("Date", "Month") - 1,
    of("Date", "Day"),
    of("Time", "Hour"),
    of("Time", "Minute"),
    of("Time", "Second"),
  );
  return Number.isNaN(at) ? null : at - asking.now();
}

type Question = { service: Service; operation: string; inside?: string };
/** Sends a question; the answer's body, and whether it is a fault. */
async function send(address: HttpAddress, question: Question, asking: Asking): Promise<{ body: Element; isFault: boolean }> {
  const left = asking.end - asking.now();
  if (left <= 0) throw new Untold("silent");
  const at = new Date(asking.now() + asking.clockAheadMs);
  const { status, bytes } = await fetchHttp(
    {
      ...{ address, credentials: asking.credentials, networks: networks() },
      posted: envelope(question, asking.credentials, at),
    },
    mostBytes,
    Math.min(waitMs, left),
  );
  if (status >= 300 && status < 400) throw new Untold("redirected");
  if (status === 401 || status === 403) throw new Untold("sign-in-refused");
  const body = readEnvelope(bytes);
  return { body, isFault: within(body, "Fault") !== null };
}

/** The same, a fault being why nothing is told. */
async function tell(address: HttpAddress, question: Question, asking: Asking): Promise<Element> {
  const { body, isFault } = await send(address, question, asking);
  if (!isFault) return body;
  throw new Untold(
    /NotAuthorized|SenderNotAuthorized|FailedAuthentication|InvalidSecurity/i.test(faultText(body))
      ? "sign-in-refused"
      : "refused",
  );
}
const faultText = (element: Element): string => [element.text, ...element.children.map(faultText)].join(" ").slice(0, 4_000);

type Services = Partial<Record<Service, HttpAddress>>;
/** Where its media services answer. One that says it is elsewhere is asked at the device itself: a name and password go to nobody else. */
async function servicesOf(device: HttpAddress, asking: Asking): Promise<Services> {
  const here = (text: string | null): HttpAddress | null => {
    const read = text === null ? null : readSnapshot(text);
    return read && (read.host === device.host && read.scheme === device.scheme ? read : { ...device, path: read.path });
  };
  const question = { service: "device", operation: "GetServices", inside: element("IncludeCapability", "false") } as const;
  const { body, isFault } = await send(device, question, asking);
  const found: Services = {};
  for (const one of isFault ? [] : (within(body, "GetServicesResponse")?.children ?? [])) {
    const service = serviceOf(textWithin(one, 200, "Namespace") ?? "");
    const at = here(textWithin(one, 300, "XAddr"));
    if (service && at) found[service] = at;
  }
  if (found.media || found.media2) return found;
  // Of before 2011: capabilities only.
  const older = await tell(
    device,
    { service: "device", operation: "GetCapabilities", inside: element("Category", "Media") },
    asking,
  );
  const at = here(textWithin(older, 300, "GetCapabilitiesResponse", "Capabilities", "Media", "XAddr"));
  return { media: at ?? { ...device, path: "/onvif/media_service" } };
}

type Media = { service: "media" | "media2"; at: HttpAddress; profiles: Profile[] };
/** The newer service knows of H.265 too; where it tells nothing, the older one is asked. */
async function profilesAt(services: Services, asking: Asking): Promise<Media> {
  for (const service of ["media2", "media"] as const) {
    const at = services[service];
    if (!at) continue;
    const inside = service === "media2" ? element("Type", "VideoEncoder") : "";
    const isLast = service === "media" || !services.media;
    const { body, isFault } = isLast
      ? { body: await tell(at, { service, operation: "GetProfiles", inside }, asking), isFault: false }
      : await send(at, { service, operation: "GetProfiles", inside }, asking);
    const profiles = isFault ? [] : profilesOf(body);
    if (profiles.length > 0) return { service, at, profiles };
  }
  throw new Untold("no-profile");
}

/** An address a device gives for a profile; null where it gives none. */
async function uriOf(
  at: HttpAddress,
  service: "media" | "media2",
  operation: "GetStreamUri" | "GetSnapshotUri",
  { token }: Profile,
  asking: Asking,
): Promise<string | null> {
  const profile = element("ProfileToken", token);
  const setup = `<StreamSetup><t:Stream>RTP-Unicast</t:Stream><t:Transport><t:Protocol>RTSP</t:Protocol></t:Transport></StreamSetup>`;
  const before = operation === "GetSnapshotUri" ? "" : service === "media2" ? element("Protocol", "RTSP") : setup;
  const { body, isFault } = await send(at, { service, operation, inside: before + profile }, asking);
  return isFault ? null : readOffered(body);
}
