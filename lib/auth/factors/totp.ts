import { generateSecret, generateURI, verifySync } from "otplib";
import { create } from "qrcode";
import { open, seal } from "@/lib/secrets";

const place = "app_user.totp_sealed";
const issuer = "Vọng Lâu";

export const newTotpSecret = (): string => generateSecret({ length: 20 });
export const sealTotp = (secret: string) => seal(secret, place);

/**
 * The time step a code stands for, or null when it is wrong, too old or was used before (`lastStep`).
 * One step of clock difference either way is forgiven (RFC 6238 §5.2).
 */
export function stepOfCode(sealed: Uint8Array, code: string, lastStep: number | null, now: Date): number | null {
  const result = verifySync({
    secret: open(sealed, place),
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: 30,
  });
  if (!result.valid || !("timeStep" in result)) return null;
  return lastStep !== null && result.timeStep <= lastStep ? null : result.timeStep;
}

/** What an authenticator app needs: the text to type, the address to open, and a QR picture as an SVG path on a grid. */
export function totpSetUp(secret: string, login: string): { secret: string; uri: string; qr: { size: number; path: string } } {
  const uri = generateURI({ issuer, label: login, secret });
  const { modules } = create(uri, { errorCorrectionLevel: "M" });
  let path = "";
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1) if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
  return { secret, uri, qr: { size: modules.size, path } };
}
