// npm start: builds everything and serves the page.
import { buildPackage } from '../package/build-package.mjs';
import { prepare } from '../toolchain/prepare.mjs';
import { main } from '../run.mjs';
import { printTimings, timed } from '../timings.mjs';

await main(async () => {
  await prepare({ tests: false });
  await buildPackage();
  const { buildPage } = await import('../../web/server.mjs');
  await timed('the page', buildPage);
  printTimings();
  await import('../../web/serve.mjs');
});
