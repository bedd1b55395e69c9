import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * Calls into a page without a driver: the page polls for them. Close it.
 *
 * The page must contain `script`. `call(source)` then evaluates an expression there and returns
 * what its promise resolves to, which must be JSON.
 */
export async function openPageCalls() {
  const waiting = [];
  let ask;
  const serve = async (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (request.method === 'POST') {
      response.end();
      waiting.shift().resolve(JSON.parse(await text(request)));
      ask = undefined;
    } else {
      ask = response;
    }
    answer();
  };
  const answer = () => {
    if (!ask || ask.writableEnded || waiting.length === 0) return;
    ask.end(waiting[0].source);
  };
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${server.address().port}`;
  return {
    script: `for (;;) {
      const source = await (await fetch('${address}')).text();
      const result = await (0, eval)(source);
      await fetch('${address}', { method: 'POST', body: JSON.stringify(result) });
    }`,
    call: (source) =>
      new Promise((resolve) => {
        waiting.push({ source, resolve });
        answer();
      }),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
