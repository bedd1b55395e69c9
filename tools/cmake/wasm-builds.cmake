# The WebAssembly builds: vae1-<build>.mjs and .wasm in build/wasm, of the core and its bindings.
#
# A compilation costs more for Eigen's headers than for a source, so sources are compiled together
# (UNITY_BUILD), and those that are the same in two builds once.
file(GLOB VAE1_BINDING_SOURCES CONFIGURE_DEPENDS bindings/*.cpp)

# Those that include math/multiply_add.hpp, in which the relaxed builds differ from the others.
set(VAE1_MULTIPLY_ADD_SOURCES src/products/panel_products.cpp src/products/convolution_kernels.cpp
  src/optimiser/adam.cpp)
# What else runs for each number of a batch is compiled to be fast too, the rest to be small.
set(VAE1_HOT_SOURCES src/data/dataset.cpp src/layers/activation.cpp src/likelihood/bernoulli.cpp
  src/likelihood/column_likelihood.cpp src/likelihood/gaussian.cpp src/likelihood/mixed.cpp
  src/random/stream.cpp)
set(VAE1_COLD_SOURCES ${VAE1_CORE_SOURCES} ${VAE1_BINDING_SOURCES})
list(TRANSFORM VAE1_COLD_SOURCES REPLACE "^${CMAKE_CURRENT_SOURCE_DIR}/" "")
list(REMOVE_ITEM VAE1_COLD_SOURCES ${VAE1_HOT_SOURCES} ${VAE1_MULTIPLY_ADD_SOURCES})

set(CMAKE_CXX_FLAGS_RELEASE "-O3")

# Every error is known before the core starts, so unwinding and type names would only cost size.
# At the link these choose the system libraries that go with them.
set(VAE1_WASM_OPTIONS -msimd128 -fno-exceptions -fno-rtti)

add_library(vae1-settings INTERFACE)
target_link_libraries(vae1-settings INTERFACE vae1_core_settings)
target_compile_options(vae1-settings INTERFACE ${VAE1_WASM_OPTIONS})
target_compile_definitions(vae1-settings INTERFACE
  # No assertions in Eigen; and libc++ traps where it would print a sentence first, the formatting
  # of which is 3 KB for a page to load.
  NDEBUG
  # Where a number matters often, the loops are ours; Eigen's packets, through Emscripten's SSE
  # headers, gained nothing measurable elsewhere and took 7 KB for a page to load.
  EIGEN_DONT_VECTORIZE
  # embind names types in its messages through RTTI, which is off.
  EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
target_link_options(vae1-settings INTERFACE ${VAE1_WASM_OPTIONS}
  # Of wasm-opt: 8 KB less for a page to load than with -O3, and as fast, because the compiler
  # has made the hot loops what they are.
  -Oz
  # embind prints the address of a type that it has no name for: bindings/module.cpp does without
  # the C library's printing, which is 3 KB for a page to load.
  -Wl,--wrap=siprintf
  # Smaller than the default by 3 KB; a training takes no memory in its steps.
  -sMALLOC=emmalloc
  # An ES module that exports a factory: several models, each with a memory of its own.
  -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web,worker,node
  # No eval and no new Function, so that it runs under a strict Content-Security-Policy;
  # embind's invokers are written at build time instead.
  -lembind -sDYNAMIC_EXECUTION=0 -sEMBIND_AOT
  # Nothing that is not asked for: no deprecated names, no file system, no main.
  -sSTRICT -sFILESYSTEM=0 --no-entry
  # What bindings/js/native-module.ts gives the factory.
  -sINCOMING_MODULE_JS_API=printErr,locateFile,instantiateWasm
  # Data sets decide the memory's size: it starts small, grows up to the limit of 32 bits,
  # and a request it cannot meet gives null (ERR_MEMORY) rather than ending the module.
  -sALLOW_MEMORY_GROWTH -sMAXIMUM_MEMORY=4GB -sINITIAL_MEMORY=16MB -sABORTING_MALLOC=0
  # By what is asked for, rather than by a fifth of what there is.
  -sMEMORY_GROWTH_GEOMETRIC_STEP=0 -sMEMORY_GROWTH_LINEAR_STEP=1MB
  # Eigen takes up to 128 KB of stack in an expression; the default is 64 KB in all.
  -sSTACK_SIZE=512KB)

add_library(vae1-settings-threads INTERFACE)
target_link_libraries(vae1-settings-threads INTERFACE vae1-settings)
target_compile_options(vae1-settings-threads INTERFACE -pthread)
target_compile_definitions(vae1-settings-threads INTERFACE VAE1_THREADS)
target_link_options(vae1-settings-threads INTERFACE -pthread
  # Started with the module, which waits for them: a thread could not start in the middle of a
  # call. The factory is told how many.
  "-sPTHREAD_POOL_SIZE=Module['helpers']"
  # Memory that grows is slower to reach from JavaScript only, and the core is not JavaScript.
  -Wno-pthreads-mem-growth
  # The kernels' frames are small.
  -sDEFAULT_PTHREAD_STACK_SIZE=256KB)

# vae1_objects(<target> SETTINGS <target> SOURCES <sources> [OPTIONS <options>]): one compilation.
function(vae1_objects target)
  cmake_parse_arguments(PARSE_ARGV 1 OBJECTS "" "SETTINGS" "SOURCES;OPTIONS")
  add_library(${target} OBJECT ${OBJECTS_SOURCES})
  target_link_libraries(${target} PRIVATE ${OBJECTS_SETTINGS})
  target_compile_options(${target} PRIVATE ${OBJECTS_OPTIONS})
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
endfunction()

# vae1_module(<build> SETTINGS <target> OBJECTS <targets> [OPTIONS <options of the multiply-adds>])
function(vae1_module build)
  cmake_parse_arguments(PARSE_ARGV 1 MODULE "" "SETTINGS" "OBJECTS;OPTIONS")
  set(target vae1-${build})
  vae1_objects(${target}-multiply-adds SETTINGS ${MODULE_SETTINGS}
    SOURCES ${VAE1_MULTIPLY_ADD_SOURCES} OPTIONS ${MODULE_OPTIONS})
  add_executable(${target})
  target_link_libraries(${target} PRIVATE
    ${MODULE_SETTINGS} ${MODULE_OBJECTS} ${target}-multiply-adds)
  # wasm-opt, too, is to expect what the multiply-adds are.
  target_link_options(${target} PRIVATE ${MODULE_OPTIONS})
  set_target_properties(${target} PROPERTIES
    LINKER_LANGUAGE CXX
    OUTPUT_NAME vae1-${build} SUFFIX .mjs
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()

foreach(threads "" -threads)
  set(settings vae1-settings${threads})
  vae1_objects(vae1-hot${threads} SETTINGS ${settings} SOURCES ${VAE1_HOT_SOURCES})
  vae1_objects(vae1-cold${threads} SETTINGS ${settings} SOURCES ${VAE1_COLD_SOURCES} OPTIONS -Oz)
  set(objects vae1-cold${threads} vae1-hot${threads})
  vae1_module(simd${threads} SETTINGS ${settings} OBJECTS ${objects})
  vae1_module(relaxed${threads} SETTINGS ${settings} OBJECTS ${objects} OPTIONS -mrelaxed-simd)
endforeach()
