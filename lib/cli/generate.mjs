import { generate } from "./prepare.mjs";

generate();
