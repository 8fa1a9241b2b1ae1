declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  /** As much of the provider as the tests use; the package brings no types. */
  export default class Provider {
    constructor(
      issuer: string,
      configuration: {
        findAccount: (context: unknown, id: string) => { accountId: string; claims: () => Record<string, unknown> };
        [setting: string]: unknown;
      },
    );
    callback(): RequestListener;
  }
}
