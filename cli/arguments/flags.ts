/** The flag of an option of the API: '--latent-dim' for 'latentDim'. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
}
