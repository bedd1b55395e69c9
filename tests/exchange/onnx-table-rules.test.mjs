// The graphs of tables whose columns follow from others: they agree with the calls of the package.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '../node/support/failures.mjs';
import { close } from './close.mjs';
import { imputationNoise } from './normal-noise.mjs';
import { trainedTable } from './small-table.mjs';
import { feedsOf, floats, runGraph } from './table-feeds.mjs';
import { fraction, graphOf, noiseOf, SAMPLES, sameTable, uniformOf } from './table-graphs.mjs';

const ROWS = 300;

/** Columns of which some follow from others, by every kind of rule; with gaps if `share` is above 0. */
const orders = (share) =>
  Array.from({ length: 600 }, (_, i) => {
    const city = (i * 7) % 4;
    const [net, tax] = [10 + ((i * 37) % 90), (i * 13) % 19];
    const way = (i * 11) % 3;
    const gap = (value, stream) => (fraction(i, stream) < share ? null : value);
    return {
      city: gap(['Rome', 'Bonn', 'Oslo', 'Lyon'][city], 1),
      code: gap([39, 49, 47, 33][city], 2),
      zone: gap(city < 2 ? 'A' : 'B', 3),
      ...{ net, tax, total: gap(net + tax, 4) },
      ...{ truck: way === 0, train: way === 1, ship: way === 2 },
      sent: new Date(Date.UTC(2020, 0, 1 + (i % 50))),
      came: new Date(Date.UTC(2020, 0, 1 + (i % 50) + ((i * i) % 9))),
    };
  });

for (const conditions of [[], ['city']])
  for (const decoder of ['independent', 'autoregressive'])
    test(`columns that others decide: ${decoder}, ${conditions}`, async (t) => {
      const places = orders(0.15).map(({ city, code, zone, net }) => ({ city, code, zone, net }));
      const table = await trainedTable(t, { decoder, conditions }, places);
      assert.deepEqual([...new Set(table.schema.rules.map(({ type }) => type))], ['dependency']);
      const latents = Float32Array.from({ length: 2 * ROWS }, (_, i) => 3 * Math.sin(i * i + 1));
      const where = conditions.length > 0 ? { city: 'Oslo' } : {};
      const given = feedsOf(
        table.schema,
        Array.from({ length: ROWS }, () => ({ ...where })),
      );
      const decoded = await runGraph(await graphOf(table, 'decoder'), {
        ...given,
        z: floats(latents, ROWS, 2),
      });
      const vectors = Array.from({ length: ROWS }, (_, i) => latents.subarray(2 * i, 2 * i + 2));
      sameTable(table.schema, decoded, 'row', await table.decode(vectors, { where }));
      // Some of these draw a city of the other zone, which is corrected.
      const ofZones = places.slice(0, 200).map((row) => ({ ...row, city: null, code: null }));
      const rows = [...places, ...(conditions.length > 0 ? [] : ofZones)];
      const filled = await runGraph(await graphOf(table, 'impute'), {
        ...feedsOf(table.schema, rows),
        choice: floats(new Float32Array(rows.length), rows.length),
        noise: floats(
          imputationNoise(table.seed, rows.length, 2),
          ...[rows.length, ...(decoder === 'independent' ? [1, 2] : [2])],
        ),
        // Where city is modelled, it tells code, and the other way round.
        uniform: uniformOf(table, rows.length, conditions.length > 0 ? undefined : 'code'),
      });
      const [expected] = await table.impute(rows, { draws: 1, samples: 1 });
      sameTable(table.schema, filled, 'imputed', expected);
    });

for (const share of [0, 0.15])
  for (const decoder of ['independent', 'autoregressive'])
    test(`columns that follow from others: ${decoder}, ${share ? 'with' : 'without'} gaps`, async (t) => {
      const known = orders(share);
      const table = await trainedTable(t, { decoder }, known);
      const kinds = new Set(table.schema.rules.map(({ type }) => type));
      assert.deepEqual([...kinds].sort(), ['dependency', 'oneHot', 'order', 'sum']);
      const [whole] = orders(0);
      const { sent, came } = whole;
      const rows = [
        ...known.slice(0, 60),
        ...Object.keys(whole).map((name) => ({ ...whole, [name]: null })),
        ...[
          { ...whole, city: null, code: null },
          { ...whole, zone: 'B' },
          { ...whole, code: 47 },
        ],
        ...[
          { ...whole, total: 5 },
          { ...whole, train: true },
          { ...whole, truck: false },
        ],
        ...[
          { ...whole, sent: came, came: new Date(sent - 864e5) },
          { ...whole, code: 1000 },
        ],
      ];
      for (const categories of ['texts', 'codes']) {
        const feeds = { ...feedsOf(table.schema, rows, categories), noise: noiseOf(table) };
        const { mean } = await runGraph(await graphOf(table, 'encoder', { categories }), feeds);
        close(mean.data, (await table.encode(rows)).mean, 'mean', () => 0.1);
        const { score } = await runGraph(await graphOf(table, 'score', { categories }), feeds);
        const expected = await table.score(rows, { method: 'likelihood', samples: SAMPLES });
        close(score.data, expected, 'score', () => 0.1);
      }
      for (const graph of ['decoder', 'impute'])
        await assert.rejects(
          graphOf(table, graph),
          failure(
            'ERR_OPTION',
            /graph of export\(\) must not be .* not all rules between its columns are dependencies/,
          ),
        );
    });
