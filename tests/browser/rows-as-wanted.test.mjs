// Rows as one wants them, and the gaps of the table filled, from settings to files.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import papaparse from 'papaparse';
import { train } from './training.mjs';
import { inEachBrowser } from './visit-tests.mjs';

const sample = new URL('../../web/samples/penguins.csv', import.meta.url);
const REAL = rowsOf(readFileSync(sample, 'utf8'));

inEachBrowser((visitTest) => {
  visitTest(
    'rows have given values, balanced; gaps are filled; both come as files',
    async (visit) => {
      await visit.openSample('Penguins');
      await visit.page.locator('summary ::-p-text(Condition on)').click();
      await visit.page.locator('.condition-checks label ::-p-text(island)').click();
      await choose(visit, 'Target column', 'species');
      await train(visit, { Epochs: 3 });

      // The target is what rows are balanced on at first.
      await visit.page.locator('summary ::-p-text(Conditions and balance)').click();
      await visit.reads(/Conditions and balance balanced on species/);
      await visit.reads(/The first of 1,000 generated rows.*: balanced on species\./);
      await visit.press('Add a condition');
      await choose(visit, 'Column', 'island (given to the model)');
      await choose(visit, 'Value of island', 'Dream');
      await visit.press('Add a condition');
      const [, second] = await visit.page.$$(visit.byRole('Column', 'combobox'));
      await second.select('body_mass_g');
      await typeInto(visit, 'body_mass_g from', '3500');
      await visit.fill({ Rows: 200 });
      await visit.press('Generate');
      const said = 'island is Dream, body_mass_g from 3500; balanced on species';
      await visit.reads(new RegExp(`The first of 200 generated rows.*: ${said}\\.`));
      await visit.reads(new RegExp(`As asked for under “Generated rows”: ${said}\\.`));

      const { name, bytes } = await visit.download('Download generated rows (CSV)');
      assert.equal(name, 'Palmer-penguins-generated.csv');
      const rows = rowsOf(String(bytes));
      // As many as are asked for in the view, and the same ones.
      assert.equal(rows.length, 200);
      const shown = await visit.page.$$eval('[aria-label="Generated rows"] tbody tr', (lines) =>
        lines.slice(0, 20).map(({ cells }) => [...cells].map(({ textContent }) => textContent)),
      );
      const inFile = rows
        .slice(0, 20)
        .map((row) => Object.values(row).map((cell) => cell || 'gap'));
      assert.deepEqual(shown, inFile);
      const counts = ['Adelie', 'Chinstrap', 'Gentoo'].map(
        (species) => rows.filter((row) => row.species === species).length,
      );
      assert.deepEqual(counts.sort(), [66, 67, 67]);
      for (const { island, body_mass_g: mass } of rows) {
        assert.equal(island, 'Dream');
        assert.ok(Number(mass) >= 3500, mass);
      }

      // A condition that cannot be read is in no file.
      await typeInto(visit, 'body_mass_g from', 'heavy');
      await visit.reads(/^body_mass_g from: “.*heavy” is not a number/m);
      for (const label of ['Download generated rows (CSV)', 'Copy the JavaScript'])
        assert.ok(await (await visit.find(label, 'button')).evaluate(({ disabled }) => disabled));
      await visit.press('Remove the condition on body_mass_g');
      await visit.reads(/As asked for under “Generated rows”: island is Dream; balanced/);

      await visit.openTab('Fill gaps');
      await visit.press('Fill gaps');
      await visit.reads(/19 cells of the table were filled/);
      await visit.reads(/(fe)?male\s+filled/);
      const filled = rowsOf(String((await visit.download('Download the filled table')).bytes));
      assert.equal(filled.length, REAL.length);
      for (const [row, cells] of filled.entries())
        for (const [column, cell] of Object.entries(REAL[row]))
          if (cell === '') assert.notEqual(cells[column], '', `${row + 1} ${column}`);
          else assert.equal(cells[column], cell, `${row + 1} ${column}`);

      await visit.page.locator('summary ::-p-text(Model for other programs)').click();
      await visit.find('Download safetensors', 'button');
      const tensors = await visit.download('Download safetensors');
      assert.equal(tensors.name, 'Palmer-penguins.safetensors');
      const length = Number(tensors.bytes.readBigUInt64LE());
      assert.equal(JSON.parse(tensors.bytes.subarray(8, 8 + length)).__metadata__.vae1, '1');
    },
  );
});

async function typeInto(visit, label, text) {
  const field = await visit.find(label, 'spinbutton');
  await field.type(text);
  await visit.page.keyboard.press('Enter');
}

/** Chooses by the text of the choice, as people do. */
async function choose(visit, label, choice) {
  const field = await visit.find(label, 'combobox');
  await field.evaluate((select) => select.scrollIntoView());
  const value = await field.evaluate(
    (select, choice) => [...select.options].find(({ text }) => text === choice)?.value,
    choice,
  );
  assert.notEqual(value, undefined, `${label} offers no ${choice}`);
  await field.select(value);
}

function rowsOf(text) {
  return papaparse.parse(text, { header: true, skipEmptyLines: true }).data;
}
