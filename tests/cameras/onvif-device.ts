import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export const deviceAccount = { name: "quan-tri & co", password: "mật khẩu <onvif>" };
export type Device = { port: number; host: string; asked: string[]; close(): Promise<void> };
type How = {
  /** How far its clock is ahead. */
  aheadMs?: number;
  /** Which media services it says it has, and where it says they are. */
  media?: boolean;
  media2?: boolean;
  xaddrHost?: string;
  /** Does it know GetServices, or capabilities only? */
  isOld?: boolean;
  /** Asks for HTTP digest before it reads anything. */
  wantsDigest?: boolean;
  streams?: (token: string, at: string) => string;
  snapshot?: (at: string) => string;
  /** Answers to whatever is asked, instead of all that. */
  instead?: (request: IncomingMessage, response: ServerResponse, operation: string) => boolean;
};

const envelope = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope" xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tr2="http://www.onvif.org/ver20/media/wsdl"><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
const fault = (subcode: string) =>
  envelope(
    `<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:Sender</SOAP-ENV:Value><SOAP-ENV:Subcode><SOAP-ENV:Value>ter:${subcode}</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code><SOAP-ENV:Reason><SOAP-ENV:Text xml:lang="en">no</SOAP-ENV:Text></SOAP-ENV:Reason></SOAP-ENV:Fault>`,
  );
const between = (text: string, tag: string) => new RegExp(`<(?:\\w+:)?${tag}(?: [^>]*)?>([^<]*)</`).exec(text)?.[1] ?? "";
const plain = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const two = (count: number) => String(count);

const sizes = [
  ["sub", "H264", 640, 360],
  ["main", "H265", 2560, 1440],
  ["third", "H264", 704, 576],
] as const;
const profiles1 = sizes
  .map(
    ([token, codec, width, height]) =>
      `<trt:Profiles token="${token}" fixed="true"><tt:Name>${token}Stream</tt:Name><tt:VideoEncoderConfiguration token="v"><tt:Encoding>${codec === "H265" ? "H264" : codec}</tt:Encoding><tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution></tt:VideoEncoderConfiguration></trt:Profiles>`,
  )
  .join("");
const profiles2 = sizes
  .map(
    ([token, codec, width, height]) =>
      `<tr2:Profiles token="${token}"><tr2:Name>${token}Stream</tr2:Name><tr2:Configurations><tr2:VideoEncoder token="v"><tt:Encoding>${codec}</tt:Encoding><tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution></tr2:VideoEncoder></tr2:Configurations></tr2:Profiles>`,
  )
  .join("");

/** A camera on the loopback interface that speaks ONVIF as devices do: it checks digests by its own clock. */
export async function startDevice(port: number, how: How = {}): Promise<Device> {
  const { aheadMs = 0, media = true, media2 = false, isOld = false } = how;
  const asked: string[] = [];
  const at = `127.0.0.1:${port}`;
  const isProven = (body: string): boolean => {
    const [name, digest, nonce, created] = ["Username", "Password", "Nonce", "Created"].map((tag) => between(body, tag));
    const wanted = createHash("sha1")
      .update(Buffer.concat([Buffer.from(nonce ?? "", "base64"), Buffer.from(`${created}${deviceAccount.password}`)]))
      .digest("base64");
    const apart = Math.abs(Date.parse(created ?? "") - (Date.now() + aheadMs));
    return plain(name ?? "") === deviceAccount.name && digest === wanted && apart < 5_000;
  };
  const answer = (operation: string, body: string): string => {
    const where = how.xaddrHost ?? at;
    const clock = new Date(Date.now() + aheadMs);
    if (operation === "GetSystemDateAndTime")
      return envelope(
        `<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:UTCDateTime><tt:Time><tt:Hour>${two(clock.getUTCHours())}</tt:Hour><tt:Minute>${two(clock.getUTCMinutes())}</tt:Minute><tt:Second>${two(clock.getUTCSeconds())}</tt:Second></tt:Time><tt:Date><tt:Year>${clock.getUTCFullYear()}</tt:Year><tt:Month>${two(clock.getUTCMonth() + 1)}</tt:Month><tt:Day>${two(clock.getUTCDate())}</tt:Day></tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`,
      );
    if (!how.wantsDigest && !isProven(body)) return fault("NotAuthorized");
    const token = between(body, "ProfileToken");
    const stream = (how.streams ?? ((one, on) => `rtsp://${on}/${one}?a=1&amp;b=2`))(token, at);
    const snapshot = (how.snapshot ?? ((on) => `http://${on}/snap.jpg`))(at);
    const service = (namespace: string, path: string) =>
      `<tds:Service><tds:Namespace>http://www.onvif.org/${namespace}</tds:Namespace><tds:XAddr>http://${where}/${path}</tds:XAddr><tds:Version><tt:Major>2</tt:Major></tds:Version></tds:Service>`;
    const isMedia2 = body.includes("ver20/media");
    const told: Record<string, string> = {
      GetDeviceInformation:
        "<tds:GetDeviceInformationResponse><tds:Manufacturer>Hãng\u202eThử</tds:Manufacturer><tds:Model>VL-100</tds:Model><tds:FirmwareVersion>5.7</tds:FirmwareVersion></tds:GetDeviceInformationResponse>",
      ...(isOld
        ? {}
        : {
            GetServices: `<tds:GetServicesResponse>${service("ver10/device/wsdl", "onvif/device_service")}${media ? service("ver10/media/wsdl", "onvif/media") : ""}${media2 ? service("ver20/media/wsdl", "onvif/media2") : ""}</tds:GetServicesResponse>`,
          }),
      GetCapabilities: `<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Media><tt:XAddr>http://${where}/onvif/media</tt:XAddr></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>`,
      GetProfiles: isMedia2
        ? `<tr2:GetProfilesResponse>${profiles2}</tr2:GetProfilesResponse>`
        : `<trt:GetProfilesResponse>${profiles1}</trt:GetProfilesResponse>`,
      GetStreamUri: isMedia2
        ? `<tr2:GetStreamUriResponse><tr2:Uri>${stream}</tr2:Uri></tr2:GetStreamUriResponse>`
        : `<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>${stream}</tt:Uri></trt:MediaUri></trt:GetStreamUriResponse>`,
      GetSnapshotUri: isMedia2
        ? `<tr2:GetSnapshotUriResponse><tr2:Uri>${snapshot}</tr2:Uri></tr2:GetSnapshotUriResponse>`
        : `<trt:GetSnapshotUriResponse><trt:MediaUri><tt:Uri>${snapshot}</tt:Uri></trt:MediaUri></trt:GetSnapshotUriResponse>`,
    };
    const said = told[operation];
    return said === undefined ? fault("ActionNotSupported") : envelope(said);
  };
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const body = Buffer.concat(pieces).toString("utf8");
      const operation = /<(?:\w+:)?Body>\s*<(?:\w+:)?(\w+)/.exec(body)?.[1] ?? "";
      asked.push(`${request.url} ${operation}`);
      if (how.instead?.(request, response, operation)) return;
      if (how.wantsDigest && operation !== "GetSystemDateAndTime" && !isDigest(request)) {
        response.writeHead(401, { "www-authenticate": 'Digest realm="onvif", nonce="abc", qop="auth"' }).end();
        return;
      }
      const text = answer(operation, body);
      response
        .writeHead(text.includes("SOAP-ENV:Fault") ? 400 : 200, { "content-type": "application/soap+xml; charset=utf-8" })
        .end(text);
    });
  });
  await new Promise<void>((listening, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", listening);
  });
  server.unref();
  return {
    ...{ port, host: at, asked },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** HTTP digest with MD5 and qop, checked as a device would. */
function isDigest(request: IncomingMessage): boolean {
  const said = request.headers.authorization ?? "";
  const of = (name: string) => new RegExp(`${name}="?([^",]+)"?`).exec(said)?.[1] ?? "";
  const md5 = (text: string) => createHash("md5").update(text).digest("hex");
  const who = md5(`${deviceAccount.name}:onvif:${deviceAccount.password}`);
  const what = md5(`POST:${request.url}`);
  return of("response") === md5(`${who}:abc:${of("nc")}:${of("cnonce")}:auth:${what}`);
}
