import { defineConfig } from "vitest/config";

const alias = { "@": import.meta.dirname };

/** unit: no database, seconds. integration: a real PostgreSQL, one database a file. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          setupFiles: ["tests/setup/properties.ts"],
          exclude: ["tests/**/*.db.test.ts", "tests/e2e/**"],
          // Some write a hundred megabytes to a disk that others use too.
          testTimeout: 60_000,
          // One of two cores stays idle otherwise.
          maxWorkers: 2,
          env: { TZ: "UTC" },
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["tests/**/*.db.test.ts"],
          globalSetup: ["tests/setup/postgres.ts"],
          setupFiles: ["tests/setup/database.ts", "tests/setup/properties.ts"],
          pool: "forks",
          // Two waited a quarter of their time: for the server, for what they had killed, for each other's locks.
          maxWorkers: 3,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          env: { TZ: "UTC" },
        },
      },
    ],
  },
});
