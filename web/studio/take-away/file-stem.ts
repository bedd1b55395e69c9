const ENDINGS = /\.(csv|tsv|txt|json|npy|npz|zip|gz|gzip|vae1|png|jpe?g|webp|gif|bmp)$/i;
// What one system or another does not take in the name of a file, or a command line without quotes.
const REFUSED = /[\\/:*?"<>|\s\p{Cc}]+/gu;

/** What the names of the files begin with, of data with this name: 'penguins' of 'penguins.csv.gz'. */
export function fileStem(name: string): string {
  let stem = name.trim().replace(REFUSED, '-');
  while (ENDINGS.test(stem)) stem = stem.replace(ENDINGS, '');
  return stem.replace(/^\.+/, '') || 'data';
}
