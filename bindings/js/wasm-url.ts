/** What a bundler makes of a .wasm of the package that is imported as an asset: its address. */
declare const url: string;
export default url;
