export { importAgencies, recordAgency } from "./directory/agencies";
export { tellProgress } from "./sending/progress";
export { chooseRecipients, dispatchAgain, sendDocument } from "./sending/send";
export { replayPacket } from "./settling/replay";
export { answerPacket, dropPacket, refusePacket, registerPacket } from "./settling/settle";
export { receivePacket } from "./taking/receive";
