export { acknowledgeOutage, endMaintenance, planMaintenance } from "./history/acts";
export { watchCamera } from "./live/watch";
export {
  addCameraGroup,
  changeCameraGroup,
  deleteCameraGroup,
  restoreCameraGroup,
  retireCameraGroup,
} from "./registry/groups";
export { addCamera, changeCamera } from "./registry/keep";
export { endCameraGrant, grantCameras, setCameraKeeping } from "./registry/keeping";
export { importCameraSheet } from "./sheet/import";
export {
  addCameraLayout,
  changeCameraLayout,
  removeCameraLayout,
  restoreCameraLayout,
  showCameraLayout,
} from "./wall/layouts";
export { watchCameras } from "./wall/stream";
