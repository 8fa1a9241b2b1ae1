export { fetchLists } from "./fetching/fetch";
