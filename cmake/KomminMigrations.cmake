# Compiles db/migrations into the library of a folder.
#
#     kommin_embed_migrations(platform/db)
#
# NNNN_name.sql is one text for both engines; NNNN_name.sqlite.sql and NNNN_name.postgres.sql come as twins.
# The same file, run as a script, writes the C++ text (see the end).

function(kommin_embed_migrations folder)
  kommin_target_name(${folder} target)
  if(NOT TARGET ${target})
    return()
  endif()
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/db/migrations/*.sql")
  set(output "${CMAKE_BINARY_DIR}/generated/${folder}/migrations.cpp")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DMIGRATIONS=${CMAKE_SOURCE_DIR}/db/migrations" "-DOUTPUT=${output}"
            -P "${CMAKE_SOURCE_DIR}/cmake/KomminMigrations.cmake"
    DEPENDS ${sources} "${CMAKE_SOURCE_DIR}/cmake/KomminMigrations.cmake"
    COMMENT "Embedding the migrations"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

# The text as a C++ literal, in lines: no delimiter of a raw literal can occur in it by accident. It says how long
# it is (sv): counting every letter takes more steps than a compiler allows a constant.
function(read_as_literal path out)
  file(READ "${path}" text)
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  string(REPLACE "?" "\\?" text "${text}")
  string(REPLACE "\n" "\\n\"\n     \"" text "${text}")
  set(${out} "\"${text}\"sv" PARENT_SCOPE)
endfunction()

file(GLOB paths "${MIGRATIONS}/*.sql")
list(SORT paths)
set(expected 1)
set(waiting_twin "")
set(entries "")
foreach(path IN LISTS paths)
  get_filename_component(file "${path}" NAME)
  if(NOT file MATCHES "^([0-9][0-9][0-9][0-9])(_[a-z0-9_]+)(\\.sqlite|\\.postgres)?\\.sql$")
    message(FATAL_ERROR "db/migrations/${file}: the name must look like 0042_registrations.sql")
  endif()
  set(digits "${CMAKE_MATCH_1}")
  set(name "${CMAKE_MATCH_1}${CMAKE_MATCH_2}")
  set(engine "${CMAKE_MATCH_3}")
  string(REGEX REPLACE "^0+" "" version "${digits}")
  if(NOT version STREQUAL "${expected}")
    message(FATAL_ERROR "db/migrations/${file}: the next number is ${expected}; numbers have no gaps and no doubles")
  endif()
  if(waiting_twin AND NOT "${name}${engine}" STREQUAL "${waiting_twin}.sqlite")
    message(FATAL_ERROR "db/migrations/${waiting_twin}.sqlite.sql is missing")
  endif()
  file(SHA256 "${path}" checksum)
  if(engine STREQUAL ".postgres") # sorts before its twin
    set(waiting_twin "${name}")
    read_as_literal("${path}" postgres)
    set(postgres_checksum "${checksum}")
    continue()
  endif()
  read_as_literal("${path}" sqlite)
  if(engine STREQUAL ".sqlite")
    if(NOT waiting_twin STREQUAL name)
      message(FATAL_ERROR "db/migrations/${name}.postgres.sql is missing")
    endif()
    string(SHA256 checksum "${checksum} ${postgres_checksum}")
  else()
    set(postgres "${sqlite}")
  endif()
  set(waiting_twin "")
  string(APPEND entries "    {${expected}, \"${name}\",\n     ${sqlite},\n     ${postgres},\n     \"${checksum}\"},\n")
  math(EXPR expected "${expected} + 1")
endforeach()
if(waiting_twin)
  message(FATAL_ERROR "db/migrations/${waiting_twin}.sqlite.sql is missing")
endif()

math(EXPR count "${expected} - 1")
file(WRITE "${OUTPUT}" "// Written by cmake/KomminMigrations.cmake from db/migrations.
#include \"platform/db/migration.hpp\"

#include <array>
#include <string_view>

using std::literals::string_view_literals::operator\"\"sv;

namespace kommin::db {

std::span<Migration const> migrations()
{
    static constexpr std::array<Migration, ${count}> line{{
${entries}    }};
    return line;
}

} // namespace kommin::db
")
