# The pages of web/, as ./dev web build has left them in build/web. Without them the program is built all the same, and has none.

set(PAGES ${CMAKE_SOURCE_DIR}/build/web)
file(GLOB PAGE_ROWS CONFIGURE_DEPENDS ${PAGES}/assets.inc)  # looked for at each build: they may come later
if(PAGE_ROWS)
  enable_language(ASM)
  target_sources(room_pages PRIVATE ${PAGES}/assets.S)
  set_source_files_properties(${PAGES}/assets.S PROPERTIES COMPILE_OPTIONS "-I${PAGES}" OBJECT_DEPENDS ${PAGES}/assets.inc
    SKIP_UNITY_BUILD_INCLUSION ON)
  set_source_files_properties(${CMAKE_SOURCE_DIR}/src/pages/assets.cpp PROPERTIES COMPILE_OPTIONS "-I${PAGES}"
    OBJECT_DEPENDS ${PAGES}/assets.inc SKIP_UNITY_BUILD_INCLUSION ON)
endif()
