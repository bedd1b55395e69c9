/** The modules that the C++ build writes beside the compiled package. */
declare module '*.mjs' {
  const factory: import('./native.js').NativeModuleFactory;
  export default factory;
}
