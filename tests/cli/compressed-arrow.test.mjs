// Arrow files whose record batches are compressed: tests/fixtures/arrow.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../tools/paths.mjs';
import { done, lines, newFolder, SMALL, vae1 } from './support/command.mjs';

const folder = newFolder();
const fixture = (name) => join(root, 'tests/fixtures/arrow', name);

test('batches compressed with ZSTD read like any other, of a file and of a stream', async () => {
  const types = ['--columns', 'n=integer', '--columns', 'wave=continuous'];
  await done(folder, ['train', fixture('zstd.arrow'), '-o', 'zstd.vae1', ...types, ...SMALL]);
  for (const name of ['zstd.arrow', 'zstd.arrows']) {
    const args = ['impute', 'zstd.vae1', fixture(name), '--format', 'jsonl'];
    const rows = lines((await done(folder, args)).stdout).map((line) => JSON.parse(line));
    assert.equal(rows.length, 1000);
    for (const [i, { n, wave, word }] of rows.entries()) {
      assert.equal(n, i);
      assert.equal(wave, Math.round(100 * Math.sin(i / 20)) / 4);
      if (i % 4 !== 2) assert.equal(word, ['one', 'two', null, 'three'][i % 4]);
    }
  }
});

test('batches compressed with LZ4: a sentence that says what to do, and exit code 1', async () => {
  const { code, stderr } = await vae1(folder, ['train', fixture('lz4.arrow'), '-o', 'x.vae1']);
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^vae1: lz4\.arrow is compressed with LZ4: save it with ZSTD or without compression, or as Parquet\.\n$/,
  );
});
