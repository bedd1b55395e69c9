// npm run docs: pages of the API, in build/docs/.
import { buildDocs } from '../docs-site.mjs';
import { main } from '../run.mjs';

await main(async () => console.log(`The pages are in ${await buildDocs()}`));
