// Columns of whatever mixture of cells: a schema that the order of the rows does not change, and
// cells that come back as the same values; or an error of the library.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VAEError } from '../../../build/js/errors/errors.js';
import { schemaFromJson } from '../../../build/js/table/schema-from-json.js';
import { uniform } from '../support/data.mjs';
import { schemaOf, thereAndBack } from '../support/table-schemas.mjs';

const next = uniform(7);
const below = (bound) => Math.floor(next() * bound);
const pick = (items) => items[below(items.length)];
const two = (number) => String(number).padStart(2, '0');
const [day, month] = [() => 1 + below(28), () => 1 + below(12)];

const WRITE = [
  () => `${month()}/${day()}/20${two(below(24))}`,
  () => `${two(month())}/${two(month())}/2020`,
  () => `${two(day())}-${two(month())}-21`,
  () => `2020-${two(month())}-${two(day())}`,
  () => `2020-${two(month())}-${two(day())}T${two(below(24))}:00:0${below(9)}.${below(99)}+0${below(3)}`,
  () => `2020${two(month())}${two(day())}`,
  () => 20_200_000 + 100 * month() + day(),
  () => `${day()} ${pick(['Jan', 'May', 'July', 'August'])} 2020`,
  () => new Date(1.5e12 + below(1e9) * 100),
  () => `$${1 + below(900)},${100 + below(900)}`,
  () => `-$${below(1000)}.${two(below(100))}`,
  () => `($${1 + below(1000)}.5)`,
  () => `€${below(50)}`,
  () => `${below(100)}%`,
  () => `${below(1000)},${two(below(100))} €`,
  () => `${1 + below(9)}.${100 + below(900)}`,
  () => `${1 + below(9)},${100 + below(900)}`,
  () => below(1000) / 4,
  () => `${below(1000)}.5`,
  () => `0${below(10_000)}`,
  () => pick(['NA', '-', 'unknown', 'inf', '#DIV/0!']),
  () => pick([null, undefined, NaN, '']),
  () => `text ${below(1e6)}`,
  () => next() < 0.5,
]; // prettier-ignore
const SAID = [
  ...[
    undefined,
    undefined,
    undefined,
    'date',
    'continuous',
    'categorical',
    'identifier',
    'boolean',
  ],
  ...[{ form: 'DD/MM/YYYY' }, { form: { decimal: ',' } }],
];

async function schemaOrError(cells, said) {
  const b = cells.map((_, i) => i % 3);
  try {
    return await schemaOf({ cells, b }, { columns: said && { cells: said } });
  } catch (error) {
    assert.ok(error instanceof VAEError, error);
    return undefined;
  }
}

test('whatever the mixture, the same schema for any order of rows, and the same values back', async () => {
  const seen = new Map();
  for (let round = 0; round < 1000; round++) {
    const kinds = Array.from({ length: 1 + below(pick([1, 3])) }, () => pick(WRITE));
    const cells = Array.from({ length: pick([3, 20, 60]) }, () => pick([kinds[0], pick(kinds)])());
    const said = pick(SAID);
    const schema = await schemaOrError(cells, said);
    seen.set(schema?.columns[0].type, (seen.get(schema?.columns[0].type) ?? 0) + 1);
    if (!schema) continue;
    assert.deepEqual(schemaFromJson(JSON.parse(JSON.stringify(schema))), schema);
    const [column] = schema.columns;
    if (column.type !== 'constant') {
      const order = cells.map((cell) => [next(), cell]).sort(([a], [b]) => a - b);
      const other = await schemaOrError(order.map(([, cell]) => cell), said); // prettier-ignore
      assert.deepEqual(other.columns[0], column);
    }
    const columns = said && { cells: said };
    const table = { cells, b: cells.map((_, i) => i % 3) };
    const { coding, table: back } = await thereAndBack(table, { columns });
    const [part] = coding.parts;
    if (!part.read) continue;
    for (const [i, cell] of cells.entries()) {
      if (part.isGap(cell)) assert.equal(back.cells[i], null);
      else {
        const [given, got] = [part.read(cell), part.read(back.cells[i])];
        // A form that was asked for can have less of the time than the cells.
        const exact = column.step
          ? said?.form
            ? 86_400_000
            : column.step
          : Math.abs(given) * 1e-12;
        assert.ok(Math.abs(given - got) <= exact, `${String(cell)} -> ${String(back.cells[i])}`);
      }
    }
  }
  for (const type of ['date', 'continuous', 'integer', 'categorical', 'identifier', undefined])
    assert.ok(seen.get(type) > 20, `${type}: ${seen.get(type)}`);
});
