import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../ui/announcement.js';
import { data, leftOut } from '../state/data.js';
import { copyText } from '../export/copy-text.js';
import { openedSample } from '../data/open-data.js';
import { defaultSettings } from '../training/default-settings.js';
import { form, formFaults } from '../training/form.js';
import { hashOf } from './address.js';
import { settingsAsTexts } from './setting-coding.js';
import './address.css';

/** A button that copies a link to the sample and the settings. */
export function CopyLink() {
  const [link, setLink] = useState('');
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const sample = openedSample.value;
  const settings = form.value;
  // A link is for the settings that it was copied with.
  useEffect(() => setLink(''), [settings, sample]);
  useEffect(() => {
    if (link && !copied) field.current?.select();
  }, [link, copied]);

  const copy = async () => {
    const usual = defaultSettings(data.value!, leftOut.value);
    const texts = settingsAsTexts(settings!, usual, sample !== null);
    const made = new URL(hashOf({ sample, settings: texts }), location.href).href;
    const isCopied = await copyText(made);
    setCopied(isCopied);
    setLink(made);
    announce(
      isCopied ? 'Link copied.' : 'The browser does not allow copying. Copy the link by hand.',
    );
  };

  return (
    <div class="copy-link">
      <button
        type="button"
        class="quiet"
        disabled={formFaults.first !== null}
        onClick={() => void copy()}
      >
        Copy link to these settings
      </button>
      <p class="hint">
        {link && copied ? 'Copied. ' : ''}
        {sample === null
          ? 'The link contains the settings and none of your data.'
          : 'The link opens this sample with these settings.'}
      </p>
      {link && (
        <input ref={field} type="text" readOnly aria-label="Link to these settings" value={link} />
      )}
    </div>
  );
}
