export { listSyncs } from "./figures/read";
export { figureRows } from "./figures/sheet";
export { isSubsystemThere, listSubsystems, readSubsystem } from "./registry/read";
