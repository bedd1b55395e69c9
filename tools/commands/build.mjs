// npm run build: the package, into dist/.
import { buildPackage } from '../package/build-package.mjs';
import { prepare } from '../toolchain/prepare.mjs';
import { main } from '../run.mjs';

await main(async () => {
  await prepare({ tests: false });
  await buildPackage();
});
