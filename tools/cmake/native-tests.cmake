include(tools/cmake/sanitizers.cmake)
find_package(Threads REQUIRED)

# The core for this machine, and one test program for each tests/cpp/*_test.cpp.
add_library(vae1_core STATIC ${VAE1_CORE_SOURCES})
target_compile_definitions(vae1_core PUBLIC VAE1_THREADS)
target_link_libraries(vae1_core PUBLIC vae1_core_settings Threads::Threads)
# Eigen's headers take longer to compile than a source, so sources are compiled together: a few, so that a
# change to one of them is compiled quickly. clang-tidy wants each alone.
option(VAE1_COMPILE_TOGETHER "Compile several sources of the core at once" ON)
set_target_properties(vae1_core PROPERTIES LINKER_LANGUAGE CXX
  UNITY_BUILD ${VAE1_COMPILE_TOGETHER} UNITY_BUILD_BATCH_SIZE 12)
target_compile_options(vae1_core PUBLIC -Wall -Wextra -Wpedantic -Wshadow)

# Optimised, but without NDEBUG: Eigen's assertions are part of the tests.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")

find_package(GTest REQUIRED)
include(GoogleTest)
enable_testing()

file(GLOB VAE1_TESTS CONFIGURE_DEPENDS tests/cpp/*_test.cpp)
if(VAE1_SANITIZERS)
  # It replaces malloc, as they do.
  list(FILTER VAE1_TESTS EXCLUDE REGEX allocation_test)
endif()
# The headers that every test includes, compiled once.
file(WRITE ${CMAKE_BINARY_DIR}/empty.cpp "")
add_library(vae1_test_headers OBJECT ${CMAKE_BINARY_DIR}/empty.cpp)
target_link_libraries(vae1_test_headers PRIVATE vae1_core GTest::gtest)
target_precompile_headers(vae1_test_headers PRIVATE <gtest/gtest.h> <Eigen/Core>)
foreach(source IN LISTS VAE1_TESTS)
  get_filename_component(name ${source} NAME_WE)
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE vae1_core GTest::gtest_main)
  target_precompile_headers(${name} REUSE_FROM vae1_test_headers)
  target_compile_definitions(${name} PRIVATE
    VAE1_FIXTURES="${CMAKE_CURRENT_SOURCE_DIR}/tests/fixtures")
  # A request for more memory than there is gives null, sanitized or not, as in WebAssembly.
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60
    PROPERTIES ENVIRONMENT ASAN_OPTIONS=allocator_may_return_null=1)
endforeach()

include(tools/cmake/fuzzer.cmake)
