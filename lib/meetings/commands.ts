export { layPaper, receiveMeetingPaper, removePaper } from "./papers/lay";
export { notePaperOpening } from "./papers/open";
export { actOnMeeting, changeMeeting, prepareMeeting } from "./record/prepare";
