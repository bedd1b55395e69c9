/** To be written. */
export function SettingsCard() {
  return null;
}
