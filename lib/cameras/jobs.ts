export { probeCameras } from "./probing/round";
