// The lighter build has no types of its own; what it offers has those of the whole.
declare module "hls.js/light" {
  export { default } from "hls.js";
}
