export { listSyncs } from "./figures/read";
export { isSubsystemThere, listSubsystems, readSubsystem } from "./registry/read";
