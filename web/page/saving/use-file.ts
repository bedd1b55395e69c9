import { proxy } from 'comlink';
import { useState } from 'preact/hooks';
import type { Progress, ExportRequest } from '../../contract/index.js';
import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { studio } from '../state/studio.js';
import { saveFile } from '../ui/save-file.js';

/** Requests a file from the studio, saves it, and reports progress. */
export function useFile() {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  // A report has a channel of its own and may arrive after the file; there is nothing to show then.
  const report = (latest: Progress) => setProgress((shown) => shown && latest);
  const download = async (wanted: ExportRequest) => {
    setFailure(null);
    setProgress({ what: 'Making the file', fraction: 0 });
    try {
      const { name, blob } = await studio.export.file(wanted, proxy(report));
      saveFile(name, blob);
      announce(`Saved ${name}.`);
    } catch (error) {
      // Cancelled, by the person or by other data.
      if (error instanceof Error && error.name === 'AbortError') announce('No file was saved.');
      else setFailure(messageOf(error));
    } finally {
      setProgress(null);
    }
  };
  return { progress, failure, download };
}
