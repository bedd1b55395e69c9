import type { Encoding } from '../reading-options.js';

/** The encoding that the first bytes of a text state: by a mark, or by the zeros of UTF-16. */
export function statedEncoding(head: Uint8Array): Encoding | null {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (hasUtf8Mark(head)) return 'utf-8';
  return zerosOfUtf16(head);
}

/** Whether a text begins with the byte-order mark of UTF-8. */
export function hasUtf8Mark([first, second, third]: Uint8Array): boolean {
  return first === 0xef && second === 0xbb && third === 0xbf;
}

/** UTF-16 without a mark: of the Latin letters, digits and separators, every other byte is zero. */
function zerosOfUtf16(head: Uint8Array): Encoding | null {
  const pairs = Math.min(head.length >> 1, 512);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < 2 * pairs; at += 2) {
    even += +(head[at] === 0);
    odd += +(head[at + 1] === 0);
  }
  if (pairs < 4) return null;
  if (even === 0 && odd > 0.6 * pairs) return 'utf-16le';
  return odd === 0 && even > 0.6 * pairs ? 'utf-16be' : null;
}

/** The 8-bit or East Asian encoding that bytes which are not UTF-8 most likely have. */
export function likelyEncoding(bytes: Uint8Array): Encoding {
  const count = (isOne: (byte: number) => boolean) => bytes.reduce((sum, b) => sum + +isOne(b), 0);
  const high = count((byte) => byte >= 0x80);
  const low = count((byte) => byte >= 0x80 && byte < 0xa0);
  // Words of other scripts are runs of such bytes; accented letters stand alone.
  if (inRuns(bytes) > high / 2) {
    if (low > high / 5) return 'shift_jis';
    return count((byte) => byte >= 0xc0) > 0.85 * high ? 'windows-1251' : 'gb18030';
  }
  // Letters of the Macintosh stand where Windows has rare signs, or nothing.
  const unused = count((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte));
  const letters = count((byte) => byte >= 0xc0);
  const oldLines = bytes.includes(0x0d) && !bytes.includes(0x0a);
  return unused > 0 || (oldLines && low > letters) ? 'macintosh' : 'windows-1252';
}

/** How many bytes from 0x80 stand in runs of three or more. */
function inRuns(bytes: Uint8Array): number {
  let sum = 0;
  let run = 0;
  for (let at = 0; at <= bytes.length; ++at) {
    if (at < bytes.length && bytes[at]! >= 0x80) ++run;
    else {
      if (run >= 3) sum += run;
      run = 0;
    }
  }
  return sum;
}
