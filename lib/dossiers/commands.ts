export { sealIdentifiers } from "./identifiers/sealed";
export { type KnownRow, mergeStaged, type StagedConflict, stagedConflicts, stagedMatches } from "./merge/staged";
