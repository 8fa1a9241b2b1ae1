import { generateKeyPairSync, sign } from "node:crypto";

/** One value of a certificate (DER): what it is, how long, and what is in it. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const inside = Buffer.concat(parts);
  const size = inside.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), inside]);
}
const list = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const text = (tag: number, said: string) => der(tag, Buffer.from(said));
const ecdsaWithSha256 = list(der(0x06, Buffer.from("2a8648ce3d040302", "hex")));
const name = list(der(0x31, list(der(0x06, Buffer.from("550403", "hex")), text(0x0c, "127.0.0.1"))));

/** A key and a certificate that nobody but itself vouches for; new with every run, so that no key lies in the source. */
function makeSelfSigned(): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const told = list(
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    list(text(0x17, "200101000000Z"), text(0x17, "491231235959Z")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const whole = list(told, ecdsaWithSha256, der(0x03, Buffer.from([0]), sign("sha256", told, privateKey)));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString("base64")}\n-----END CERTIFICATE-----\n`,
  };
}
export const selfSigned = makeSelfSigned();
