// npm run docs: pages of the API, in build/docs/.
import { buildDocs } from './build-docs.mjs';
import { main } from './run.mjs';

await main(async () => console.log(`The pages are in ${await buildDocs()}`));
