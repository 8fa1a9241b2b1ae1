const foreign = /[^A-Za-z0-9+/=]/;
/** Line ends, which some programs write as references; one may be cut by the end of a piece. */
const blanks = /\s+|&#(?:10|13|9|x0*[aAdD9]);/g;
const mostHeld = 8;

/** Decodes Base64 as it comes in pieces. Strict: another letter, or anything behind the padding, is a fault. */
export class Base64Stream {
  private rest = "";
  private held = "";
  private isPadded = false;

  constructor(private readonly give: (bytes: Buffer) => void) {}

  /** Says whether it may go on. */
  write(piece: string): boolean {
    const joined = this.held + piece;
    const open = joined.lastIndexOf("&");
    const isCut = open >= 0 && joined.indexOf(";", open) < 0 && joined.length - open < mostHeld;
    this.held = isCut ? joined.slice(open) : "";
    const text = this.rest + (isCut ? joined.slice(0, open) : joined).replace(blanks, "");
    if (text === "") return true;
    if (this.isPadded || foreign.test(text)) return false;
    const whole = text.length - (text.length % 4);
    this.rest = text.slice(whole);
    if (whole === 0) return true;
    const padding = text.indexOf("=");
    if (padding >= 0) {
      if (padding < text.length - 2 || (padding === text.length - 2 && !text.endsWith("=="))) return false;
      this.isPadded = this.rest === "";
    }
    const bytes = Buffer.from(text.slice(0, whole), "base64");
    if (bytes.length > 0) this.give(bytes);
    return true;
  }

  /** Was it whole? Some leave the padding out. */
  end(): boolean {
    if (this.held !== "") return false;
    const { rest } = this;
    if (rest === "") return true;
    if (rest.length === 1 || rest.includes("=")) return false;
    this.give(Buffer.from(rest, "base64"));
    return true;
  }
}
