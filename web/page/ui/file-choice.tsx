import { useId } from 'preact/hooks';

interface FileChoiceProps {
  label: string;
  hint?: string;
  /** Name endings to offer, such as '.vae1'. Default: any. */
  accept?: string;
  /** Whether several files can be chosen. */
  multiple?: boolean;
  /** Whether to choose a folder with everything in it. */
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
          // Clear it, so that the same file can be chosen again.
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
