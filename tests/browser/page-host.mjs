import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';

/** What makes the page's server more than a host of static files, and some hosts cannot send. */
const LEFT_OUT =
  /^(content-security-policy|cross-origin-.*|referrer-policy|x-content-type-options)$/;

/**
 * A host in front of the page's own server. Close it.
 * @param {string} origin the address of the server
 * @param {{ headers?: boolean }} options `headers`: whether policy and isolation are passed on
 */
export async function openPageHost(origin, { headers = true } = {}) {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.url);
    const passOn = (answer) => {
      const kept = Object.entries(answer.headers).filter(
        ([name]) => headers || !LEFT_OUT.test(name),
      );
      response.writeHead(answer.statusCode, Object.fromEntries(kept));
      answer.pipe(response);
    };
    const { method, url } = request;
    const options = { method, headers: { ...request.headers, host: new URL(origin).host } };
    ask(new URL(url, origin), options, passOn)
      .on('error', () => response.destroy())
      .end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    /** The paths that were asked for until now. */
    requests,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
