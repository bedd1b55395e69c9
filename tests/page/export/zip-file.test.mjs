import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { webModule } from '../web-module.mjs';

const { ZipFile } = await webModule('studio/export/zip-file.ts');

test('a zip holds the added files, byte for byte', async () => {
  const files = { 'a-1.png': Uint8Array.of(1, 2, 3), 'a-2.png': new Uint8Array(100_000).fill(9) };
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) zip.add(name, bytes.slice());
  const blob = zip.blob();
  assert.equal(blob.type, 'application/zip');
  assert.deepEqual(unzipSync(new Uint8Array(await blob.arrayBuffer())), files);
});
