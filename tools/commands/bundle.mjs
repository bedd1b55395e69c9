// npm run bundle: dist/ from bindings/js and from the WebAssembly modules that are built.
import { main } from '../run.mjs';
import { writeDist } from '../package/write-dist.mjs';

await main(writeDist);
