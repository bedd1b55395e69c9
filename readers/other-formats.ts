/** A format that is not read: how its files begin, what they are, and the way out. */
type Other = readonly [start: RegExp, message: string];

const PYTHON = 'in Python';

const OTHERS: readonly Other[] = [
  [/^%PDF-/, 'is a PDF: save its table as CSV.'],
  [/^PARE/, 'is an encrypted Parquet file: save it without encryption.'],
  [/^FEA1/, 'is a Feather file of version 1: save it in version 2, which is Arrow, or as CSV.'],
  [
    /^SQLite format 3\0/,
    'is a SQLite database: run sqlite3 -header -csv FILE "select * from TABLE" > table.csv with the name ' +
      'of a table, and open that file.',
  ],
  [/^\x89HDF/, `is an HDF5 file: ${PYTHON}, save its array as NPY, or its table as CSV.`],
  [
    /^CDF[\x01\x02\x05]/,
    `is a NetCDF file: ${PYTHON}, save its array as NPY, or its table as CSV.`,
  ],
  [
    /^MATLAB [57]/,
    'is a MATLAB file: in MATLAB, save the table by writetable(T, "table.csv"), or ' +
      `${PYTHON}, the array by numpy.save("array.npy", scipy.io.loadmat("FILE")["NAME"]).`,
  ],
  [
    /^\$FL[23]/,
    'is an SPSS file: in SPSS, save it as CSV, or as Parquet by ' +
      `pandas.read_spss("FILE").to_parquet("table.parquet") ${PYTHON}.`,
  ],
  [
    /^(<stata_dta>|[\x69\x6c-\x73][\x01\x02]\x01\0)/,
    'is a Stata file: in Stata, export it by export delimited using table.csv, or as Parquet by ' +
      `pandas.read_stata("FILE").to_parquet("table.parquet") ${PYTHON}.`,
  ],
  [
    /^\0{12}\xc2\xea\x81\x60/,
    'is a SAS file: in SAS, export it by proc export, or as Parquet by ' +
      `pandas.read_sas("FILE").to_parquet("table.parquet") ${PYTHON}.`,
  ],
  [
    /^([XAB]\n\0\0\0[\x02\x03]|RD[XAB][23]\n)/,
    'is a file of R: in R, save its table by write.csv(x, "table.csv", row.names = FALSE).',
  ],
  [
    /^\x80[\x02-\x05]/,
    `is a pickle, which only Python can open: there, save the table by to_csv("table.csv"), or the ` +
      'array by numpy.save("array.npy", x).',
  ],
  [/^ORC/, `is an ORC file: ${PYTHON}, save it as Parquet.`],
  [/^Obj\x01/, `is an Avro file: ${PYTHON}, save it as Parquet or CSV.`],
  [/^\0\x01\0\0Standard (Jet|ACE) DB/, 'is a database of Access: there, export its table as CSV.'],
  [/^BZh[1-9]/, 'is compressed with bzip2: unpack it, such as with bunzip2.'],
  [/^\xfd7zXZ\0/, 'is compressed with xz: unpack it, such as with unxz.'],
  [/^7z\xbc\xaf\x27\x1c/, 'is a 7z archive: unpack it, or pack it as a zip.'],
  [/^Rar!/, 'is a RAR archive: unpack it, or pack it as a zip.'],
  [/^(II\*\0|MM\0\*)/, 'is a TIFF image: save it as PNG.'],
  [/^.{4}ftyp(hei[cx]|mif1|msf1)/s, 'is a HEIC image, as iPhones take them: save it as JPEG.'],
  [/^.{4}ftyp/s, 'is a video: save its frames as PNG images.'],
  [/^\{\\rtf/, 'is a text document (RTF): save its table as CSV.'],
];

/** Tables are held in pages of the web too; saved ones begin so. */
const HTML = /^\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body|table)\b/is;
const XML = /^\s*<(\?xml|svg|kml|gpx|rss)\b/i;

/** @throws a sentence for people, with the way out, if a file is of a known kind that is not read */
export function refuseOther(name: string, head: Uint8Array): void {
  const start = String.fromCharCode(...head.subarray(0, 64));
  if (start.startsWith('\xd0\xcf\x11\xe0')) throw new Error(`${name} ${oldOffice(name, head)}`);
  if (String.fromCharCode(...head.subarray(257, 262)) === 'ustar') {
    throw new Error(`${name} is a tar archive: unpack it, or pack it as a zip.`);
  }
  const other = OTHERS.find(([beginning]) => beginning.test(start));
  if (other) throw new Error(`${name} ${other[1].replaceAll('FILE', name)}`);
  if (head.includes(0)) return;
  const text = new TextDecoder().decode(head);
  if (HTML.test(text)) {
    throw new Error(
      `${name} is a web page (HTML), not a table. If it was meant to be a download, the site may ` +
        'have answered with a page instead: look into it. Save a table of a page as CSV.',
    );
  }
  if (XML.test(text) || /\.xml$/i.test(name))
    throw new Error(`${name} is XML: save its table as CSV or JSON.`);
}

/** @throws a sentence for people, with the way out, if a zip is a document of another program */
export function refuseZip(name: string, head: Uint8Array): void {
  const start = new TextDecoder('latin1').decode(head.subarray(30, 120));
  if (start.startsWith('mimetypeapplication/vnd.oasis.opendocument')) {
    throw new Error(
      `${name} is an OpenDocument file, as LibreOffice writes: save it as .xlsx or CSV.`,
    );
  }
  if (/\.numbers$/i.test(name)) {
    throw new Error(`${name} is a Numbers document: export it as Excel or CSV.`);
  }
  if (/\.(pt|pth|ckpt)$/i.test(name)) {
    throw new Error(
      `${name} is a file of PyTorch: in Python, save the tensor by numpy.save("array.npy", x.numpy()).`,
    );
  }
}

/** What an OLE container is: Office's files up to 2003, and encrypted ones since. */
function oldOffice(name: string, head: Uint8Array): string {
  const encrypted =
    'is a workbook encrypted with a password: open it in Excel, remove the password (File, Info, ' +
    'Protect Workbook, Encrypt with Password), and save it again.';
  const old = 'is an Excel workbook of the format before 2007 (.xls): save it as .xlsx or CSV.';
  const text = new TextDecoder('utf-16le').decode(head);
  if (text.includes('EncryptedPackage') || /\.xls[xmb]$/i.test(name)) return encrypted;
  if (/\.xl[st]$/i.test(name)) return old;
  return 'is a document of Office before 2007, or an encrypted one: save its table as .xlsx or CSV.';
}
