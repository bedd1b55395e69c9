const ENDINGS = /\.(csv|tsv|txt|json|npy|npz|zip|gz|gzip|vae1|png|jpe?g|webp|gif|bmp)$/i;
// Characters that some system refuses in file names or that need quotes on a command line.
const REFUSED = /[\\/:*?"<>|\s\p{Cc}]+/gu;

/**
 * The common prefix of exported file names for data of this name: 'penguins' for 'penguins.csv.gz'.
 */
export function fileStem(name: string): string {
  let stem = name.trim().replace(REFUSED, '-');
  while (ENDINGS.test(stem)) stem = stem.replace(ENDINGS, '');
  return stem.replace(/^\.+/, '') || 'data';
}
