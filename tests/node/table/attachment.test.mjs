// A file's description of its table is checked, not trusted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAttachment, writeAttachment } from '../../../build/js/table/attachment.js';
import { ConditionCount } from '../../../build/js/table/conditions.js';
import { inferSchema } from '../../../build/js/table/infer-schema.js';
import { schemaFromJson } from '../../../build/js/table/schema-from-json.js';
import { TableCoding } from '../../../build/js/table/table-coding.js';
import { tableView } from '../../../build/js/table/table-view.js';
import { VAEError } from '../../../build/js/errors/errors.js';
import { failure } from '../support/failures.mjs';
import { orders } from '../support/linked-tables.mjs';
import { schemaOf } from '../support/table-schemas.mjs';
import { people } from '../support/tables.mjs';

async function knowledge(conditions = ['job', 'member', 'age'], rows = people()) {
  const view = await tableView(rows, 'data');
  const coding = new TableCoding(await inferSchema(view, { conditions }));
  const counted = new ConditionCount(coding, coding.source(view, 'data'), 1);
  for (let first = 0; first < rows.length; first += 7) {
    const count = Math.min(7, rows.length - first);
    counted.source.chunk(first, count);
    counted.source.chunk(first, count);
  }
  return { coding, conditions: counted.conditions };
}

test('it comes back as it was written, whatever the order of the rows', async () => {
  const known = await knowledge();
  const attachment = writeAttachment(known);
  const read = readAttachment({ attachment, columns: known.coding.columns });
  assert.deepEqual(read.coding.schema, known.coding.schema);
  assert.deepEqual(writeAttachment(read), attachment);
  const counts = known.conditions.toJSON().map(([count]) => count);
  assert.equal(
    counts.reduce((sum, count) => sum + count),
    300,
  );
  const reversed = await knowledge(undefined, people().reverse());
  assert.deepEqual(reversed.conditions.toJSON(), known.conditions.toJSON());
});

test('a version that earlier releases refuse, where they would take cells for others', async () => {
  const versionOf = async (rows) => {
    const known = await knowledge([], rows);
    const attachment = writeAttachment(known);
    const { columns, schema } = known.coding;
    assert.deepEqual(readAttachment({ attachment, columns }).coding.schema, schema);
    return JSON.parse(new TextDecoder().decode(attachment)).version;
  };
  const jobs = people().map(({ job, member }) => ({ job, member }));
  assert.equal(await versionOf(jobs), 1);
  assert.equal(await versionOf(people()), 3);
});

test('of more than 10,000 combinations a sample is kept', async () => {
  const rows = Array.from({ length: 25_000 }, (_, i) => ({ x: i * 1.5 + (i % 7), y: i % 2 }));
  const { coding, conditions } = await knowledge(['x'], rows);
  const kept = conditions.toJSON();
  assert.equal(kept.length, 10_000);
  const x = coding.parts[0].mean;
  const mean = kept.reduce((sum, [, ...cells]) => sum + x.draw(cells, 0), 0) / kept.length;
  assert.ok(Math.abs(mean - 18_750) < 400, `the mean is ${mean}`);
  const reversed = await knowledge(['x'], rows.toReversed());
  assert.deepEqual(reversed.conditions.toJSON(), kept);
});

test('any other content is refused', async () => {
  const known = await knowledge();
  const good = JSON.parse(new TextDecoder().decode(writeAttachment(known)));
  const { columns } = known.coding;
  const [combination] = good.conditions;
  for (const [change, sentence] of [
    [() => 'no json', /not JSON/],
    [() => JSON.stringify([good]), /not an object/],
    [() => JSON.stringify({ ...good, version: 4 }), /version 4/],
    [() => JSON.stringify({ ...good, schema: null }), /not an object|schema/],
    [
      () => JSON.stringify({ ...good, schema: { ...good.schema, conditions: [] } }),
      /other columns/,
    ],
    [
      () =>
        JSON.stringify({
          ...good,
          schema: {
            ...good.schema,
            columns: good.schema.columns.filter(({ name }) => name !== 'height'),
          },
        }),
      /other columns/,
    ],
    ...[
      'none',
      [],
      [[]],
      [combination.slice(1)],
      [['3', ...combination.slice(1)]],
      [[0, ...combination.slice(1)]],
      [[1, 7, 1, 1, 30]],
      [combination.map((value) => value ?? 'gap'), combination.map(() => 0.5)],
    ].map((conditions) => [() => JSON.stringify({ ...good, conditions }), /condition values/]),
  ]) {
    const attachment = new TextEncoder().encode(change());
    assert.throws(
      () => readAttachment({ attachment, columns }),
      failure('ERR_MODEL_FILE', sentence, VAEError),
      change(),
    );
  }
  const attachment = writeAttachment(known);
  for (const others of [columns.slice(1), [...columns, columns[0]], []])
    assert.throws(
      () => readAttachment({ attachment, columns: others }),
      failure('ERR_MODEL_FILE', /other columns/, VAEError),
    );
});

test('what a schema does not have is left out, however deep it is', async () => {
  const known = await knowledge();
  const { columns } = known.coding;
  const text = new TextDecoder().decode(writeAttachment(known));
  const deep = `"unknown":${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const read = (json) => readAttachment({ attachment: new TextEncoder().encode(json), columns });
  for (const place of ['"schema":{', '"columns":[{', '"categories":[{']) {
    assert.ok(text.includes(place));
    const { coding } = read(text.replace(place, `${place}${deep},`));
    assert.deepEqual(coding.schema, known.coding.schema);
  }
  assert.throws(
    () => read(text.replace('"version":3', deep.replace('unknown', 'version'))),
    failure('ERR_MODEL_FILE', /version \[/, VAEError),
  );
});

test('rules that do not fit the columns are refused; a file without rules has none', async () => {
  const schema = await schemaOf(orders(800));
  const json = JSON.parse(JSON.stringify(schema));
  assert.deepEqual(schemaFromJson(json), schema);
  const [dependency, , oneHot, sum, order] = json.rules;
  const { rules: _, ...without } = json;
  assert.equal(schemaFromJson(without).rules, undefined);
  for (const rule of [
    null,
    { ...dependency, type: 'determines' },
    { ...dependency, columns: ['country'] },
    { ...dependency, columns: ['country', 'country'] },
    { ...dependency, columns: ['net', 'currency'] },
    { ...dependency, values: undefined },
    { ...dependency, values: dependency.values.slice(1) },
    { ...dependency, values: dependency.values.map(() => 'XXX') },
    { ...oneHot, columns: ['post', 'rail', 'net'] },
    { ...oneHot, values: [] },
    { ...sum, columns: ['total'] },
    { ...sum, columns: ['total', 'net', 'country'] },
    { ...order, columns: ['ordered', 'nothing'] },
    { ...order, columns: 'ordered' },
  ])
    assert.equal(schemaFromJson({ ...json, rules: [rule] }), 'has no valid rules', `${rule?.type}`);
});
