import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

/** Attacks this house holds off, under the numbers by which its sources and tests name them. What is not here is not claimed. */
const held: Readonly<Record<string, string>> = {
  "T-01": "walking the codes of dossiers, which run in order by law",
  "T-02": "telling a dossier that exists from one that does not",
  "T-03": "guessing by machines, from many addresses",
  "T-04": "choosing one's own bucket of a limit by what one sends",
  "T-05": "pages of a person kept on the way",
  "T-06": "numbers and names in addresses, histories and referrers",
  "T-08": "guessing passwords, and shutting others out by it",
  "T-09": "telling a login that exists from one that does not",
  "T-10": "a session used after its end, its right's end or its account's",
  "T-11": "forged and borrowed cookies and tokens",
  "T-12": "a sign-in that is set up wrongly and lets in",
  "T-13": "a forged or replayed return from the identity provider",
  "T-14": "acts sent from another site's page",
  "T-15": "a sensitive act from a screen somebody left open",
  "T-16": "a password or a set-up page everybody knows",
  "T-20": "a route without its right",
  "T-21": "another unit's records by their ids",
  "T-22": "fields of the record smuggled into a body",
  "T-23": "fields told to who has no need of them",
  "T-24": "a route or page nobody declared",
  "T-25": "a machine's key stolen, stretched or used without end",
  "T-26": "an act done twice by a retry",
  "T-27": "two who act on one record at one moment",
  "T-28": "texts that become SQL, operators or patterns",
  "T-29": "a request that two readers read in two ways",
  "T-30": "archives that unpack without end or lie about it",
  "T-31": "a small workbook of boundless extent",
  "T-32": "XML that fetches, repeats or nests without end",
  "T-33": "a PDF made to break its reader, or that acts",
  "T-34": "a file that is not what it is called",
  "T-35": "what somebody wrote, run as a script",
  "T-36": "malware passed on",
  "T-37": "a disk filled, places taken by slow senders",
  "T-38": "a file half written, or named by a record and not there",
  "T-39": "a signed PDF changed, wrapped, forged or overshadowed, and still believed",
  "T-3B": "a state secret taken into a system on a network",
  "T-40": "our server sent to addresses it must not call",
  "T-41": "a secret sent to another host than it was given for",
  "T-42": "a test of a connection used to look around the network",
  "T-43": "upgrades and absolute addresses the framework would follow",
  "T-44": "an answer from outside that is too long, too slow or no answer",
  "T-45": "old news that overwrites newer",
  "T-46": "a partner that is down and is called without end",
  "T-50": "a camera's password in an answer, a log or the list of processes",
  "T-51": "an address of a camera that makes a program read files or other protocols",
  "T-52": "our server sent by a camera's address to where no camera stands",
  "T-53": "a live picture by an address that was found or kept",
  "T-54": "a folder or an address made of a camera's name",
  "T-55": "who watched what, left untold",
  "T-60": "statements, locks and connections without end",
  "T-61": "exports that take the database from everyone",
  "T-62": "open screens without number, readers who do not read",
  "T-63": "heads and bodies that drip, sockets without number",
  "T-64": "patterns kept busy by a text",
  "T-65": "JSON nested or filled without end",
  "T-66": "processors kept busy by one",
  "T-67": "a log flooded",
  "T-70": "personal data and secrets in the log",
  "T-71": "lines forged into the log",
  "T-72": "the audit log changed behind our back",
  "T-73": "looks at personal data that leave no trace",
  "T-74": "numbers and secrets in clear in the tables",
  "T-76": "an administrator who reads dossiers",
  "T-77": "somebody inside who reads without end",
  "T-78": "exports that run a formula when they are opened",
  "T-79": "forms that say more of a person than their line asks",
  "T-80": "the framework's inner calls from outside",
  "T-81": "a package that is not what was chosen",
  "T-82": "secrets in the repository",
  "T-85": "a wrong environment that starts all the same",
  "T-86": "a process that dies with its database connection",
};

const root = resolve(import.meta.dirname, "../..");
function numbersIn(folder: string, suffix: RegExp): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    if (!suffix.test(path) || path.includes("generated") || path.endsWith("security/controls.test.ts")) continue;
    for (const [number] of readFileSync(join(root, path), "utf8").matchAll(/\bT-\d[\dA-Z]\b/g))
      places.set(number, [...(places.get(number) ?? []), path]);
  }
  return places;
}
const proven = numbersIn("tests", /\.(test|spec)\.ts$/);
const named = ["app", "components", "lib"].map((folder) => numbersIn(folder, /\.tsx?$/));

test.each(Object.entries(held))("%s, %s: a test names it", (number) => expect(proven.get(number) ?? []).not.toEqual([]));

test("no source or test names a number nobody explained", () => {
  const all = [proven, ...named].flatMap((places) => [...places].map(([number, paths]) => `${number} in ${paths.join(", ")}`));
  expect(all.filter((one) => !Object.hasOwn(held, one.slice(0, 4)))).toEqual([]);
});
