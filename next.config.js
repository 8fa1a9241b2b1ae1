/** The door and the front door (server.ts) set the headers; Next renders and packs what it renders. */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  compress: true,
  devIndicators: false,
  images: { unoptimized: true },
  // `npm run types` checks the types of everything, the tests too; a build need not wait for it a second time.
  typescript: { ignoreBuildErrors: true },
  allowedDevOrigins: ["127.0.0.1"],
  serverExternalPackages: [
    "pg",
    "pg-copy-streams",
    "pino",
    "@node-rs/argon2",
    "exceljs",
    "graphile-worker",
    "yauzl",
    "pdfmake",
    "bwip-js",
    "xml-crypto",
    "@xmldom/xmldom",
  ],
  experimental: {
    optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@mantine/dates"],
    // Else it asks a registry in development whether weaknesses of it are known.
    agentUpgrade: false,
  },
};

export default config;
