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
/// that for OpenMP as a whole): as many of those asked for as this process may have. @param threads  0: every core
/// @throws Error memory.address-space
void prepareComputing(int threads = 0);

/// What a BLAS is worth, told by which one is loaded: its speed says more about the other work on a machine.
enum class BlasKind {
    Fast,      ///< OpenBLAS with OpenMP, MKL, BLIS or what LibTorch brings along
    TwoPools,  ///< OpenBLAS with threads of its own, which fight those of LibTorch
    Reference, ///< Netlib's: matrix products take up to 30 times longer
};
/// @param library  path of the library that is mapped, links resolved; empty: built into LibTorch
BlasKind blasKind(const QString &library);

/// Which library is the linear algebra below LibTorch, and how fast it multiplies float32 matrices just now, in GFLOP/s
/// (512 x 512, best of a few).
struct BlasReport
{
    QString library;
    BlasKind kind = BlasKind::Fast;
    double gigaFlops = 0;
    QString advice; ///< English sentence: what to install; empty where nothing is to be done
};
BlasReport blasReport();

} // namespace aisle
