import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";

/**
 * Prisma's own schema engine, in WebAssembly: migrations without downloading an engine.
 * The four faults of the driver adapter that it works round are named where they are met.
 */

type Fields = { dataTypeID: number }[];
type RawResult = { fields?: Fields; columnTypes?: number[] };
type Adapter = {
  client: { query(sql: string): Promise<unknown>; on?(event: "error", listener: () => void): void };
  executeScript(sql: string): Promise<void>;
  performIO(query: unknown): Promise<RawResult>;
  queryRaw(query: unknown): Promise<RawResult>;
};
type Engine = {
  applyMigrations(input: object): Promise<{ appliedMigrationNames: string[] }>;
  diff(input: object): Promise<{ exitCode: number; stdout: string | null }>;
  markMigrationRolledBack(input: { migrationName: string }): Promise<unknown>;
};
type EngineModule = {
  SchemaEngine: { new: (options: object, log: () => void, factory: unknown) => Promise<Engine> };
  __wbg_set_wasm(exports: unknown): void;
};

// pg's catalogue type "char" (OID 18, array 1002) is unknown to the adapter and stops introspection: present it as text.
const charOid = 18;
const charArrayOid = 1002;

/** Sends a file as one simple query, so that $$ bodies stay whole and the file is atomic; drops shadow databases by force. */
function mend(adapter: Adapter): Adapter {
  const { client } = adapter;
  client.on?.("error", () => undefined);
  adapter.executeScript = async (sql) => {
    await client.query(sql.replace(/^DROP DATABASE ("prisma_migrate_shadow[^"]*")$/, "DROP DATABASE $1 WITH (FORCE)"));
  };
  let oids: number[] = [];
  const performIO = adapter.performIO.bind(adapter);
  adapter.performIO = async (query) => {
    const result = await performIO(query);
    oids = (result.fields ?? []).map((field) => {
      const oid = field.dataTypeID;
      if (oid === charOid) field.dataTypeID = 25;
      if (oid === charArrayOid) field.dataTypeID = 1009;
      return oid;
    });
    return result;
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    oids.forEach((oid, i) => {
      if (result.columnTypes && oid === charOid) result.columnTypes[i] = ColumnTypeEnum.Character;
      if (result.columnTypes && oid === charArrayOid) result.columnTypes[i] = ColumnTypeEnum.CharacterArray;
    });
    return result;
  };
  return adapter;
}

class WholeFileFactory extends PrismaPg {
  override async connect() {
    return mend((await super.connect()) as unknown as Adapter) as unknown as Awaited<ReturnType<PrismaPg["connect"]>>;
  }
  override async connectToShadowDb() {
    return mend((await super.connectToShadowDb()) as unknown as Adapter) as unknown as Awaited<
      ReturnType<PrismaPg["connectToShadowDb"]>
    >;
  }
}

/** Separate fields, not a connection string: with a string the "shadow" database would be the real one. */
export function connectionOf(url: string) {
  const u = new URL(url);
  return {
    host: u.hostname,
    port: Number(u.port || 5432),
    user: decodeURIComponent(u.username),
    password: decodeURIComponent(u.password),
    database: u.pathname.slice(1),
  };
}

// A module packed by the framework has no folder of its own; the program runs where package.json is.
const root = import.meta.dirname ? resolve(import.meta.dirname, "../../..") : process.cwd();
const schemaDir = join(root, "prisma");
const migrationsDir = join(schemaDir, "migrations");

export function schemaFiles(): { path: string; content: string }[] {
  return readdirSync(schemaDir)
    .filter((f) => f.endsWith(".prisma"))
    .sort()
    .map((f) => ({ path: `prisma/${f}`, content: readFileSync(join(schemaDir, f), "utf8") }));
}

function migrationsList() {
  return {
    baseDir: migrationsDir,
    lockfile: { path: "migration_lock.toml", content: readFileSync(join(migrationsDir, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames().map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(migrationsDir, path, "migration.sql"), "utf8") },
      },
    })),
  };
}
export function migrationNames(): string[] {
  return readdirSync(migrationsDir)
    .filter((f) => existsSync(join(migrationsDir, f, "migration.sql")))
    .sort();
}

let instance: Promise<EngineModule> | undefined;
/** The engine's code, instantiated once: a second instance would share the first one's glue and break both. */
async function instantiate(): Promise<EngineModule> {
  const dir = join(root, "node_modules/@prisma/schema-engine-wasm");
  // Without this a panic of the engine hides its message.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error("schema engine:", message) },
  });
  const module = (await import(pathToFileURL(join(dir, "schema_engine_bg.js")).href)) as EngineModule;
  const wasm = await WebAssembly.instantiate(readFileSync(join(dir, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": module as unknown as WebAssembly.ModuleImports,
  });
  module.__wbg_set_wasm(wasm.instance.exports);
  const start = wasm.instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  return module;
}

async function load(url: string): Promise<Engine> {
  instance ??= instantiate();
  const factory = bindMigrationAwareSqlAdapterFactory(new WholeFileFactory({ ...connectionOf(url), max: 1 }));
  return (await instance).SchemaEngine.new(
    { datamodels: schemaFiles().map((f) => [f.path, f.content]) },
    () => undefined,
    factory,
  );
}

const filters = { externalTables: [], externalEnums: [] };

/** Applies what is not applied yet; returns the names. A migration that failed before blocks until `forgive`. */
export async function deploy(url: string): Promise<string[]> {
  return (await (await load(url)).applyMigrations({ migrationsList: migrationsList(), filters })).appliedMigrationNames;
}

/**
 * The SQL by which a database made by the migrations would still differ from the schema; empty when they agree. `schema`: another
 * than the house's own. Needs a right to create a database.
 */
export async function drift(url: string, schema = schemaFiles()): Promise<string> {
  const engine = await load(url);
  const result = await engine.diff({
    from: { tag: "migrations", ...migrationsList() },
    to: { tag: "schemaDatamodel", files: schema },
    script: true,
    exitCode: true,
    filters,
    shadowDatabaseUrl: null,
  });
  return result.exitCode === 0 ? "" : (result.stdout ?? "");
}

/** The SQL that would make the whole schema in an empty database: the start of a first migration. */
export async function fromEmpty(url: string): Promise<string> {
  const engine = await load(url);
  return (
    (
      await engine.diff({
        from: { tag: "empty" },
        to: { tag: "schemaDatamodel", files: schemaFiles() },
        script: true,
        exitCode: null,
        filters,
        shadowDatabaseUrl: null,
      })
    ).stdout ?? ""
  );
}

/** Marks a failed migration as rolled back, so that the next deploy tries it again. */
export async function forgive(url: string, migrationName: string): Promise<void> {
  await (await load(url)).markMigrationRolledBack({ migrationName });
}
