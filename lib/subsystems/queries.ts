export { listSyncs } from "./figures/read";
export { figureRows } from "./figures/sheet";
export { isSubsystemKept, isSubsystemThere, listSubsystems, readSubsystem } from "./registry/read";
