import type { KeptRun } from '../../contract/index.js';
import { defaultSettings } from '../training/default-settings.js';
import { completeSettings, isInUse } from '../../contract/complete-settings.js';
import { differingSettings, settingLabel, settingText } from '../settings/setting-texts.js';

/** What the name of a run says of a setting would be noise. */
const UNNAMED: ReadonlySet<string> = new Set(['seed', 'threads']);
/** More would not fit on two lines. */
const MOST_SETTINGS = 2;
const LONGEST_SETTING = 32;

const DATE = new Intl.DateTimeFormat('en', {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
});

type NamedRun = Pick<KeptRun, 'name' | 'summary' | 'begun' | 'settings' | 'leftOut'>;

/** The run's name, or its data, when it began, and the settings that are not the usual ones. */
export function runName(run: NamedRun): string {
  return run.name ?? defaultRunName(run);
}

/** 'penguins.csv, Nov 30, 14:02, beta 4' */
export function defaultRunName({ summary, begun, settings, leftOut }: NamedRun): string {
  const complete = completeSettings(settings);
  const usual = defaultSettings(summary, new Set(leftOut));
  const unusual = differingSettings(settings, usual)
    .filter((name) => !UNNAMED.has(name) && isInUse(name, complete))
    .map((name) => `${settingLabel(name).toLowerCase()} ${settingText(name, complete[name])}`)
    .map((text) =>
      text.length > LONGEST_SETTING ? `${text.slice(0, LONGEST_SETTING - 1)}…` : text,
    );
  const shown = unusual.slice(0, MOST_SETTINGS);
  if (unusual.length > shown.length) shown.push(`${unusual.length - shown.length} more`);
  return [summary.name, DATE.format(begun), ...shown].join(', ');
}
