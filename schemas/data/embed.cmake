# mockmeter_embed(LIBRARY NAME files...): lets a library carry data files. The assembler copies their
# bytes, and a generated table of NAME names them, by their paths from the project's root.
function(mockmeter_embed library name)
  set(files ${ARGN})
  list(SORT files)
  set(index 0)
  foreach(file IN LISTS files)
    set(symbol "${name}_${index}")
    string(APPEND bytes ".global ${symbol}_begin, ${symbol}_end\n"
                        "${symbol}_begin: .incbin \"${PROJECT_SOURCE_DIR}/${file}\"\n"
                        "${symbol}_end: .byte 0\n")
    string(APPEND names "extern const char ${symbol}_begin[], ${symbol}_end[];\n")
    string(APPEND rows "    {\"${file}\", ${symbol}_begin, ${symbol}_end},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  set(made ${CMAKE_CURRENT_BINARY_DIR}/${name})
  set(templates ${PROJECT_SOURCE_DIR}/schemas/data)
  configure_file(${templates}/bytes.S.in ${made}.S @ONLY)
  configure_file(${templates}/table.cpp.in ${made}.cpp @ONLY)
  list(TRANSFORM files PREPEND ${PROJECT_SOURCE_DIR}/)
  set_source_files_properties(${made}.S PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${library} PRIVATE ${made}.S ${made}.cpp)
endfunction()
