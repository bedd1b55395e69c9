// Serves the page that is built until interrupted. PORT: the first port to try (8080).
import { servePage } from './server.mjs';

const port = Number(process.env.PORT || 8080);
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error(`PORT must be an integer from 1 to 65535, but is '${process.env.PORT}'.`);
  process.exit(1);
}

const { address } = await servePage({ port });
console.log(`The page is at ${address} (Ctrl+C ends the server).`);
