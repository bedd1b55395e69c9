import { ForgetData } from './forget-data.js';
import { keeping } from './run-control.js';
import { TimeAgo } from './time-ago.js';
import './kept-line.css';

/** Whether the run survives closing the tab. */
export function KeptLine() {
  const { kept, notKept } = keeping.value;
  return (
    <div class="kept-line">
      <p>
        {kept !== null && (
          <>
            Kept in this browser, <TimeAgo since={kept} />.{' '}
          </>
        )}
        {kept === null && 'Not kept in this browser. '}
        {notKept}
      </p>
      <ForgetData kept={kept !== null} />
    </div>
  );
}
