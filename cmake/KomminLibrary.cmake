# kommin_library(platform/http DEPENDS platform/base … PACKAGES Boost::headers …)
#
# One folder is one library: every *.cpp directly in src/<folder> belongs to it, every *.cpp in
# src/<folder>/tests to its test program `test_<folder with _>`. DEPENDS is the architecture: it names
# the folders this one may include, and scripts/check-layers reads exactly this table.
# PACKAGES stay private to the folder (Boost, libpq … never leave their .cpp files).
# src/<folder>/testing with the header src/<folder>/testing.hpp is what tests of others may use of a folder; it is
# linked to the tests of the folder and of all that depend on it.
function(kommin_target_name folder out)
  string(REPLACE "/" "_" name "${folder}")
  set(${out} "kommin_${name}" PARENT_SCOPE)
endfunction()

function(kommin_common target)
  target_link_libraries(${target} PRIVATE kommin_flags)
  if(KOMMIN_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
  endif()
  if(KOMMIN_PCH)
    target_precompile_headers(${target} PRIVATE
      <algorithm> <array> <chrono> <functional> <memory> <optional> <span> <string> <string_view>
      <unordered_map> <utility> <variant> <vector>)
  endif()
endfunction()

function(kommin_library folder)
  cmake_parse_arguments(ARG "" "" "DEPENDS;PACKAGES" ${ARGN})
  set(directory "${CMAKE_SOURCE_DIR}/src/${folder}")
  file(GLOB sources CONFIGURE_DEPENDS "${directory}/*.cpp")
  if(NOT sources)
    return()
  endif()
  kommin_target_name(${folder} target)
  add_library(${target} STATIC ${sources})
  kommin_common(${target})
  target_link_libraries(${target} PRIVATE ${ARG_PACKAGES})
  set(dependencies "")
  foreach(dependency IN LISTS ARG_DEPENDS)
    kommin_target_name(${dependency} dependency_target)
    if(TARGET ${dependency_target})
      list(APPEND dependencies ${dependency_target})
    endif()
  endforeach()
  target_link_libraries(${target} PUBLIC ${dependencies})

  file(GLOB tests CONFIGURE_DEPENDS "${directory}/tests/*.cpp")
  # Under ThreadSanitizer only what has threads: the rest would cost minutes and find nothing.
  set(threads "${directory}/tests/threads.txt")
  if(KOMMIN_SANITIZE STREQUAL "thread" AND EXISTS "${threads}")
    set_property(DIRECTORY "${CMAKE_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${threads}")
    file(STRINGS "${threads}" tests REGEX "^[^#]")
    list(TRANSFORM tests PREPEND "${directory}/tests/")
  endif()
  if(KOMMIN_TESTS AND tests)
    string(REPLACE "/" "_" name "${folder}")
    add_executable(test_${name} ${tests})
    kommin_common(test_${name})
    target_link_libraries(test_${name} PRIVATE ${target} ${ARG_PACKAGES} GTest::gmock GTest::gtest GTest::gtest_main)
    foreach(tested IN ITEMS ${folder} ${ARG_DEPENDS})
      kommin_target_name(${tested}/testing testing_target)
      target_link_libraries(test_${name} PRIVATE $<TARGET_NAME_IF_EXISTS:${testing_target}>)
    endforeach()
    target_compile_definitions(test_${name} PRIVATE KOMMIN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    set_target_properties(test_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    add_test(NAME ${name} COMMAND test_${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
  endif()
endfunction()
