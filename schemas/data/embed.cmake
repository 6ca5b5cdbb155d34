# mockmeter_embed(LIBRARY NAME [COMPRESSED] files...): lets a library carry data files. The assembler
# copies their bytes, and a generated table of NAME names them, by their paths from the project's root.
# With COMPRESSED the bytes are those of gzip.
function(mockmeter_embed library name)
  cmake_parse_arguments(PARSE_ARGV 2 embed COMPRESSED "" "")
  set(files ${embed_UNPARSED_ARGUMENTS})
  list(SORT files)
  set(index 0)
  foreach(file IN LISTS files)
    set(symbol "${name}_${index}")
    set(source ${PROJECT_SOURCE_DIR}/${file})
    if(embed_COMPRESSED)
      mockmeter_compress(${source} ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.gz)
      set(source ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.gz)
    endif()
    list(APPEND sources ${source})
    string(APPEND bytes ".global ${symbol}_begin, ${symbol}_end\n"
                        "${symbol}_begin: .incbin \"${source}\"\n"
                        "${symbol}_end: .byte 0\n")
    string(APPEND names "extern const char ${symbol}_begin[], ${symbol}_end[];\n")
    string(APPEND rows "    {\"${file}\", ${symbol}_begin, ${symbol}_end},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  set(made ${CMAKE_CURRENT_BINARY_DIR}/${name})
  set(templates ${PROJECT_SOURCE_DIR}/schemas/data)
  configure_file(${templates}/bytes.S.in ${made}.S @ONLY)
  configure_file(${templates}/table.cpp.in ${made}.cpp @ONLY)
  set_source_files_properties(${made}.S PROPERTIES OBJECT_DEPENDS "${sources}")
  target_sources(${library} PRIVATE ${made}.S ${made}.cpp)
endfunction()

# Makes OUTPUT of FILE when the project is built: the same bytes each time, without a name or a date.
function(mockmeter_compress file output)
  find_program(MOCKMETER_GZIP gzip REQUIRED)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${MOCKMETER_GZIP} -9 --no-name --stdout ${file} > ${output}
    DEPENDS ${file}
    VERBATIM)
endfunction()
