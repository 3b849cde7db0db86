/** What everything stands on: results, problems, JSON, hashes, assertions. Imports no other room. */
export { assert, assertNever, Defect } from './assert.ts';
export { sha256Hex } from './hash.ts';
export { isJsonObject, type Json, type JsonObject, toCanonicalJson } from './json.ts';
export type { Problem } from './problem.ts';
export { err, ok, type Result } from './result.ts';
