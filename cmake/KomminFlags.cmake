# Every compiler and linker flag of the project lives in this one INTERFACE target.
add_library(kommin_flags INTERFACE)
target_compile_features(kommin_flags INTERFACE cxx_std_20)
target_include_directories(kommin_flags INTERFACE "${CMAKE_SOURCE_DIR}/src" "${CMAKE_BINARY_DIR}/generated")

target_compile_options(kommin_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  -Wimplicit-fallthrough -fno-strict-aliasing
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wnull-dereference>
  # clang reports what g++ 12's std::stable_sort does inside; g++ still reports what we do.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
if(KOMMIN_UNITY)
  # In a unity file g++ takes each .cpp for a header and warns of members whose type is private to that file.
  target_compile_options(kommin_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
if(KOMMIN_WARNINGS_AS_ERRORS)
  target_compile_options(kommin_flags INTERFACE -Werror)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  # g++ 12 reports -Wnull-dereference, -Wmaybe-uninitialized and -Wstringop-overflow inside inlined
  # library code once it optimises; the Debug presets keep the first one on.
  target_compile_options(kommin_flags INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-null-dereference -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds -Wno-restrict>
    -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE)
  target_compile_definitions(kommin_flags INTERFACE _GLIBCXX_ASSERTIONS)
  target_link_options(kommin_flags INTERFACE -pie -Wl,-z,relro,-z,now)
else()
  target_compile_options(kommin_flags INTERFACE -g1)
  target_compile_definitions(kommin_flags INTERFACE _GLIBCXX_ASSERTIONS)
endif()

if(KOMMIN_SANITIZE)
  # Optimising takes clang two to four times as long for a file with AddressSanitizer; it pays only for what is fuzzed
  # (fuzz/CMakeLists.txt). With ThreadSanitizer it costs little, and the tests last long.
  target_compile_options(kommin_flags INTERFACE -fsanitize=${KOMMIN_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(kommin_flags INTERFACE -fsanitize=${KOMMIN_SANITIZE})
endif()
if(KOMMIN_SANITIZE STREQUAL "thread")
  target_compile_options(kommin_flags INTERFACE $<$<NOT:$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>>:-O1>)
endif()
if(KOMMIN_FUZZ)
  # What the targets in fuzz/ link is instrumented for coverage; only they link libFuzzer's main.
  target_compile_options(kommin_flags INTERFACE
    $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,STATIC_LIBRARY>:-fsanitize=fuzzer-no-link>)
  target_link_options(kommin_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# No program says where it was built, and two checkouts of the same source share the compiler cache.
target_compile_options(kommin_flags INTERFACE "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")
find_program(KOMMIN_CCACHE ccache)
if(KOMMIN_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=true "${KOMMIN_CCACHE}")
endif()
find_program(KOMMIN_MOLD mold)
if(KOMMIN_MOLD AND NOT KOMMIN_SANITIZE STREQUAL "thread")
  target_link_options(kommin_flags INTERFACE -fuse-ld=mold)
endif()
