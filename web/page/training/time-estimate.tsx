import type { ComponentChildren } from 'preact';
import type { Settings } from '../../contract/index.js';
import { count } from '../ui/format.js';
import { announce } from '../ui/announcement.js';
import { data } from '../state/data.js';
import { estimate, isMeasuring, refusal } from './estimate.js';
import { change, form } from './form.js';
import { aboutDuration } from './about-duration.js';
import { mayStopEarly } from './work.js';

/** How long the next run takes, and a proposal if that is long or cannot be. */
export function TimeEstimate() {
  if (isMeasuring.value) return <p class="time-estimate hint">Estimating the time…</p>;
  if (refusal.value !== null) return <Refusal why={refusal.value} />;
  const found = estimate.value;
  if (!found) return null;
  const { seconds, epochs, batches, shorter } = found;
  const early = mayStopEarly(data.value!.kind, form.value!);
  return (
    <div class="time-estimate">
      <p>
        {capitalised(aboutDuration(seconds))}: {count(epochs, 'epoch')} of{' '}
        {count(batches, 'batch', 'batches')}
        {early && ', or fewer if the held-out loss stops improving'}.
      </p>
      {data.value!.kind === 'images' && (
        <p class="hint">
          Samples appear after each epoch ({aboutDuration(seconds / epochs)}). You can stop and
          continue at any time.
        </p>
      )}
      {shorter && (
        <ProposalBox change={shorter.change} says={shorter.says}>
          To train in {aboutDuration(shorter.seconds)}, use {shorter.says}.
        </ProposalBox>
      )}
    </div>
  );
}

/** In the library's sentence. */
const OF_MEMORY = /\bneeds [\d.,]+ .B\b/;

/** Why the settings do not work, and the change that helps most. */
function Refusal({ why }: { why: string }) {
  const { decoder = 'autoregressive' } = form.value!;
  const says = 'the decoder Independent';
  return (
    <div class="time-estimate">
      <p>These settings do not work here: {why}</p>
      {OF_MEMORY.test(why) &&
        (data.value!.kind === 'table' && decoder === 'autoregressive' ? (
          <ProposalBox change={{ decoder: 'independent' }} says={says}>
            A table with many columns needs much less memory with {says}. Fewer columns or smaller
            hidden layers help too.
          </ProposalBox>
        ) : (
          <p class="hint">{lessMemory()}</p>
        ))}
    </div>
  );
}

function lessMemory(): string {
  if (data.value!.kind === 'table') return 'Smaller hidden layers or fewer columns help.';
  return form.value!.network === 'convolutional'
    ? 'Smaller images or smaller batches help.'
    : 'Smaller hidden layers or smaller images help.';
}

interface ProposalBoxProps {
  change: Partial<Settings>;
  says: string;
  children: ComponentChildren;
}

function ProposalBox({ change: changed, says, children }: ProposalBoxProps) {
  const accept = () => {
    change(changed);
    announce(`Changed to ${says}.`);
  };
  return (
    <div class="proposal">
      <p>{children}</p>
      <button type="button" onClick={accept}>
        Use these settings
      </button>
    </div>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
