import type { Readable } from "node:stream";
import { env } from "@/lib/env";
import type { StoredFile } from "../model";
import { disk } from "./disk";
import { s3 } from "./s3";

/** Where files are kept under their hash. Every store keeps the same promises; which one it is says the deployment. */
export type Store = {
  /** Keeps a whole file of this machine's disk, and takes it away from where it lies. When it returns, the file survives a power cut. */
  keep(path: string, file: StoredFile): Promise<void>;
  /** The bytes; they end with an error where they are not those of the name. Throws `not-found`; `store-away` where nobody answers. */
  open(sha: string): Promise<Readable>;
  has(sha: string): Promise<boolean>;
  /** One that is not there is removed. */
  remove(sha: string): Promise<void>;
  list(): AsyncIterable<StoredFile & { at: Date }>;
  /** Where the bytes lie on this machine's disk, for readers that jump about in them. Throws like `open`. */
  pathTo(sha: string): Promise<string>;
};

/** The disk of this machine (DATA_DIR), or an S3-compatible store where one is named. */
export function store(): Store {
  const {
    FILES_S3_ENDPOINT: endpoint,
    FILES_S3_BUCKET: bucket,
    FILES_S3_REGION: region,
    FILES_S3_KEY_ID: keyId,
    FILES_S3_SECRET: secret,
  } = env();
  return endpoint && bucket && keyId && secret ? s3({ endpoint, bucket, region, keyId, secret }) : disk;
}
