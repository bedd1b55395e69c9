// A separate program, so that it can run under `flock`: see ensureUnpacked.
import { unpack } from './debian-unpack.mjs';
import { main } from '../run.mjs';

await main(() => unpack(process.argv[2]));
