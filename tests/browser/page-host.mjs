import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';

/**
 * A proxy in front of the page's server that records requests. Stop it.
 * @param {string} origin the address of the server
 */
export async function openPageHost(origin) {
  const requests = [];
  let isWithheld = () => false;
  const server = createServer((request, response) => {
    requests.push(request.url);
    if (isWithheld(request.url)) return response.writeHead(503).end();
    const { method, url, headers } = request;
    const options = { method, headers: { ...headers, host: new URL(origin).host } };
    const passOn = (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    };
    ask(new URL(url, origin), options, passOn)
      .on('error', () => response.destroy())
      .end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    /** The paths requested so far. */
    requests,
    /** Answers with an error instead of the paths for which `isWanted` is true. */
    withhold: (isWanted) => (isWithheld = isWanted),
    async stop() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
