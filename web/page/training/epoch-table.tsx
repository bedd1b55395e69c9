import { useState } from 'preact/hooks';
import { integer, number } from '../ui/format.js';
import { history } from '../state/run.js';

const MOST_ROWS = 200;

/** The figures of each epoch, latest first; also the chart's alternative for screen readers. */
export function EpochTable() {
  const [open, setOpen] = useState(false);
  return (
    <details class="epochs" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Table of epochs</summary>
      {open && <Rows />}
    </details>
  );
}

function Rows() {
  const epochs = history.value;
  if (epochs.length === 0) return <p class="hint">No epoch has ended yet.</p>;
  const shown = epochs.slice(-MOST_ROWS).reverse();
  return (
    <>
      {epochs.length > MOST_ROWS && (
        <p class="hint">
          The last {MOST_ROWS} of {integer(epochs.length)} epochs. Export the curves for all of
          them.
        </p>
      )}
      <div class="scroll" tabIndex={0} role="region" aria-label="Epochs">
        <table>
          <thead>
            <tr>
              {['Epoch', 'Loss', 'Reconstruction', 'KL', 'Held-out loss', 'Seconds'].map((name) => (
                <th key={name} scope="col" class="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ epoch, loss, reconstruction, kl, validation, seconds }) => (
              <tr key={epoch}>
                <td class="number">{integer(epoch)}</td>
                <td class="number">{number(loss)}</td>
                <td class="number">{number(reconstruction)}</td>
                <td class="number">{number(kl)}</td>
                <td class="number">{validation ? number(validation.loss) : '–'}</td>
                <td class="number">{seconds === null ? '–' : number(seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
