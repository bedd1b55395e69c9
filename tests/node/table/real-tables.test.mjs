// Generated rows of real tables look like the rows trained on, and unseen rows are modelled better
// than column by column. Limits and settings: experiments/table-run.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits, tableRun } from '../../../experiments/table-run.mjs';

for (const table of ['wine', 'breast_cancer'])
  test(`${table}: generated columns and correlations match, held-out rows are likely`, async () => {
    const run = await tableRun(table, 1);
    for (const [figure, limit] of Object.entries(limits))
      assert.ok(run[figure] <= limit, `${figure} is off by ${run[figure]}, limit ${limit}`);
    assert.ok(
      run.bound < run.independent,
      `held-out bound ${run.bound} nats, independent Gaussians ${run.independent}`,
    );
  });
