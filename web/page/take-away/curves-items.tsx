import { useState } from 'preact/hooks';
import { count } from '../format.js';
import { messageOf } from '../message-of.js';
import { announce } from '../state/announcement.js';
import { data } from '../state/data.js';
import { history } from '../state/run.js';
import { saveFile } from '../ui/save-file.js';
import { curvesChart, curvesPicture } from './curves-picture.js';
import { FileItem } from './file-item.js';
import { Item } from './item.js';
import { stem } from './stem.js';

/** The losses of the epochs: as numbers, and as they are drawn, which they are beside data. */
export function CurvesItems() {
  const epochs = history.value.length;
  const [failure, setFailure] = useState<string | null>(null);
  const takePicture = async () => {
    setFailure(null);
    try {
      const chart = curvesChart();
      if (!chart) throw new Error('There is no chart of the curves on the page now.');
      const name = `${stem.value}-curves.png`;
      saveFile(name, await curvesPicture(chart));
      announce(`${name} is saved.`);
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  return (
    <>
      <FileItem
        title="Curves"
        about={`CSV with the losses of ${count(epochs, 'epoch')}, held-out ones beside them`}
        action="Download curves (CSV)"
        disabled={epochs === 0}
        wanted={{ what: 'curves' }}
      />
      <Item
        title="Curves, drawn"
        about="PNG of the chart, in the colours of the moment"
        action="Download curves (PNG)"
        disabled={epochs === 0 || !data.value}
        failure={failure}
        onTake={() => void takePicture()}
      />
    </>
  );
}
