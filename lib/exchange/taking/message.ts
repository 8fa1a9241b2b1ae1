import * as z from "zod";
import { open, seal } from "@/lib/secrets";
import { Finding } from "../model";

const contentPlace = "exchange_message.content";
const toldPlace = "exchange_message.told";
const Content = z.record(z.string(), z.unknown());
export const sealContent = (content: unknown) => seal(JSON.stringify(content), contentPlace);
export const openContent = (sealed: Uint8Array) => Content.parse(JSON.parse(open(sealed, contentPlace)));

/** What was said about a fault: findings of ours, or the portal's own words. They may name a person, so they are kept sealed. */
const Told = z.object({ findings: z.array(Finding).default([]), answer: z.string().nullable().default(null) });
type Told = z.output<typeof Told>;
export const sealTold = (told: Partial<Told>) => seal(JSON.stringify(told), toldPlace);
export const openTold = (sealed: Uint8Array | null): Told => Told.parse(sealed ? JSON.parse(open(sealed, toldPlace)) : {});
