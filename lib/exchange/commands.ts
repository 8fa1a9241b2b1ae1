export { dropMessage, replayMessage } from "./mending/message";
export { setPortal } from "./mending/portal";
export { bringMessages } from "./taking/bring";
