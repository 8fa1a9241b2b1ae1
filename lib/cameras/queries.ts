export { isCameraThere, listCameraGroups, listCameras, readCameraPicture, readCameraSettings } from "./registry/read";
