# Installs the libraries, their headers and a package for find_package(callboard).
# Headers stand under include/callboard, so that the paths that the tree uses work there too.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/callboard)
install(TARGETS project_options callboard_probe_record callboard_probe_wire callboard_probe_link
        callboard_runtime
  EXPORT callboard-targets
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/callboard
  FILE_SET umbrella DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} ${CMAKE_INSTALL_INCLUDEDIR}/callboard)
install(EXPORT callboard-targets NAMESPACE callboard:: DESTINATION ${package_folder})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/callboard-config.cmake.in
  ${PROJECT_BINARY_DIR}/callboard-config.cmake INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/callboard-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/callboard-config.cmake
        ${PROJECT_BINARY_DIR}/callboard-config-version.cmake
  DESTINATION ${package_folder})
