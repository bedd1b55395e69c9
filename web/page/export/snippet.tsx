import { useEffect, useRef, useState } from 'preact/hooks';
import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { history, model, news, settings } from '../state/run.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { wishes, wishRefusal } from '../look/wishes.js';
import { saveFile } from '../ui/save-file.js';
import { copyText, selectText } from './copy-text.js';
import { stem } from './stem.js';

/** JavaScript that repeats the run; people can read, copy or save it. */
export function Snippet() {
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [copied, setCopied] = useState('');
  const text = useRef<HTMLPreElement>(null);
  const phase = news.value?.phase;
  const isRunning = phase !== undefined && phase !== 'ended';
  const epochs = isRunning ? null : history.value.length;
  const asked = wishes.value;
  const refusal = wishRefusal.value;

  // The code depends on how the run ended, so request it again when the run ends.
  useEffect(() => {
    let isOld = false;
    studio.export.snippet(asked).then(
      (snippet) => {
        if (isOld) return;
        setCode(snippet);
        setFailure(null);
        setCopied('');
      },
      (error: unknown) => !isOld && setFailure(messageOf(error)),
    );
    return () => {
      isOld = true;
    };
  }, [phase, epochs, settings.value, model.value?.seed, asked]);

  const copy = async () => {
    if (wishRefusal.value !== null) return;
    const done = await copyText(code);
    if (!done) selectText(text.current!);
    const said = done
      ? 'Code copied.'
      : 'The browser does not allow copying. The code is selected: copy it with the keyboard or the menu.';
    setCopied(said);
    announce(said);
  };

  return (
    <section class="snippet" aria-labelledby="snippet-title">
      <div class="snippet-head">
        <div>
          <h3 id="snippet-title">JavaScript for Node</h3>
          <p class="hint">
            {settings.value
              ? 'Repeats this run with the same data, settings and seed'
              : 'Loads the model file and generates from it'}
          </p>
        </div>
        <div class="row">
          <button
            type="button"
            aria-label="Copy the JavaScript"
            disabled={!code || refusal !== null}
            onClick={() => void copy()}
          >
            Copy
          </button>
          <button
            type="button"
            aria-label="Download the JavaScript"
            disabled={!code || refusal !== null}
            onClick={() =>
              saveFile(`${stem.value}.mjs`, new Blob([code], { type: 'text/javascript' }))
            }
          >
            Download
          </button>
        </div>
      </div>
      {refusal !== null && <p class="hint fault">{refusal}</p>}
      {copied && <p class="hint">{copied}</p>}
      <Failure message={failure} />
      {code && refusal === null && (
        <pre class="scroll" ref={text} tabIndex={0} role="region" aria-label="The JavaScript">
          <code>{code}</code>
        </pre>
      )}
    </section>
  );
}
