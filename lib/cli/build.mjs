import { build, generate, requireNode } from "./prepare.mjs";

requireNode();
generate();
build();
