/**
 * A fetch that goes no further than this machine and the origins named. In development the framework asks a registry for its newest
 * version whenever a page is opened, and has no setting against it; what it asks in vain it does without. Anything else is refused
 * with a TypeError, as a network that is not there would.
 */
export function atHome(fetch: typeof globalThis.fetch, origins: readonly string[]): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
    // A redirect would lead past the question just asked.
    if (isHere || origins.includes(url.origin)) return fetch(input, { ...init, redirect: "error" });
    throw new TypeError(`fetch failed: ${url.origin} is outside this machine`);
  };
}
