// The child process of engines.mjs: reads calls of in-engine.mjs functions as JSON from standard
// input and writes their results as JSON to standard output.
import { text } from 'node:stream/consumers';
import * as functions from './in-engine.mjs';

const results = [];
for (const { name, argument } of JSON.parse(await text(process.stdin)))
  results.push(await functions[name](argument));
process.stdout.write(JSON.stringify(results));
