# Of the presets "sanitized" and "thread-sanitized": the first error ends the program.
if(VAE1_SANITIZERS)
  add_compile_options(-fsanitize=${VAE1_SANITIZERS} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${VAE1_SANITIZERS})
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()
