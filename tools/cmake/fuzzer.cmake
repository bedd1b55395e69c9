# The fuzzer of the model file's reader, with the sanitizers, where the compiler has libFuzzer.
if(VAE1_SANITIZERS MATCHES address)
  include(CheckCXXSourceCompiles)
  set(CMAKE_REQUIRED_FLAGS -fsanitize=fuzzer)
  check_cxx_source_compiles(
    "extern \"C\" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }"
    VAE1_HAS_LIBFUZZER)
  if(VAE1_HAS_LIBFUZZER)
    target_compile_options(vae1_core PRIVATE -fsanitize=fuzzer-no-link)
    add_executable(model_file_fuzzer tests/fuzz/model_file_fuzzer.cpp)
    target_link_libraries(model_file_fuzzer PRIVATE vae1_core)
    target_link_options(model_file_fuzzer PRIVATE -fsanitize=fuzzer)
  endif()
endif()
