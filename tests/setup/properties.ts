import fc from "fast-check";

/**
 * Properties are tried with one seed, so that a run says of a commit what any other run of it says. `PROPERTY_SEED=any` tries
 * others, a number tries that one, and `PROPERTY_RUNS` says how often where a test names no number of its own.
 */
const { PROPERTY_SEED, PROPERTY_RUNS } = process.env;
fc.configureGlobal({
  ...(PROPERTY_SEED !== "any" && { seed: Number(PROPERTY_SEED ?? 20261127) }),
  numRuns: Number(PROPERTY_RUNS ?? 100),
});
