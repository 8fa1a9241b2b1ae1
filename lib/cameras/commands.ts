export { watchCamera } from "./live/watch";
export { addCamera, changeCamera } from "./registry/keep";
