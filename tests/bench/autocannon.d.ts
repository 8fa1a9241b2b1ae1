/** The part of autocannon the bench uses. */
declare module "autocannon" {
  export type Shot = {
    requests: { average: number };
    latency: { p50: number; p97_5: number };
    non2xx: number;
    errors: number;
  };
  export default function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    headers?: Record<string, string>;
  }): Promise<Shot>;
}
