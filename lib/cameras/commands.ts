export { addCamera, changeCamera } from "./registry/keep";
