import { useId } from 'preact/hooks';

interface FileChoiceProps {
  label: string;
  hint?: string;
  /** Ends of the names that are offered, such as '.vae1'. Default: any. */
  accept?: string;
  /** Whether more than one can be chosen. */
  multiple?: boolean;
  /** Whether a folder is chosen, with all that is in it. */
  folder?: boolean;
  primary?: boolean;
  disabled?: boolean;
  onFiles: (files: FileList) => void;
}

/** A file input that looks like a button. */
export function FileChoice(props: FileChoiceProps) {
  const { label, hint, accept, multiple = false, folder = false, primary, disabled } = props;
  const id = useId();
  return (
    <span class={primary ? 'file-choice primary' : 'file-choice'}>
      <input
        id={id}
        class="visually-hidden"
        type="file"
        multiple={multiple || folder}
        disabled={disabled ?? false}
        {...(accept !== undefined && { accept })}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        ref={(input) => {
          if (input) input.webkitdirectory = folder;
        }}
        onChange={({ currentTarget: input }) => {
          if (input.files!.length > 0) props.onFiles(input.files!);
          // So that the same file can be chosen again.
          input.value = '';
        }}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </span>
  );
}
