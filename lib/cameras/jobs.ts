export { foldCameraDays } from "./history/fold";
export { probeCameras } from "./probing/round";
export { forgetPictures } from "./registry/keeping";
