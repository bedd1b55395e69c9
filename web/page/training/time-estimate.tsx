import { count } from '../ui/format.js';
import { announce } from '../ui/announcement.js';
import { data } from '../state/data.js';
import { estimate } from './estimate.js';
import { change, form } from './form.js';
import { aboutDuration } from './about-duration.js';
import { mayStopEarly } from './work.js';

/** How long the next run takes, and a proposal if that is long. */
export function TimeEstimate() {
  const found = estimate.value;
  if (!found) return null;
  const { seconds, epochs, batches, shorter } = found;
  const early = mayStopEarly(data.value!.kind, form.value!);
  const accept = () => {
    change(shorter!.change);
    announce(`Changed: ${shorter!.says}.`);
  };
  return (
    <div class="time-estimate">
      <p>
        {capitalised(aboutDuration(seconds))}: {count(epochs, 'epoch')} of{' '}
        {count(batches, 'batch', 'batches')}
        {early && ', or fewer if the held-out loss stops improving'}.
      </p>
      {shorter && (
        <div class="proposal">
          <p>
            To train in {aboutDuration(shorter.seconds)}, use {shorter.says}.
          </p>
          <button type="button" onClick={accept}>
            Use these settings
          </button>
        </div>
      )}
    </div>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
