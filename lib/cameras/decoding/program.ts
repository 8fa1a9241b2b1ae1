import { type ChildProcess, spawn } from "node:child_process";
import { dirname, isAbsolute } from "node:path";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** There is no program that decodes pictures here; or it cannot be kept apart, and the deployment wants it to be. */
export class NoDecoder extends Error {}

/** What a decoder may take: memory for pictures of twenty megapixels; nothing is written to a disk, no file is left of a crash. */
const limits = ["--as=1500000000", "--fsize=0", "--core=0", "--nofile=64"];

/**
 * A room with the system's programs to read and nothing else: no home, no data, no settings, no other processes, no rights (bubblewrap). It
 * keeps the network, for a decoder reads from a relay on the loopback interface (rtsp/relay.ts), and knows no other address.
 */
const room = (program: string): string[] => [
  ...["--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"],
  ...["--die-with-parent", "--new-session", "--cap-drop", "ALL"],
  ...["--clearenv", "--setenv", "LANG", "C", "--setenv", "PATH", "/usr/local/bin:/usr/bin"],
  ...[
    "--ro-bind",
    "/usr",
    "/usr",
    "--symlink",
    "usr/bin",
    "/bin",
    "--symlink",
    "usr/lib",
    "/lib",
    "--symlink",
    "usr/lib64",
    "/lib64",
  ],
  // What libraries are found by.
  ...["--ro-bind-try", "/etc/alternatives", "/etc/alternatives", "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"],
  ...(isAbsolute(program) && !program.startsWith("/usr/") ? ["--ro-bind", dirname(program), dirname(program)] : []),
  ...["--proc", "/proc", "--dev", "/dev"],
];

type Line = [command: string, ...args: string[]];
const contained = (program: string, args: readonly string[]): Line => [
  ...(["bwrap", ...room(program)] satisfies Line),
  ...["prlimit", ...limits, "--", program, ...args],
];
const bare = (program: string, args: readonly string[]): Line => [program, ...args];

/** Nothing of ours is in its environment, but where programs are found. */
const own = () => ({ NODE_ENV: env().NODE_ENV, LANG: "C" });
const answers = ([command, ...args]: Line) =>
  new Promise<boolean>((told) => {
    const child = spawn(command, args, { stdio: "ignore", env: own() });
    child.once("error", () => told(false));
    child.once("close", (code) => told(code === 0));
  });

export type DecoderHere = { isThere: boolean; isContained: boolean };
const known = new Map<string, Promise<DecoderHere>>();
async function find(program: string): Promise<DecoderHere> {
  if (await answers(contained(program, ["-version"]))) return { isThere: true, isContained: true };
  const isThere = await answers(bare(program, ["-version"]));
  // It may be installed while we run.
  if (!isThere) known.delete(program);
  else log().warn("pictures of cameras are decoded without a sandbox: install bubblewrap and let it make user namespaces");
  return { isThere, isContained: false };
}

/** Is there a program that decodes pictures, and can this machine keep it apart? Found out once. */
export function decoderHere(): Promise<DecoderHere> {
  const program = env().FFMPEG_PATH;
  const found = known.get(program) ?? find(program);
  known.set(program, found);
  return found;
}

/**
 * Begins ffmpeg with these arguments: without a shell, with nothing of ours in its environment and, where this machine can, within limits and
 * in a room of its own (SECURITY: T-51). Whoever begins it ends it, and hears its "error". Throws NoDecoder.
 */
export async function beginDecoder(args: readonly string[], stdio: ("ignore" | "pipe")[]): Promise<ChildProcess> {
  const { isThere, isContained } = await decoderHere();
  if (!isThere || (!isContained && env().CAMERA_SANDBOX === "required")) throw new NoDecoder();
  const [command, ...rest] = (isContained ? contained : bare)(env().FFMPEG_PATH, args);
  return spawn(command, rest, { stdio, env: own() });
}
