import { trainModels } from './train-models.js';
import simd from './vae1-simd.wasm';

const given = { worker: false, build: 'simd', wasmBinary: simd };

export default {
  async fetch(request) {
    const options = request.url.endsWith('/given') ? given : JSON.parse(await request.text());
    return Response.json(
      await trainModels({ deterministic: true, ...options }).catch(({ message }) => ({ message })),
    );
  },

  /** What `workerd test` runs: each fetch is a request of its own, as a visitor's. */
  async test(_, { self }) {
    const ask = async (path, body) =>
      (await self.fetch(`http://its/${path}`, { method: 'POST', body })).json();
    const trained = [await ask('given'), await ask('given')];
    trained.push(...(await Promise.all([ask('given'), ask('given'), ask('given')])));
    const refused = [await ask('options', '{}'), await ask('options', '{ "worker": false }')];
    console.log(JSON.stringify({ trained, refused: refused.map(({ message }) => message) }));
  },
};
