# Defines the target Aisle::Torch.
#
# LibTorch is linked by full path and out of one folder: the packaged TorchConfig.cmake of a CUDA wheel
# demands nvcc, and its find_library(c10) may pick another installation's libc10, which crashes at load.
# AISLE_TORCH_ROOT names the folder of such a wheel (the one that has include/ and lib/); empty means Debian's
# libtorch-dev.
include(FindPackageHandleStandardArgs)

if(AISLE_TORCH_ROOT)
    set(_torch_include ${AISLE_TORCH_ROOT}/include)
    set(_torch_lib ${AISLE_TORCH_ROOT}/lib)
else()
    set(_torch_include /usr/include)
    set(_torch_lib /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE})
endif()

set(_torch_libs)
foreach(name torch torch_cpu c10 torch_cuda c10_cuda)
    if(EXISTS ${_torch_lib}/lib${name}.so)
        list(APPEND _torch_libs ${_torch_lib}/lib${name}.so)
    endif()
endforeach()
if(EXISTS ${_torch_include}/torch/csrc/api/include/torch/torch.h)
    set(AisleTorch_INCLUDE_DIR ${_torch_include}/torch/csrc/api/include)
endif()

find_package_handle_standard_args(AisleTorch REQUIRED_VARS AisleTorch_INCLUDE_DIR _torch_libs)

if(AisleTorch_FOUND AND NOT TARGET Aisle::Torch)
    add_library(Aisle::Torch INTERFACE IMPORTED)
    if(AISLE_TORCH_ROOT)
        target_include_directories(Aisle::Torch SYSTEM INTERFACE ${_torch_include})
    endif()
    target_include_directories(Aisle::Torch SYSTEM INTERFACE ${AisleTorch_INCLUDE_DIR})
    if(EXISTS ${_torch_lib}/libtorch_cuda.so)
        target_compile_definitions(Aisle::Torch INTERFACE AISLE_TORCH_CUDA)
    endif()
    set(_rpaths ${_torch_lib})
    if(AISLE_TORCH_ROOT)
        file(GLOB _nvidia_libs ${AISLE_TORCH_ROOT}/../nvidia/*/lib)
        list(APPEND _rpaths ${_nvidia_libs})
    else()
        # Debian's alternatives prefer the pthread OpenBLAS where both are installed; its threads fight OpenMP's.
        set(_openblas /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/openblas-openmp)
        if(EXISTS ${_openblas})
            list(PREPEND _rpaths ${_openblas})
        endif()
    endif()
    list(TRANSFORM _rpaths PREPEND "-Wl,-rpath," OUTPUT_VARIABLE _rpath_flags)
    target_link_options(Aisle::Torch INTERFACE "-Wl,--disable-new-dtags" ${_rpath_flags}
        "-Wl,--allow-shlib-undefined")
    target_link_libraries(Aisle::Torch INTERFACE "-Wl,--push-state,--no-as-needed" ${_torch_libs} "-Wl,--pop-state")
endif()
