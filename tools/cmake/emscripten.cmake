# Toolchain file of the preset "wasm"; `npm run setup` writes where Emscripten is.
include(${CMAKE_CURRENT_LIST_DIR}/../../build/toolchain.cmake)
include(${VAE1_EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake)
