// npm run docs: the site of the documentation, in build/docs/.
import { buildDocs } from './build-docs.mjs';
import { main } from './run.mjs';

await main(async () => console.log(`The site is in ${await buildDocs()}`));
