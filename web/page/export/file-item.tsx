import type { ExportRequest } from '../../contract/index.js';
import { Item } from './item.js';
import { useFile } from '../saving/use-file.js';

interface FileItemProps {
  title: string;
  about: string;
  action: string;
  disabled?: boolean;
  wanted: ExportRequest;
}

/** A file that needs no further choices. */
export function FileItem({ wanted, ...shown }: FileItemProps) {
  const { download, ...state } = useFile();
  return <Item {...shown} {...state} onDownload={() => void download(wanted)} />;
}
