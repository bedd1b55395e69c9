import { running } from '../state/run.js';
import { SAMPLE_TITLES } from '../data/sample-titles.js';
import { addressFaults, asked, follow } from './follow-address.js';
import './address.css';

/** What the page has to say or ask about its address. */
export function AddressNotes() {
  const address = asked.value;
  const faults = addressFaults.value;
  return (
    <>
      {address && (
        <section class="card asked" aria-label="The link">
          <p>
            {address.sample === null
              ? 'The link has settings. Filling them in replaces those in the form.'
              : `The link opens the sample “${SAMPLE_TITLES[address.sample]}”. It replaces the open data and discards the model.`}
          </p>
          {running.value && <p class="hint">A run is in progress. Stop it first.</p>}
          <div class="row">
            <button type="button" disabled={running.value} onClick={() => void follow(address)}>
              Follow the link
            </button>
            <button type="button" class="quiet" onClick={() => (asked.value = null)}>
              Keep what is open
            </button>
          </div>
        </section>
      )}
      {faults.length > 0 && (
        <div class="note asked" role="status">
          <p>The page ignores a part of the link. {faults.join(' ')}</p>
          <button type="button" onClick={() => (addressFaults.value = [])}>
            Close this note
          </button>
        </div>
      )}
    </>
  );
}
