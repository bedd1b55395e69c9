// Stands for the module that the C++ build writes beside the compiled package.
import type { NativeModuleFactory } from './native.js';

declare const factory: NativeModuleFactory;
export default factory;
