import { useState } from 'preact/hooks';
import { count } from '../ui/format.js';
import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { data } from '../state/data.js';
import { history } from '../state/run.js';
import { saveFile } from '../ui/save-file.js';
import { curvesChart, curvesPicture } from './curves-picture.js';
import { FileItem } from './file-item.js';
import { Item } from './item.js';
import { stem } from './stem.js';

/** The losses by epoch: as CSV, and as a picture, for which the chart must be on the page. */
export function CurvesItems() {
  const epochs = history.value.length;
  const [failure, setFailure] = useState<string | null>(null);
  const downloadPicture = async () => {
    setFailure(null);
    try {
      const chart = curvesChart();
      if (!chart) throw new Error('The chart of the curves is not on the page.');
      const name = `${stem.value}-curves.png`;
      saveFile(name, await curvesPicture(chart));
      announce(`Saved ${name}.`);
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  return (
    <>
      <FileItem
        title="Curves"
        about={`CSV with the training and held-out losses of ${count(epochs, 'epoch')}`}
        action="Download curves (CSV)"
        disabled={epochs === 0}
        wanted={{ what: 'curves' }}
      />
      <Item
        title="Curves picture"
        about="PNG of the chart, in the current colours"
        action="Download curves (PNG)"
        disabled={epochs === 0 || !data.value}
        failure={failure}
        onDownload={() => void downloadPicture()}
      />
    </>
  );
}
