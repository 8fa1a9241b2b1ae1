import { setPriority } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { signDemoPapers } from "@/prisma/seed/documents/papers";

// Started by demo-city.ts beside the running city, which has the processors first.
const { DATA_DIR, MIGRATION_DATABASE_URL } = z
  .object({ DATA_DIR: z.string(), MIGRATION_DATABASE_URL: z.string() })
  .parse(process.env);
setPriority(10);
await signDemoPapers(MIGRATION_DATABASE_URL, {
  filesDir: join(DATA_DIR, "files"),
  onProgress: (line) => console.log(`  ${line}`),
});
