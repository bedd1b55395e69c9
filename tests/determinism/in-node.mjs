// The child process that engines.mjs starts: calls of functions of in-engine.mjs come as JSON on
// standard input, their results go as JSON to standard output.
import { text } from 'node:stream/consumers';
import * as functions from './in-engine.mjs';

const results = [];
for (const { name, argument } of JSON.parse(await text(process.stdin)))
  results.push(await functions[name](argument));
process.stdout.write(JSON.stringify(results));
