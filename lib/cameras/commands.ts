export { acknowledgeOutage, endMaintenance, planMaintenance } from "./history/acts";
export { watchCamera } from "./live/watch";
export { addCamera, changeCamera } from "./registry/keep";
