# vae1_module(<build> [THREADS] [OPTIONS <options of compiler and linker>])
# One WebAssembly build of the core and its bindings: vae1-<build>.mjs and .wasm in build/wasm.
file(GLOB VAE1_BINDING_SOURCES CONFIGURE_DEPENDS bindings/*.cpp)

# Small rather than fast, but for what runs for each number of a batch.
set(VAE1_HOT_SOURCES src/data/dataset.cpp src/network/activation.cpp src/network/bernoulli.cpp
  src/network/gaussian.cpp src/network/mixed.cpp src/products/panel_products.cpp src/random/stream.cpp
  src/training/adam.cpp)
set(VAE1_COLD_SOURCES ${VAE1_CORE_SOURCES} ${VAE1_BINDING_SOURCES})
list(TRANSFORM VAE1_HOT_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
list(REMOVE_ITEM VAE1_COLD_SOURCES ${VAE1_HOT_SOURCES})
set_source_files_properties(${VAE1_COLD_SOURCES} PROPERTIES COMPILE_OPTIONS -Oz)

function(vae1_module build)
  cmake_parse_arguments(PARSE_ARGV 1 MODULE "THREADS" "" "OPTIONS")
  set(target vae1-${build})
  add_executable(${target} ${VAE1_CORE_SOURCES} ${VAE1_BINDING_SOURCES})
  target_link_libraries(${target} PRIVATE vae1_core_settings)
  target_compile_definitions(${target} PRIVATE
    # No assertions in Eigen; and libc++ traps where it would print a sentence first, the formatting
    # of which is 3 KB for a page to load.
    NDEBUG
    # Where a number matters often, the loops are ours; Eigen's packets, through Emscripten's SSE
    # headers, gained nothing measurable elsewhere and took 7 KB for a page to load.
    EIGEN_DONT_VECTORIZE
    # embind names types in its messages through RTTI, which is off.
    EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
  # Every error is known before the core starts, so unwinding and type names would only cost size.
  # At the link these choose the system libraries that go with them.
  set(common ${MODULE_OPTIONS} -fno-exceptions -fno-rtti)
  if(MODULE_THREADS)
    list(APPEND common -pthread)
    target_compile_definitions(${target} PRIVATE VAE1_THREADS)
    target_link_options(${target} PRIVATE
      # Started with the module, which waits for them: a thread could not start in the middle of a
      # call. The factory is told how many.
      "-sPTHREAD_POOL_SIZE=Module['helpers']"
      # Memory that grows is slower to reach from JavaScript only, and the core is not JavaScript.
      -Wno-pthreads-mem-growth
      # The kernels' frames are small.
      -sDEFAULT_PTHREAD_STACK_SIZE=256KB)
  endif()
  target_compile_options(${target} PRIVATE ${common})
  target_link_options(${target} PRIVATE ${common}
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
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME vae1-${build} SUFFIX .mjs
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()

set(CMAKE_CXX_FLAGS_RELEASE "-O3")
