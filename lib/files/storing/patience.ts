/** A store that says nothing for so long is away; a short question and the longest file are through within the next two. */
export const silenceMs = 15_000;
export const shortMs = 20_000;
export const longMs = 10 * 60_000;
/** A store that broke down is asked once more after this. */
export const againMs = 300;
