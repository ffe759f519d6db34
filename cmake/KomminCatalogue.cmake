# Texts of the interface: tools/catalogue checks locales/*.po against each other and against the "…"_msg
# literals in src/, and writes one C++ file per language, which becomes part of platform/i18n.

# A Debug tree whose warnings are not errors is somebody's working tree, where texts are written and
# translated side by side; what is tested or served must be complete.
set(kommin_incomplete_default OFF)
if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT KOMMIN_WARNINGS_AS_ERRORS)
  set(kommin_incomplete_default ON)
endif()
option(KOMMIN_INCOMPLETE_CATALOGUES "Missing texts are a warning; German stands in" ${kommin_incomplete_default})

function(kommin_catalogue target)
  set(tool "${CMAKE_SOURCE_DIR}/tools/catalogue")
  set(locales "${CMAKE_SOURCE_DIR}/locales")
  set(output "${CMAKE_BINARY_DIR}/generated/i18n")

  add_library(kommin_catalogue_reader STATIC
    "${tool}/catalogue.cpp" "${tool}/pattern.cpp" "${tool}/po_file.cpp" "${tool}/source_scan.cpp"
    "${tool}/write_catalogue.cpp")
  kommin_common(kommin_catalogue_reader)
  target_include_directories(kommin_catalogue_reader PUBLIC "${tool}")
  target_link_libraries(kommin_catalogue_reader PUBLIC kommin_platform_base PRIVATE ICU::i18n ICU::uc ICU::data)
  add_executable(kommin_catalogue "${tool}/main.cpp")
  kommin_common(kommin_catalogue)
  target_link_libraries(kommin_catalogue PRIVATE kommin_catalogue_reader)

  file(GLOB texts CONFIGURE_DEPENDS "${locales}/*.po")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/*.cpp" "${CMAKE_SOURCE_DIR}/src/*.hpp")
  set(generated "${output}/languages.cpp")
  foreach(text IN LISTS texts)
    string(REGEX REPLACE ".*\\.([A-Za-z-]+)\\.po$" "\\1" tag "${text}")
    list(APPEND generated "${output}/catalogue_${tag}.cpp")
  endforeach()
  list(REMOVE_DUPLICATES generated)
  set(incomplete "")
  if(KOMMIN_INCOMPLETE_CATALOGUES)
    set(incomplete --incomplete)
  endif()
  add_custom_command(
    OUTPUT ${generated}
    COMMAND kommin_catalogue "${locales}" "${output}" ${incomplete} "${CMAKE_SOURCE_DIR}/src"
    DEPENDS kommin_catalogue ${texts} ${sources} "${locales}/languages.csv" "${locales}/dynamic.txt" "${locales}/areas.txt"
    COMMENT "Checking the texts of the interface"
    VERBATIM)
  target_sources(${target} PRIVATE ${generated})

  if(KOMMIN_TESTS)
    add_executable(test_catalogue "${tool}/tests/catalogue_test.cpp")
    kommin_common(test_catalogue)
    target_link_libraries(test_catalogue PRIVATE kommin_catalogue_reader GTest::gmock GTest::gtest GTest::gtest_main)
    set_target_properties(test_catalogue PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    add_test(NAME catalogue COMMAND test_catalogue)
    set_tests_properties(catalogue PROPERTIES TIMEOUT 300)
  endif()
endfunction()
