import { describe, expect, test } from "vitest";
import { isDialable, type Place, placeOf, readPlaces } from "@/lib/egress";

const places = readPlaces("portal.example:443, adapter.example:8080=10.1.0.0/16, 127.0.0.1:9100") ?? [];
const [open, inside, here] = places as [Place, Place, Place];

test("the list is read as an address is read", () => {
  expect(places).toEqual([
    { host: "portal.example", port: 443, range: null },
    { host: "adapter.example", port: 8080, range: "10.1.0.0/16" },
    { host: "127.0.0.1", port: 9100, range: null },
  ]);
  for (const text of ["portal", "portal.example:99999", "a.example:80=10.0.0.0", "a.example:80=x/8", "http://a.example:80"])
    expect(readPlaces(text), text).toBeNull();
  expect(readPlaces("")).toEqual([]);
});

describe("T-40: only what was written down can be named", () => {
  test.each([
    ["https://portal.example/", open],
    ["https://PORTAL.example:443/", open],
    ["http://adapter.example:8080/", inside],
    ["http://127.0.0.1:9100/", here],
    ["http://0x7f.1:9100/", here],
    ["http://2130706433:9100/", here],
  ])("%s", (url, place) => expect(placeOf(new URL(url), places)).toEqual(place));
  test.each([
    "https://portal.example:444/",
    "https://portal.example.evil.example/",
    "https://portal.example@evil.example/",
    "https://x:y@portal.example/",
    "https://evil.example/?portal.example:443",
    "https://evil.example#portal.example:443",
    "https://xn--prtal-jua.example/",
    "http://portal.example/",
    "http://127.0.0.1/",
    "http://127.0.0.2:9100/",
    "http://localhost:9100/",
    "http://[::1]:9100/",
    "http://[::ffff:127.0.0.1]:9100/",
    "http://0.0.0.0:9100/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00::1]:8080/",
    "ftp://portal.example:443/",
    "file:///etc/passwd",
  ])("not %s", (url) => expect(placeOf(new URL(url), places)).toBeNull());
});

describe("T-40: what is really dialled", () => {
  test.each(["93.184.216.34", "2606:2800:220:1::1"])("out in the open: %s", (address) =>
    expect(isDialable(address, open)).toBe(true),
  );
  test.each([
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.216.34",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001::1",
    "fe80::1",
    "fd00::1",
    "ff02::1",
    "localhost",
    "",
  ])("never for a host out in the open: %j", (address) => expect(isDialable(address, open)).toBe(false));
  test("inside the city: its range and nothing else, least of all this machine", () => {
    expect(isDialable("10.1.2.3", inside)).toBe(true);
    for (const address of ["10.2.0.1", "93.184.216.34", "127.0.0.1", "::ffff:10.1.2.3"])
      expect(isDialable(address, inside)).toBe(false);
    const all = { host: "adapter.example", port: 8080, range: "0.0.0.0/0" };
    for (const address of ["127.0.0.1", "169.254.169.254", "0.0.0.0"]) expect(isDialable(address, all)).toBe(false);
  });
  test("a place written as an address is that address", () => {
    expect(isDialable("127.0.0.1", here)).toBe(true);
    for (const address of ["127.0.0.2", "::1", "::ffff:127.0.0.1"]) expect(isDialable(address, here)).toBe(false);
  });
});
