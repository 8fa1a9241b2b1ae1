export { askResponders } from "./asking/ask";
export { fetchLists } from "./fetching/fetch";
