# One archive of the mock and everything of ours below it, its headers and its CMake package, for
# programs that call find_package(mockmeter).
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

# mockmeter_parts(OUT TARGET): the static libraries of ours that a target needs, itself included.
function(mockmeter_parts out target)
  set(parts ${target})
  set(waiting ${target})
  while(waiting)
    list(POP_FRONT waiting part)
    get_target_property(needed ${part} LINK_LIBRARIES)
    list(FILTER needed INCLUDE REGEX "^mockmeter_")
    foreach(other IN LISTS needed)
      get_target_property(type ${other} TYPE)
      if(type STREQUAL STATIC_LIBRARY AND NOT other IN_LIST parts)
        list(APPEND parts ${other})
        list(APPEND waiting ${other})
      endif()
    endforeach()
  endwhile()
  set(${out} ${parts} PARENT_SCOPE)
endfunction()

mockmeter_parts(parts mockmeter_server)
list(TRANSFORM parts REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE objects)
add_library(mockmeter_archive STATIC ${objects})
set_target_properties(mockmeter_archive PROPERTIES OUTPUT_NAME mockmeter EXPORT_NAME server
                                                   LINKER_LANGUAGE CXX)
target_compile_features(mockmeter_archive INTERFACE cxx_std_20)
# mockmeter-config.cmake.in finds these again on the machine of whoever uses the archive.
target_link_libraries(
  mockmeter_archive PRIVATE Threads::Threads OpenSSL::SSL OpenSSL::Crypto ZLIB::ZLIB spdlog::spdlog
                            PkgConfig::HTTPLIB PkgConfig::RE2 PkgConfig::PROMETHEUS PkgConfig::SQLITE
                            PkgConfig::HIREDIS)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/mockmeter)
configure_package_config_file(cmake/mockmeter-config.cmake.in
                              ${PROJECT_BINARY_DIR}/mockmeter-config.cmake
                              INSTALL_DESTINATION ${package})
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/mockmeter-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(
  TARGETS mockmeter_archive
  EXPORT mockmeter
  INCLUDES
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT mockmeter FILE mockmeter-targets.cmake NAMESPACE mockmeter:: DESTINATION ${package})
install(FILES ${PROJECT_BINARY_DIR}/mockmeter-config.cmake
              ${PROJECT_BINARY_DIR}/mockmeter-config-version.cmake DESTINATION ${package})
install(DIRECTORY server/include/mockmeter DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
