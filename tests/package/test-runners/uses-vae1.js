// Run by Jest and by Vitest.
import { compareTables, inferSchema, VAE, VAEError } from 'vae1';
import { trainModels } from './train-models.js';

const results = [];

for (const options of [{ threads: 1 }, { threads: 2 }, { worker: false }])
  test(`trains, ${JSON.stringify(options)}`, async () => {
    const trained = await trainModels({ deterministic: true, ...options });
    results.push(trained.results);
    expect(trained.backend.worker).toBe(options.worker ?? true);
    expect(trained.backend.threads).toBe(options.threads ?? 1);
    expect(trained.results).toEqual(results[0]);
  }, 60_000);

test('draws a seed, and says what is wrong', async () => {
  expect(new VAE().seed).not.toBe(new VAE().seed);
  expect(() => new VAE({ seed: -1 })).toThrow(VAEError);
  await expect(new VAE().generate(1)).rejects.toThrow(VAEError);
});

test('reads tables in place', async () => {
  const real = { age: [31, 45, 28, 60], job: ['cook', 'clerk', 'cook', 'clerk'] };
  const synthetic = { age: [33, 41, 29, 55], job: ['cook', 'clerk', 'clerk', 'clerk'] };
  const { columns } = await compareTables(real, synthetic);
  expect(columns[1].shape).toBe(0.75);
  expect((await inferSchema(real)).columns).toHaveLength(2);
});
