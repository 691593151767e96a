#pragma once
#include <QString>
#include <functional>
#include <vector>

namespace aisle {

enum class Device { Cpu, Cuda };

/// What this machine can compute on, and why not, for `doctor` and the settings.
struct DeviceReport
{
    QString torchVersion;
    bool builtWithCuda = false;
    bool cudaAvailable = false;
    QString whyNoCuda;           ///< English sentence; empty where CUDA is available
    std::vector<QString> gpus;   ///< names
    bool nvidiaHardware = false; ///< an NVIDIA GPU is in this machine, whatever this build can do with it
};
DeviceReport deviceReport();

/// Maps the analyst's word (auto, cpu, cuda) to a device. "auto" takes CUDA where it works.
/// @throws Error device.unknown, device.no-cuda (says why and that cpu is there)
Device chooseDevice(const QString &word);

/// Does work that allocates on a device and turns that device's own failures into sentences.
/// @throws Error device.out-of-memory, device.failed (both offer the CPU), memory.out; and what `work` throws
void computeOn(Device device, const std::function<void()> &work);

/// Call once at the start of a program: LibTorch's memory (see torchmemory.h), and the threads of everything that
/// computes, which are parallelFor(), OpenBLAS and LibTorch (it would else take the physical cores only, and would set
/// that for OpenMP as a whole). @param threads  0: every core
void prepareComputing(int threads = 0);

/// How fast the linear algebra below LibTorch multiplies float32 matrices, in GFLOP/s (512 x 512, best of a few), and
/// which library it is. Below some 5 GFLOP/s a core it is the slow reference BLAS.
struct BlasReport
{
    QString library;
    double gigaFlops = 0;
    bool slow = false;
};
BlasReport blasReport();

} // namespace aisle
