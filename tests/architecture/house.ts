import { importsOf, roomOf, sources, type Tree } from "./tree";

/** The rooms of lib/, left to right: a room may import only from its left. */
export const order =
  "errors env egress log words json xml threads secrets policy db audit queue command city calendar areas units auth files signatures procedures dossiers attachments forms documents meetings cameras imports subsystems cells indicators quality citizens exchange packets live health door jobs worker cli".split(
    " ",
  );
const singleFiles = new Set([
  "errors",
  "env",
  "egress",
  "log",
  "words",
  "json",
  "xml",
  "threads",
  "secrets",
  "policy",
  "queue",
  "command",
]);
const known = /^(model|rules|labels|queries|commands|measures|jobs)\.ts$/;
/** The ground and what runs have work of their own beside the vocabulary of a room of records. */
const own: Record<string, RegExp> = {
  db: /^(client|faults|embedded|migrations|together)\.ts$/,
  live: /^hub\.ts$/,
  door: /^(address|api|guard|headers|health|home|kept|problem|server|streams)\.ts$/,
  jobs: /^registry\.ts$/,
  worker: /^main\.ts$/,
  cli: /^[a-z-]+\.(ts|mjs)$/,
};
/** Pure files: the browser may have them. */
export const isPureFile = (path: string) => /^lib\/([^/]+\/(model|rules|labels)|policy|words|errors)(\.ts)?$/.test(path);
/** Types made from the schema are nobody's room. */
const isGenerated = (path: string) => path.startsWith("lib/db/generated/");

export function roomsOutOfOrder(tree: Tree): string[] {
  const faults: string[] = [];
  for (const [path, text] of sources(tree, /^lib\//)) {
    const room = roomOf(path);
    if (!order.includes(room)) faults.push(`${path}: room ${room} is not in the order`);
    for (const { from } of importsOf(path, text)) {
      if (!from.startsWith("lib/") || isGenerated(from)) continue;
      if (order.indexOf(roomOf(from)) > order.indexOf(room) && !isPureFile(from))
        faults.push(`${path} imports ${from} from its right`);
    }
  }
  return faults;
}

export function frameworkInLib(tree: Tree): string[] {
  return sources(tree, /^lib\//).flatMap(([path, text]) =>
    importsOf(path, text)
      .filter(
        ({ from }) => /^(next|react|react-dom|@mantine|@tanstack|next-auth)(\/|$)/.test(from) || /^(app|components)\//.test(from),
      )
      .map(({ from }) => `${path} imports ${from}`),
  );
}

const empty = /(^|\/)(index\.tsx?|(utils?|helpers?|commons?|misc|shared|service|manager)(\.tsx?|\/.*))$/;
export function strangeFiles(tree: Tree): string[] {
  return [...tree.keys()].flatMap((path) => {
    const [top, room = "", file, ...deeper] = path.split("/");
    if (empty.test(path)) return [`${path}: a name that says nothing`];
    if (top !== "lib") return [];
    if (file === undefined) return singleFiles.has(roomOf(path)) ? [] : [`${path}: not a file of the house`];
    return deeper.length > 0 || known.test(file) || own[room]?.test(file) ? [] : [`${path}: not in the vocabulary of a room`];
  });
}

export function trespasses(tree: Tree): string[] {
  return sources(tree, /^(app|components|lib|server)/).flatMap(([path, text]) =>
    importsOf(path, text)
      .filter(({ from }) => /^lib\/[^/]+\/[^/]+\/[^/]/.test(from) && !isGenerated(from) && roomOf(from) !== roomOf(path))
      .map(({ from }) => `${path} reaches into ${from}`),
  );
}

export function impurities(tree: Tree): string[] {
  const impure = /new Date\(\)|Date\.now|Math\.random|performance\.now|process\.|\bfetch\(|\bawait\b|crypto\.random|localStorage/;
  return [...tree]
    .filter(([path]) => isPureFile(path))
    .flatMap(([path, text]) => {
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      const found = impure.exec(code);
      const wrong = importsOf(path, text).filter(
        ({ from, isTypeOnly }) =>
          !isTypeOnly &&
          ((from.startsWith("lib/") && !isPureFile(from) && !isGenerated(from) && !isInside(from, path)) ||
            from.startsWith("node:") ||
            from === "pg"),
      );
      return [...(found ? [`${path}: ${found[0]}`] : []), ...wrong.map(({ from }) => `${path} imports ${from}`)];
    });
}
/** A pure file may be cut into parts that lie in a folder of its own room; they are held to the same when they are imported. */
const isInside = (from: string, path: string) => /^lib\/[^/]+\/[^/]+\/[^/]/.test(from) && roomOf(from) === roomOf(path);

export function foreignWrites(tree: Tree): string[] {
  const byModel = new Map<string, string>();
  const byTable = new Map<string, string>();
  for (const [path, text] of tree) {
    const room = /^prisma\/(\w+)\.prisma$/.exec(path)?.[1];
    if (!room) continue;
    for (const [, name = "", body = ""] of text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)) {
      byModel.set(name.charAt(0).toLowerCase() + name.slice(1), room);
      byTable.set(/@@map\("(\w+)"\)/.exec(body)?.[1] ?? name, room);
    }
  }
  return sources(tree, /^(app|components|lib|server)/).flatMap(([path, text]) => {
    if (path.startsWith("lib/cli/")) return [];
    const room = roomOf(path);
    const models = [
      ...text.matchAll(/\.(\w+)\s*\.(create|createMany|createManyAndReturn|update|updateMany|upsert|delete|deleteMany)\(/g),
    ];
    const tables = [...text.matchAll(/\b(?:insert\s+into|update|delete\s+from|truncate|copy)\s+"?([a-z_]+)"?/gi)];
    const owned: [string, string | undefined][] = [
      ...models.map((m): [string, string | undefined] => [m[1] ?? "", byModel.get(m[1] ?? "")]),
      ...tables.map((m): [string, string | undefined] => [m[1] ?? "", byTable.get(m[1] ?? "")]),
    ];
    return owned
      .filter(([, owner]) => owner !== undefined && owner !== room)
      .map(([what, owner]) => `${path} writes ${what}, which is ${owner}'s`);
  });
}

export function ioInComponents(tree: Tree): string[] {
  return sources(tree, /^components\//).flatMap(([path, text]) => {
    const wrong = importsOf(path, text).filter(
      ({ from, isTypeOnly }) =>
        !isTypeOnly &&
        ((/^lib\//.test(from) && !isPureFile(from) && !/^lib\/[^/]+\/(model|rules|labels)$/.test(from)) ||
          /^(node:|pg$|next-auth)/.test(from)),
    );
    const fromApp = importsOf(path, text).filter(({ from, isTypeOnly }) => /^app\//.test(from) && !isTypeOnly);
    const calls = [...text.matchAll(/\b(?:fetch|EventSource)\(\s*["'`]([^"'`]*)/g)].filter(
      (m) => !(m[1] ?? "").startsWith("/api/"),
    );
    return [...[...wrong, ...fromApp].map(({ from }) => `${path} imports ${from}`), ...calls.map((m) => `${path} calls ${m[1]}`)];
  });
}

export function sqlInApp(tree: Tree): string[] {
  return sources(tree, /^(app|components)\//)
    .filter(
      ([path, text]) =>
        /\$(queryRaw|executeRaw)|\bpool\(\)|from "pg"/.test(text) || importsOf(path, text).some((i) => i.from === "pg"),
    )
    .map(([path]) => `${path} speaks SQL`);
}

export function pagesWithoutActor(tree: Tree): string[] {
  return sources(tree, /^app\/(\(ops\)|wall)\/(.*\/)?page\.tsx$/)
    .filter(([, text]) => !/\brequireActor\(/.test(text))
    .map(([path]) => `${path} does not ask who is looking`);
}

/**
 * What a server page draws by itself may not ask for words or state: React's context belongs to the browser, and the page would fail
 * when it is opened. The way ends at the first file that says "use client".
 */
export function contextOnServer(tree: Tree): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  const visit = (path: string) => {
    const text = tree.get(path);
    if (text === undefined || seen.has(path) || /^\s*"use client"/.test(text)) return;
    seen.add(path);
    for (const { from } of importsOf(path, text)) {
      if (from === "use-intl") faults.push(`${path}: asks for words on the server`);
      else if (/^(app|components)\//.test(from)) for (const end of ["", ".tsx", ".ts"]) visit(`${from}${end}`);
    }
  };
  for (const path of tree.keys()) if (/^app\/.*(page|layout|not-found)\.tsx$/.test(path)) visit(path);
  return faults;
}

/** A page or a route that shows one person's dossier notes who looked. */
export function silentReadings(tree: Tree): string[] {
  return sources(tree, /^app\//)
    .filter(([, text]) => /\bfindDossier\(/.test(text) && !/\b(noteReading|accessed)\(/.test(text))
    .map(([path]) => `${path} shows a dossier and tells the log of nobody`);
}

export function forbiddenWords(tree: Tree): string[] {
  const words: [RegExp, string][] = [
    [/^\s*["']use server["']/m, "a server action"],
    [/dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write/, "raw HTML"],
    [/\$(query|execute)RawUnsafe/, "SQL from strings"],
    [/\beval\(|new Function\(/, "code from strings"],
  ];
  return sources(tree, /^(app|components|lib|server)/).flatMap(([path, text]) =>
    words.filter(([pattern]) => pattern.test(text)).map(([, what]) => `${path}: ${what}`),
  );
}

/** Fragments of SQL that are words of our own code (columns, aliases, levels), never input. Read before adding one. */
const readFragments = new Set([
  "lib/cells/queries.ts",
  "lib/dossiers/merge/effective.ts",
  "lib/indicators/reading/context.ts",
  "lib/documents/measures.ts",
  "lib/indicators/documents/sums.ts",
  "lib/indicators/reading/sums.ts",
]);
export function rawFragments(tree: Tree): string[] {
  return sources(tree, /^(app|components|lib|server)/)
    .filter(([path, text]) => /Prisma\.raw\(/.test(text) && !readFragments.has(path))
    .map(([path]) => `${path}: a raw fragment nobody has read`);
}

/** A proxy (middleware) is no lock: it may know nothing of who is asking. */
export function authInProxy(tree: Tree): string[] {
  return sources(tree, /^(app\/)?(proxy|middleware)\.ts$/).flatMap(([path, text]) =>
    importsOf(path, text)
      .filter(({ from }) => /auth|session|policy|door/.test(from))
      .map(({ from }) => `${path} imports ${from}`),
  );
}

export function strayEnvironment(tree: Tree): string[] {
  return sources(tree, /^(app|components|lib|server)/)
    .filter(([path, text]) => /process\.env/.test(text) && path !== "lib/env.ts" && !path.startsWith("lib/cli/"))
    .map(([path]) => `${path} reads process.env`);
}

export function environmentGaps(tree: Tree, keys: readonly string[]): string[] {
  const lines = (tree.get(".env.example") ?? "").split("\n").flatMap((line) => /^([A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
  return [
    ...keys.filter((key) => !lines.includes(key)).map((key) => `.env.example lacks ${key}`),
    ...lines
      .filter((line, i) => !keys.includes(line) || lines.indexOf(line) !== i)
      .map((line) => `.env.example names ${line} in vain`),
  ];
}

export function loosePins(tree: Tree): string[] {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(tree.get("package.json") ?? "{}") as Record<
    string,
    Record<string, string>
  >;
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} ${version}`);
}

/** Nothing may name this or another machine, nor call a host that is not ours: the product runs in closed networks. */
export function outsidePlaces(tree: Tree): string[] {
  const machine = /(["'`\s(]|^)\/(work|home|root|Users|tmp\/(?!$))[/\w-]+/m;
  // Four of them are names of XML namespaces, which nobody calls.
  const allowedHosts =
    /^(localhost|127\.0\.0\.1|www\.w3\.org|www\.mic\.gov\.vn|www\.onvif\.org|docs\.oasis-open\.org|[\w.-]*\.(invalid|example|test)|example\.(com|org)|registry\.npmjs\.org)$/;
  return [...tree]
    .filter(([path]) => /^(app|components|lib|server|next\.config|package\.json)/.test(path))
    .flatMap(([path, text]) => {
      const place = machine.exec(text);
      const hosts = [...text.matchAll(/https?:\/\/([a-zA-Z0-9.-]+)/g)]
        .map((m) => m[1] ?? "")
        .filter((host) => !allowedHosts.test(host));
      return [...(place ? [`${path}: ${place[0].trim()}`] : []), ...hosts.map((host) => `${path}: ${host}`)];
    });
}

export function longFiles(tree: Tree): string[] {
  return sources(tree, /^(app|components|lib|server)/)
    .filter(([path, text]) => text.split("\n").length > 301 && !/^\s*(\/\/|\/\*)/.test(text) && !/^app\/messages\//.test(path))
    .map(([path, text]) => `${path}: ${text.split("\n").length} lines and no reason in the first`);
}

export function deadScripts(tree: Tree): string[] {
  const { scripts = {} } = JSON.parse(tree.get("package.json") ?? "{}") as { scripts?: Record<string, string> };
  return Object.entries(scripts).flatMap(([name, line]) =>
    [...line.matchAll(/(?:^|\s)((?:lib|server|prisma)[\w./-]*\.(?:ts|mjs))/g)].flatMap((m) =>
      tree.has(m[1] ?? "") ? [] : [`${name}: ${m[1]} is not there`],
    ),
  );
}

/** Codes thrown in so many words: `new AppError("kind", "code"`. */
export function thrownCodes(tree: Tree): { path: string; code: string }[] {
  return sources(tree, /^(app|components|lib|server)/).flatMap(([path, text]) =>
    [...text.matchAll(/new AppError\(\s*"[a-z-]+",\s*"([a-z0-9-]+)"/g)].map((m) => ({ path, code: m[1] ?? "" })),
  );
}
