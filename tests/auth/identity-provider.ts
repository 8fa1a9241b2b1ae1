import { createServer, type Server } from "node:http";
import Provider from "oidc-provider";

export const client = { id: "vong-lau", secret: "only-for-tests-only-for-tests" };

/** A real OpenID provider on the loopback interface, for the product at `ours`, that believes whoever says who they are. */
export async function startProvider(port: number, ours: string): Promise<{ issuer: string; stop(): Promise<void> }> {
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${ours}/api/auth/callback/sso`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `Người ${id}`, email: "mai@ubnd.example", email_verified: true }),
    }),
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ["only-for-tests"] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
  });
  const server: Server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { issuer, stop };
}
