// A thread does not inherit the program's way of running TypeScript: it asks for it first.
import { register } from "tsx/esm/api";

register();
await import(["./worker", "ts"].join("."));
