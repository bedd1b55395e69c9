// npm run setup: everything that `npm start` and `npm test` would fetch.
import { prepare } from '../toolchain/prepare.mjs';
import { main } from '../run.mjs';

await main(() => prepare({ tests: true }));
