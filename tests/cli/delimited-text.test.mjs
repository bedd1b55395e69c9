// Delimited text as people have it: what the command guesses and says, and what it can be told.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { encoded } from '../fixtures/files/encode.mjs';
import { done, newFolder, SMALL, vae1 } from './support/command.mjs';

const folder = newFolder();
const ROWS = 60;
const rows = Array.from(
  { length: ROWS },
  (_, i) => `${['Köln', 'Gießen'][i % 2]};${(i * 37) % 101},5`,
).join('\r\n');
const text = `Umsätze 2024\r\n\r\nOrt;Umsatz\r\n${rows}\r\nSumme;3000,00\r\n`;
writeFileSync(join(folder, 'sales.csv'), encoded(text, 'windows-1252'));

async function trainedOn(args) {
  const { stderr } = await done(folder, ['train', 'sales.csv', '-o', 'a.vae1', ...SMALL, ...args]);
  const { schema } = JSON.parse((await done(folder, ['info', 'a.vae1', '--json'])).stdout);
  return { stderr, schema };
}

test('titles, totals and the encoding are guessed, and notes say so once', async () => {
  const { stderr, schema } = await trainedOn([]);
  assert.equal(schema.rows, ROWS);
  const [place, sales] = schema.columns;
  assert.deepEqual(place.categories.map(({ value }) => value).sort(), ['Gießen', 'Köln']);
  assert.deepEqual([sales.name, sales.type, sales.maximum], ['Umsatz', 'continuous', 100.5]);
  for (const note of ['“Umsätze 2024”', '“Summe 3000,00”', 'Windows-1252'])
    assert.equal(stderr.split(note).length, 2, `${note} once in:\n${stderr}`);
});

test('what is guessed can be said instead', async () => {
  const { schema } = await trainedOn([
    '--skip-top',
    '3',
    '--header-rows',
    '0',
    '--skip-bottom',
    '2',
  ]);
  assert.equal(schema.rows, ROWS - 1);
  assert.deepEqual(
    schema.columns.map(({ name }) => name),
    ['1', '2'],
  );
  const args = ['train', 'sales.csv', '-o', 'b.vae1', ...SMALL];
  const refused = await vae1(folder, [...args, '--encoding', 'utf-8']);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /sales\.csv has bytes that are not utf-8/);
  const unknown = await vae1(folder, [...args, '--encoding', 'latin-3']);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /--encoding takes one of utf-8, .*not "latin-3"/);
});

test('lines that do not fit are kept, dropped or refused', async () => {
  writeFileSync(join(folder, 'ragged.csv'), `a,b,c\n${'1,2,x\n2,5,y\n3,1\n4,4,x\n'.repeat(20)}`);
  const args = ['train', 'ragged.csv', '-o', 'c.vae1', ...SMALL];
  const refused = await vae1(folder, args);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /Line 4 of ragged\.csv has 2 cells; expected 3/);
  await done(folder, [...args, '--ragged', 'drop']);
  const { schema } = JSON.parse((await done(folder, ['info', 'c.vae1', '--json'])).stdout);
  assert.equal(schema.rows, 60);
});
