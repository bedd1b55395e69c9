// npm run docs: the site of the documentation, in build/docs/.
import { buildDocs } from '../docs-site.mjs';
import { main } from '../run.mjs';

await main(async () => console.log(`The site is in ${await buildDocs()}`));
