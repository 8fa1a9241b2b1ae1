export { dropMessage, replayMessage } from "./mending/message";
export { setPortal } from "./mending/portal";
export { NoAnswer, postStream } from "./sending/egress";
export { bringMessages } from "./taking/bring";
