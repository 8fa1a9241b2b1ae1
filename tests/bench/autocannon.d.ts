/** The part of autocannon the bench uses. */
declare module "autocannon" {
  namespace autocannon {
    type Shot = {
      requests: { average: number; total: number };
      latency: { p50: number; p97_5: number };
      "2xx": number;
      "3xx": number;
      errors: number;
    };
  }
  function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    headers?: Record<string, string>;
  }): Promise<autocannon.Shot>;
  export default autocannon;
}
