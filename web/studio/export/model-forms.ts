import type { OnnxGraph } from 'vae1';
import type { ModelForm } from '../../contract/index.js';
import type { StudioModel } from '../session/session.js';

const GRAPHS: readonly OnnxGraph[] = ['encoder', 'decoder', 'score', 'impute'];
/** Those for other programs. */
const FORMS: readonly ModelForm[] = ['safetensors', ...GRAPHS];

/** The model's bytes in this form. @throws the library's error if it has none */
export async function modelBytes(
  { vae }: StudioModel,
  form: ModelForm,
): Promise<Uint8Array<ArrayBuffer>> {
  if (form === 'vae1') return vae.save();
  return vae.export(form === 'safetensors' ? { format: form } : { format: 'onnx', graph: form });
}

/** The ending of the names of files of this form. */
export function modelEnding(form: ModelForm): string {
  return GRAPHS.includes(form as OnnxGraph) ? `-${form}.onnx` : `.${form}`;
}

/** For each form, why the model has none; null if it has. */
export async function modelForms(model: StudioModel) {
  const forms = [];
  // Only writing a form tells whether the model has it.
  for (const form of FORMS)
    forms.push({
      form,
      refused: await modelBytes(model, form).then(
        () => null,
        (error: unknown) => reasonOf(error),
      ),
    });
  return forms;
}

/** The library's reason, without the option that it is about. */
const REASON =
  /^\w+ of export\(\) must not be '\w+' for this \w+: (.*?)\.(?: format 'safetensors'.*)?$/s;

function reasonOf(error: unknown): string {
  const { message, code } = error as Error & { code?: unknown };
  if (code !== 'ERR_OPTION') throw error;
  const reason = REASON.exec(message)?.[1] ?? message;
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`.replace(/\.\.$/, '.');
}
