import type { Verdict as Shape } from "@/lib/indicators/model";
import type { Verdict } from "@/lib/signatures/model";

const shapes: Record<Verdict, Shape> = { valid: "good", invalid: "bad", unknown: "watch", unsigned: "no-data" };
/** The shape and colour of a verdict; what is valid and does not agree with the register is to be looked at. */
export const verdictOfSignature = (verdict: Verdict, isDoubted = false): Shape =>
  isDoubted && verdict === "valid" ? "watch" : shapes[verdict];
