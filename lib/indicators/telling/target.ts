import * as z from "zod";
import { Day } from "@/lib/calendar/model";

export const verdicts = ["good", "watch", "bad", "no-data"] as const;
export type Verdict = (typeof verdicts)[number];

/** What an indicator is held to from a day on, and by which paper. */
export const Target = z.object({ aim: z.number(), floor: z.number(), source: z.string(), validFrom: Day });
export type Target = z.output<typeof Target>;
