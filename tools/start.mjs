// npm start: builds everything and serves the page.
import { buildPackage } from './build-package.mjs';
import { prepare } from './prepare.mjs';
import { main } from './run.mjs';

await main(async () => {
  await prepare({ tests: false });
  await buildPackage();
  await import('../web/serve.mjs');
});
